import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputsOf, type LoadOptions } from './project.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { version } from './version.ts';

/** Where results lie when nobody says. */
const DEFAULT_LOCATION = '.greptime-sql-cache';

export interface CacheFlags {
  readonly cache?: boolean;
  readonly cacheLocation?: string;
}

/** What a run said and how it ended. */
interface Recorded {
  readonly out: string;
  readonly err: string;
  readonly exit: ExitCode;
}

/**
 * Runs a command, or repeats what it said when it last ran over the very same files, configuration and options with this very version.
 * A result that cannot be read, or is not what was written, is as good as none; one that cannot be kept is kept nowhere.
 */
export async function remembering(
  paths: readonly string[],
  options: LoadOptions,
  said: object,
  flags: CacheFlags,
  terminal: Terminal,
  run: (terminal: Terminal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const key = await keyOf(paths, options, said, terminal);
  if (key === undefined) return run(terminal);
  const folder = resolve(terminal.cwd, flags.cacheLocation ?? DEFAULT_LOCATION);
  const known = read(join(folder, key));
  if (known !== undefined) {
    if (known.out !== '') terminal.out(known.out);
    if (known.err !== '') terminal.err(known.err);
    return known.exit;
  }
  let out = '';
  let err = '';
  const exit = await run({
    ...terminal,
    out: text => {
      out += text;
      terminal.out(text);
    },
    err: text => {
      err += text;
      terminal.err(text);
    },
  });
  // Trouble may be gone the next time.
  if (exit !== 2) write(folder, key, { out, err, exit });
  return exit;
}

async function keyOf(paths: readonly string[], options: LoadOptions, said: object, { cwd, colour }: Terminal): Promise<string | undefined> {
  const inputs = await inputsOf(paths, options);
  if (inputs === undefined) return undefined;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([version(), build(), cwd, colour, paths, said, inputs.configurations]));
  for (const path of inputs.files) {
    try {
      const bytes = readFileSync(path);
      hash.update(`\0${path}\0${bytes.length}\0`);
      hash.update(bytes);
    } catch {
      return undefined;
    }
  }
  return hash.digest('hex');
}

/** The program itself, as it lies on disk: a version under development is another one after each build. */
function build(): readonly number[] {
  const { size, mtimeMs } = statSync(fileURLToPath(import.meta.url));
  return [size, mtimeMs];
}

/** A file of results: the digest of its second line, then the result. */
function read(path: string): Recorded | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const body = text.slice(end + 1);
    return digest(body) === text.slice(0, end) ? (JSON.parse(body) as Recorded) : undefined;
  } catch {
    return undefined;
  }
}

/** Written beside and moved into place, so that nobody reads half of it. */
function write(folder: string, key: string, recorded: Recorded): void {
  const body = JSON.stringify(recorded);
  const beside = join(folder, `${key}.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(beside, `${digest(body)}\n${body}`);
    renameSync(beside, join(folder, key));
  } catch {
    discard(beside);
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It never came to be.
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
