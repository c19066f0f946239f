import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeWith } from '../shared.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');

/**
 * What each shipped program may ask of its machine. `net` is the transport of `--socket` and `--pipe`; `child_process` starts the server
 * (extension), git (command line) or finds packages (a helper of the protocol library that we do not call);
 * `vm` loads what was compiled before, and lends the server V8's collector (`server/idle.ts`).
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'cli.cjs': ['fs', 'module', 'os', 'path', 'process', 'vm', 'zlib'],
  'command_line.cjs': [
    'child_process',
    'crypto',
    'events',
    'fs',
    'fs/promises',
    'module',
    'os',
    'path',
    'process',
    'readline',
    'timers/promises',
    'url',
    'util',
  ],
  'core.cjs': [],
  'server.cjs': ['fs', 'module', 'os', 'path', 'process', 'vm', 'zlib'],
  'yaml.cjs': [],
  'language_server.cjs': ['child_process', 'crypto', 'fs', 'fs/promises', 'net', 'os', 'path', 'url', 'util', 'vm'],
  'client.cjs': ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'readline', 'url', 'util', 'vscode'],
  'client.web.js': ['vscode'],
  'eslint.js': ['crypto', 'fs', 'module', 'path', 'url'],
  'index.js': [],
  'server.worker.js': [],
  'graph.js': [],
};

/** Only `import` talks to a database, and only to the one it is given. */
const SPEAKS: ReadonlySet<string> = new Set(['command_line.cjs']);

function required(text: string): readonly string[] {
  const found = [
    ...text.matchAll(/\brequire\(["']([^"'./][^"']*)["']\)|\bfrom\s?["']([^"'./][^"']*)["']|\bimport\(["']([^"'./][^"']*)["']\)/g),
  ];
  return [...new Set(found.map(match => (match[1] ?? match[2] ?? match[3])!.replace(/^node:/, '')))]
    .filter(name => /^[a-z_/]+$/.test(name))
    .toSorted();
}

describeWith('dist/server.cjs (npm run build)', existsSync(join(DIST, 'server.cjs')), 'the shipped programs', () => {
  const bundles = readdirSync(DIST).filter(name => /\.c?js$/.test(name));

  test.each(bundles.filter(name => name in ALLOWED))('%s asks for nothing but what it may', name => {
    const text = readFileSync(join(DIST, name), 'utf8');
    expect(required(text).filter(wanted => !ALLOWED[name]!.includes(wanted))).toEqual([]);
  });

  test.each(bundles.filter(name => name in ALLOWED))('%s opens no connection and runs no text as code', name => {
    const text = readFileSync(join(DIST, name), 'utf8');
    const calls = [
      ...text.matchAll(
        /(?<![\w$.])(?:fetch|eval|importScripts)\s*\(|new (?:Function|XMLHttpRequest|WebSocket|EventSource)\b|navigator\.sendBeacon/g,
      ),
    ].map(([call]) => call);
    expect(calls.filter(call => !(SPEAKS.has(name) && call.startsWith('fetch')))).toEqual([]);
  });

  test('every program is in the list', () => {
    expect(Object.keys(ALLOWED).filter(name => !bundles.includes(name))).toEqual([]);
  });
});
