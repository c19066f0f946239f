import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';
import { Random } from './random.ts';

/** How much is tried in all (`FUZZ_RUNS`), and what all chance comes from (`FUZZ_SEED`): the same two numbers try the same inputs. */
export const RUNS = Math.max(1, Number(process.env['FUZZ_RUNS'] ?? 8_000));
export const SEED = Number(process.env['FUZZ_SEED'] ?? 1) >>> 0;

/** A share of the budget, at least one input. */
export function share(part: number): number {
  return Math.max(1, Math.round(RUNS * part));
}

/** Runs longer than short ones need longer than a test may usually take. */
export const TIMEOUT = RUNS > 50_000 ? 4 * 3_600_000 : 120_000;

/** Enough broken inputs to see what they have in common. */
const SHOWN = 40;

/** What an input breaks, in a sentence; undefined when it breaks nothing. */
export type Law<Input> = (input: Input) => string | undefined | Promise<string | undefined>;

export interface Hunt<Input> {
  readonly name: string;
  readonly inputs: number;
  readonly make: (random: Random, index: number) => Input;
  readonly law: Law<Input>;
  /** Smaller inputs that may break the same; tried until none does. */
  readonly shrink?: (input: Input) => Iterable<Input>;
  readonly show: (input: Input) => string;
}

/** Tries as many inputs as the hunt asks for and fails with the smallest that break its law. A throw breaks every law. */
export async function hunt<Input>(options: Hunt<Input>): Promise<void> {
  const { name, inputs, make, show } = options;
  const started = performance.now();
  const broken: string[] = [];
  const kinds = new Set<string>();
  for (let index = 0; index < inputs && broken.length < SHOWN; index++) {
    const input = make(new Random(SEED, name, index), index);
    const wrong = await judge(options.law, input);
    if (wrong === undefined || kinds.has(kindOf(wrong))) continue;
    kinds.add(kindOf(wrong));
    const least = await shrink(options, input, kindOf(wrong));
    broken.push(`${(await judge(options.law, least)) ?? wrong}\n    input ${index} of seed ${SEED}: ${show(least)}`);
  }
  record(name, inputs, performance.now() - started);
  expect(broken, `${name}: ${broken.length} kinds of failures`).toEqual([]);
}

async function judge<Input>(law: Law<Input>, input: Input): Promise<string | undefined> {
  try {
    return await law(input);
  } catch (error) {
    return `threw ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ') : JSON.stringify(error)}`;
  }
}

/** Two failures are of a kind when they say the same up to the first colon, or come out of the same line. */
function kindOf(wrong: string): string {
  return wrong.startsWith('threw') ? (/at .*/.exec(wrong)?.[0].slice(0, 120) ?? wrong) : wrong.split(':')[0]!;
}

const SHRINKS = 2_000;

async function shrink<Input>({ law, shrink: smaller }: Hunt<Input>, input: Input, kind: string): Promise<Input> {
  let least = input;
  let left = smaller === undefined ? 0 : SHRINKS;
  for (let found = true; found && left > 0; ) {
    found = false;
    for (const candidate of smaller!(least)) {
      if (left-- <= 0) break;
      const wrong = await judge(law, candidate);
      if (wrong === undefined || kindOf(wrong) !== kind) continue;
      least = candidate;
      found = true;
      break;
    }
  }
  return least;
}

/** Cuts pieces out of a text, large ones first. */
export function* shorter(text: string): Generator<string> {
  for (let size = text.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < text.length; at += size) yield text.slice(0, at) + text.slice(at + size);
  }
}

/** Leaves one or many of a list out. */
export function* fewer<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let size = Math.max(1, items.length >> 1); size >= 1; size >>= 1) {
    for (let at = 0; at < items.length; at += size) yield items.toSpliced(at, size);
  }
}

/** Tells the long run what was done (`scripts/fuzz.ts` adds it up). */
export function record(name: string, inputs: number, milliseconds: number): void {
  const report = process.env['FUZZ_REPORT'];
  if (report !== undefined) appendFileSync(report, `${JSON.stringify({ name, inputs, seconds: milliseconds / 1000 })}\n`);
}
