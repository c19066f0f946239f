import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Runs the fuzz tests for as long as one likes: `npm run fuzz -- --runs 1000000 --seed 7 [--only PATH]`. Same numbers, same inputs. */
interface Row {
  readonly name: string;
  readonly inputs: number;
  readonly seconds: number;
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, only: { type: 'string', default: 'test/fuzz' } } });
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'greptime-sql-fuzz-'));
const report = join(folder, 'report.jsonl');
const started = performance.now();
const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', values.only], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: values.runs, FUZZ_SEED: values.seed, FUZZ_REPORT: report },
});
for (const line of table(read(report))) console.log(line);
console.log(`seed ${values.seed}, ${status === 0 ? 'nothing broke' : 'something broke'}, ${Math.round((performance.now() - started) / 1000)} s`);
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;

function read(path: string): readonly Row[] {
  try {
    return readFileSync(path, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Row);
  } catch {
    return [];
  }
}

function table(rows: readonly Row[]): readonly string[] {
  const total = { name: 'total', inputs: rows.reduce((sum, row) => sum + row.inputs, 0), seconds: rows.reduce((sum, row) => sum + row.seconds, 0) };
  return [...rows, total].map(({ name, inputs, seconds }) => `${name.padEnd(28)} ${String(inputs).padStart(9)} inputs ${seconds.toFixed(0).padStart(6)} s`);
}
