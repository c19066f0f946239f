import { appendFileSync, closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where everything that broke a law lies until somebody takes it away: a run that is ended from outside loses nothing. */
const FOLDER = process.env['FUZZ_FOLDER'] ?? join(import.meta.dirname, '..', '..', '.fuzz');

/** An input that broke a law. `input` is what was tried, `least` the smallest that still breaks it the same way. */
export interface Broken {
  readonly name: string;
  readonly seed: number;
  readonly runs: number;
  /** The number of the input, or fast-check's path to it. */
  readonly at: number | string;
  readonly wrong: string;
  readonly input: string;
  readonly least?: string;
}

function fileOf(name: string, seed: number, what: number | string): string {
  return join(FOLDER, `${`${name} ${seed} ${what}`.replaceAll(/[^\w.-]+/g, '-')}`);
}

/** Writes a broken input down and says so at once, not when all is over. */
export function keep(broken: Broken): void {
  mkdirSync(FOLDER, { recursive: true });
  const path = `${fileOf(broken.name, broken.seed, broken.at)}.json`;
  writeFileSync(path, `${JSON.stringify(broken, undefined, 2)}\n`);
  process.stderr.write(
    `${broken.name}, input ${broken.at} of seed ${broken.seed}, ${broken.runs} runs: ${broken.wrong}\n    ${broken.least ?? broken.input}\n    kept in ${path}\n`,
  );
}

/** Holds the number of the input that is being tried, so that one which ends the process, or never ends, is known. */
export class Hand {
  private readonly path: string;
  private readonly file: number;

  constructor(name: string, seed: number) {
    mkdirSync(FOLDER, { recursive: true });
    this.path = `${fileOf(name, seed, process.pid)}.hand`;
    this.file = openSync(this.path, 'w');
  }

  take(index: number): void {
    writeSync(this.file, `${index}\n`, 0);
  }

  letGo(): void {
    closeSync(this.file);
    rmSync(this.path);
  }
}

export interface Row {
  readonly name: string;
  readonly inputs: number;
  /** Of the processor, not of the clock. */
  readonly seconds: number;
  readonly broken: number;
}

/** Tells the long run that a hunt begins, and what came of it (`scripts/fuzz.ts` adds it up). */
export function record(row: Row | { readonly name: string }): void {
  const report = process.env['FUZZ_REPORT'];
  if (report !== undefined) appendFileSync(report, `${JSON.stringify(row)}\n`);
}
