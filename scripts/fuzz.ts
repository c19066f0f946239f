import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Runs the fuzz tests for as long as one likes: `npm run fuzz -- --runs 1250000 --seed 7 [--only PATH] [--input N]`. Same numbers, same
 * inputs. What broke lies in `.fuzz`, and was written there before anything else was tried; a run that is ended still prints its table.
 */
interface Row {
  readonly name: string;
  readonly inputs?: number;
  readonly seconds?: number;
  readonly broken?: number;
}

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', multiple: true },
    input: { type: 'string' },
  },
});
const ALL = ['test/fuzz', 'test/security/escaping.test.ts'];
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.fuzz');
const report = join(folder, 'report.jsonl');
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) if (!name.endsWith('.json')) rmSync(join(folder, name));

const started = Date.now();
const child = spawn(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...(values.only ?? ALL)], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    FUZZ_RUNS: values.runs,
    FUZZ_SEED: values.seed,
    FUZZ_FOLDER: folder,
    FUZZ_REPORT: report,
    ...(values.input === undefined ? {} : { FUZZ_INPUT: values.input }),
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', code => {
  for (const line of table(read(report))) console.log(line);
  const kept = readdirSync(folder).filter(name => name.endsWith('.json') && statSync(join(folder, name)).mtimeMs >= started);
  for (const name of kept) console.log(`kept: ${join('.fuzz', name)}`);
  console.log(
    `runs ${values.runs}, seed ${values.seed}, ${code === 0 ? 'nothing broke' : 'something broke, or did not end'}, ${Math.round((Date.now() - started) / 1000)} s on the clock`,
  );
  process.exitCode = code ?? 1;
});

function read(path: string): readonly Row[] {
  try {
    const rows = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Row);
    return [...new Map(rows.map(row => [row.name, row])).values()];
  } catch {
    return [];
  }
}

function table(rows: readonly Row[]): readonly string[] {
  const sum = (of: (row: Row) => number | undefined): number => rows.reduce((all, row) => all + (of(row) ?? 0), 0);
  const total = { name: 'total', inputs: sum(row => row.inputs), seconds: sum(row => row.seconds), broken: sum(row => row.broken) };
  return [...rows, total].map(row => {
    const { name, inputs = 0, seconds = 0, broken } = row;
    const result = broken === undefined ? `did not end${inHand(name)}` : broken === 0 ? 'held' : `${broken} broke`;
    return `${name.padEnd(28)} ${String(inputs).padStart(9)} inputs ${seconds.toFixed(0).padStart(6)} s of the processor  ${result}`;
  });
}

/** The input that was being tried when a hunt ended before its time. */
function inHand(name: string): string {
  const file = readdirSync(folder).find(
    candidate => candidate.endsWith('.hand') && candidate.startsWith(`${name.replaceAll(/[^\w.-]+/g, '-')}-${values.seed}-`),
  );
  return file === undefined ? '' : `: input ${readFileSync(join(folder, file), 'utf8').trim()} was in hand`;
}
