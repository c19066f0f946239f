import fc from 'fast-check';
import { expect } from 'vitest';
import { Hand, keep, record } from './found.ts';
import { Random } from './random.ts';

/** How much is tried in all (`FUZZ_RUNS`), and what all chance comes from (`FUZZ_SEED`): the same two numbers try the same inputs. */
export const RUNS = Math.max(1, Number(process.env['FUZZ_RUNS'] ?? 8_000));
export const SEED = Number(process.env['FUZZ_SEED'] ?? 1) >>> 0;
/** One input alone, by its number (`FUZZ_INPUT`): what broke is tried again without all that came before it. */
const ONLY = process.env['FUZZ_INPUT'];

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
  const broken: string[] = [];
  const kinds = new Set<string>();
  const [first, end] = ONLY === undefined ? [0, inputs] : [Number(ONLY), Number(ONLY) + 1];
  const hand = new Hand(name, SEED);
  const used = processor();
  record({ name });
  for (let index = first; index < end && broken.length < SHOWN; index++) {
    hand.take(index);
    const input = make(new Random(SEED, name, index), index);
    const wrong = await judge(options.law, input);
    if (wrong === undefined || kinds.has(kindOf(wrong))) continue;
    kinds.add(kindOf(wrong));
    const found = { name, seed: SEED, runs: RUNS, at: index, wrong, input: show(input) };
    keep(found);
    const least = await shrink(options, input, kindOf(wrong));
    keep({ ...found, least: show(least) });
    broken.push(`${(await judge(options.law, least)) ?? wrong}\n    input ${index} of seed ${SEED}: ${show(least)}`);
  }
  hand.letGo();
  record({ name, inputs, seconds: processor() - used, broken: broken.length });
  expect(broken, `${name}: ${broken.length} kinds of failures`).toEqual([]);
}

/** The same for the properties of fast-check, which shrinks by itself. */
export async function holds<Inputs>(
  name: string,
  inputs: number,
  property: fc.IProperty<Inputs> | fc.IAsyncProperty<Inputs>,
): Promise<void> {
  const used = processor();
  record({ name });
  const details = await fc.check(property as fc.IAsyncProperty<Inputs>, { numRuns: inputs, seed: SEED });
  record({ name, inputs: details.numRuns, seconds: processor() - used, broken: details.failed ? 1 : 0 });
  if (!details.failed) return;
  const wrong = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  const input = fc.stringify(details.counterexample);
  keep({ name, seed: SEED, runs: RUNS, at: details.counterexamplePath ?? '', wrong, input });
  throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
}

/** Seconds of the processor that this process used, however busy the machine is. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
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

/** So much is spent on one input: what breaks by never answering is slow to try. */
const SHRINKS = 2_000;
const SHRINKING = 20_000;

async function shrink<Input>({ law, shrink: smaller }: Hunt<Input>, input: Input, kind: string): Promise<Input> {
  let least = input;
  let left = smaller === undefined ? 0 : SHRINKS;
  const end = performance.now() + SHRINKING;
  for (let found = true; found && left > 0;) {
    found = false;
    for (const candidate of smaller!(least)) {
      if (left-- <= 0 || performance.now() > end) return least;
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
