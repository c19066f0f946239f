import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpus, texts } from './corpus.mjs';
import { initializeTime, latency } from './latency.mjs';
import { median, round } from './numbers.mjs';
import { prepare } from './prepare.mjs';
import { write } from './report.mjs';
import { coldWindow, whyNot } from './window.mjs';

/**
 * `npm run bench [-- part …]`: every part in rounds that take turns, so that what disturbs the machine disturbs all alike; medians and
 * ratios go to docs/performance.md, docs/performance.json and docs/performance.svg.
 */
const here = import.meta.dirname;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 3);
const wanted = new Set(process.argv.slice(2));
const results = {};

function measure(args, flags = []) {
  const { stdout, status, stderr } = spawnSync(process.execPath, [...flags, join(here, 'measure.mjs'), ...args], {
    encoding: 'utf8',
    timeout: 300_000,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) return { error: String(stderr).trim().split('\n').at(-1) };
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

/** Each of the named things once per round, the order turning; the median of each number. */
async function rounds(names, run, count = ROUNDS) {
  const found = new Map(names.map(name => [name, []]));
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < names.length; j++) {
      const name = names[(i + j) % names.length];
      found.get(name).push(await run(name));
    }
  }
  return Object.fromEntries([...found].map(([name, values]) => [name, merged(values)]));
}

function merged(values) {
  const good = values.filter(value => value !== undefined && value.error === undefined);
  if (good.length === 0) return values[0];
  return Object.fromEntries(
    Object.keys(good[0]).map(key => {
      const own = good.map(value => value[key]);
      return [key, typeof own[0] === 'number' ? round(median(own), 3) : own[0]];
    }),
  );
}

function wall(command, args, options = {}) {
  const begun = performance.now();
  const { status, error } = spawnSync(command, args, { stdio: 'ignore', timeout: 600_000, ...options });
  return error === undefined && status !== null ? { ms: performance.now() - begun } : { error: String(error ?? 'no status') };
}

const PARSE = [
  'greptime-sql',
  'hand-written descent',
  'libpg-query',
  'sqlparser-ts',
  'dt-sql-parser Flink',
  'node-sql-parser',
  '@questdb/sql-parser',
  'sql-parser-cst',
  'sql-formatter (format)',
];

const PARTS = {
  parse: () => rounds(PARSE, name => measure(['parse', name])),
  cold: () =>
    rounds(
      ['greptime-sql', 'libpg-query', 'dt-sql-parser Flink', 'dt-sql-parser PostgreSQL'],
      name => measure(['cold', name, name.endsWith('PostgreSQL') ? '200000' : '1000000']),
      1,
    ),
  lint: () => rounds(['lint', 'libpg-query', 'replay'], name => (name === 'libpg-query' ? measure(['parse', name]) : measure([name]))),
  broken: () => rounds(['broken'], () => measure(['broken'])),
  memory: () => rounds(['memory'], () => measure(['memory'], ['--expose-gc', '--max-old-space-size=8000']), 1),
  growth: () => rounds(['10000', '100000', '1000000', '10000000'], size => measure(['growth', size], ['--max-old-space-size=8000'])),
  start: async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'greptime-sql-bench-')), 'a.sql');
    writeFileSync(file, 'SELECT 1;\n');
    const cli = join(here, '..', 'dist', 'cli.cjs');
    // A first run has no compiled code of an earlier one.
    const first = { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' };
    const PROGRAMS = {
      'node -e 0': () => wall(process.execPath, ['-e', '0']),
      'greptime-sql lint': () => wall(process.execPath, [cli, 'lint', file]),
      'greptime-sql lint, first run': () => wall(process.execPath, [cli, 'lint', file], { env: first }),
    };
    PROGRAMS['greptime-sql lint']();
    const programs = await rounds(Object.keys(PROGRAMS), name => PROGRAMS[name](), ROUNDS * 5);
    await initializeTime('greptime-sql');
    const servers = await rounds(
      ['greptime-sql', 'greptime-sql, first run', 'null server', 'vscode-json-language-server'],
      async name => ({ ms: await (name.endsWith('first run') ? initializeTime('greptime-sql', first) : initializeTime(name)) }),
      ROUNDS * 3,
    );
    return { programs, servers };
  },
  edits: async () => ({
    '1 MB': await rounds(
      ['greptime-sql', 'null server', 'null server, 110 findings', 'postgres-language-server', 'squawk'],
      name => latency(name, { size: 1e6, edits: /greptime|null/.test(name) ? 300 : 8 }),
      1,
    ),
    '10 MB in 1,000 files': await rounds(['greptime-sql', 'null server'], name => latency(name, { size: 1e7, files: 1000, edits: 400 }), 1),
    'DDL in 1 MB': await rounds(['greptime-sql'], name => latency(name, { size: 1e6, edits: 100, ddl: true }), 1),
    'DDL in the middle of 10 MB': await rounds(
      ['greptime-sql'],
      name => latency(name, { size: 1e7, files: 1000, edits: 40, ddl: true }),
      1,
    ),
  }),
  window: () => rounds(['100 files'], coldWindow),
  cli: async () => ({
    '1,000 files': await many(1000, 2.4e6),
    ...(process.env['BENCH_SMALL'] === undefined ? { '10,000 files': await many(10_000, 2.4e7) } : {}),
  }),
};

/** The same text as files of SQL for SQL linters, and as files of JSON and JavaScript of the same size for the others. */
async function many(count, size) {
  const { own, peer } = await texts('pg', size);
  const folder = mkdtempSync(join(tmpdir(), 'greptime-sql-bench-'));
  const perFile = Math.ceil(own.length / count);
  for (const kind of ['own', 'peer', 'json']) mkdirSync(join(folder, kind));
  for (let i = 0; i < count; i++) {
    const part = statements => statements.slice(i * perFile, (i + 1) * perFile).join('\n');
    writeFileSync(join(folder, 'own', `${i}.sql`), part(own));
    writeFileSync(join(folder, 'peer', `${i}.sql`), part(peer));
    writeFileSync(
      join(folder, 'json', `${i}.json`),
      JSON.stringify(
        own.slice(i * perFile, (i + 1) * perFile).map(text => text.split(/\s+/)),
        null,
        1,
      ),
    );
  }
  writeFileSync(
    join(folder, 'json', 'eslint.config.mjs'),
    `import json from '${join(here, 'node_modules', '@eslint', 'json', 'dist', 'index.js')}';\nexport default [{ files: ['**/*.json'], plugins: { json }, language: 'json/json', rules: { 'json/no-duplicate-keys': 'error' } }];\n`,
  );
  const bin = name => join(here, 'node_modules', '.bin', name);
  const cli = join(here, '..', 'dist', 'cli.cjs');
  const cache = join(folder, 'cache');
  const TOOLS = {
    'greptime-sql, cold': () => {
      rmSync(cache, { recursive: true, force: true });
      return wall(process.execPath, [cli, 'lint', '.'], { cwd: join(folder, 'own') });
    },
    'greptime-sql, warm cache': () => {
      wall(process.execPath, [cli, 'lint', '--cache', '--cache-location', cache, '.'], { cwd: join(folder, 'own') });
      return wall(process.execPath, [cli, 'lint', '--cache', '--cache-location', cache, '.'], { cwd: join(folder, 'own') });
    },
    squawk: () => wall('sh', ['-c', `find . -name '*.sql' -print0 | xargs -0 -n 2000 ${bin('squawk')}`], { cwd: join(folder, 'peer') }),
    'postgres-language-server': () =>
      wall(bin('postgres-language-server'), ['check', '--max-diagnostics=20', '.'], { cwd: join(folder, 'peer') }),
    'eslint (json)': () => wall(bin('eslint'), ['.'], { cwd: join(folder, 'json') }),
    'biome (json)': () => wall(bin('biome'), ['lint', '.'], { cwd: join(folder, 'json') }),
  };
  const found = await rounds(Object.keys(TOOLS), name => TOOLS[name](), count > 5000 ? 1 : ROUNDS);
  rmSync(folder, { recursive: true, force: true });
  return found;
}

const chosen = Object.entries(PARTS).filter(([part]) => wanted.size === 0 || wanted.has(part));
if (chosen.some(([part]) => part !== 'window')) {
  await prepare();
  await corpus();
}
for (const [part, run] of chosen) {
  const missing = part === 'window' ? await whyNot() : undefined;
  if (missing !== undefined) {
    console.error(`${part}: skipped, ${missing}`);
    continue;
  }
  const begun = performance.now();
  results[part] = await run();
  console.error(`${part}: ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  write(results, {
    node: process.version,
    load: round(loadavg()[1], 0),
    cores: cpus().length,
    processor: `${cpus().length} x ${cpus()[0].model}`,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: here, encoding: 'utf8' }).trim(),
  });
}
