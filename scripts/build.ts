import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { compiledRules } from './compile/plugin.ts';
import { notices } from './notices.ts';
import { seldomNeeded } from './on_demand.ts';
import { buildSharing } from './shared.ts';
import { stage } from './stage.ts';

/** Makes the shipped bundles in dist/ from the compiled floors. */
const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');

const common: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: process.argv.includes('--sourcemap'),
  legalComments: 'none',
  logLevel: 'warning',
  target: 'node20',
  plugins: [compiledRules(root), seldomNeeded(root)],
};

/** A library asks where it lies; in a bundle that is the bundle. */
const HERE = "const __here = require('node:url').pathToFileURL(__filename).href;";

/** CommonJS packages in a module ask for Node's own by `require`. */
const REQUIRE = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

const node: BuildOptions = {
  ...common,
  platform: 'node',
  mainFields: ['module', 'main'],
  format: 'cjs',
  define: { 'import.meta.url': '__here' },
  banner: { js: HERE },
};

/** For pages, workers and VS Code in a browser. */
const browser: BuildOptions = { ...common, platform: 'browser', format: 'iife', target: 'es2022' };

/** Programs of Node, which share one core. */
const programs: readonly BuildOptions[] = [
  { ...node, entryPoints: [join(root, 'cli/bin.ts')], outfile: join(dist, 'command_line.cjs') },
  { ...node, entryPoints: [join(root, 'server/node.ts')], outfile: join(dist, 'language_server.cjs') },
  {
    ...common,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'esm',
    entryPoints: [join(root, 'cli/eslint/plugin.ts')],
    outfile: join(dist, 'eslint.js'),
    banner: { js: REQUIRE },
  },
];

/** What starts them, with the code that an earlier run had compiled: it knows these scripts by their digests. */
const COMPILED = ['command_line.cjs', 'language_server.cjs', 'core.cjs', 'server.worker.js', 'yaml.cjs'] as const;
function starters(): readonly BuildOptions[] {
  const digests = Object.fromEntries(COMPILED.map(name => [name, digestOf(readFileSync(join(dist, name)))]));
  const starter: BuildOptions = { ...common, platform: 'node', format: 'cjs', define: { DIGESTS: JSON.stringify(digests) } };
  return [
    { ...starter, entryPoints: [join(root, 'start/cli.ts')], outfile: join(dist, 'cli.cjs'), banner: { js: '#!/usr/bin/env node' } },
    { ...starter, entryPoints: [join(root, 'start/server.ts')], outfile: join(dist, 'server.cjs') },
  ];
}

/** The starter reads scripts as Latin-1. */
function digestOf(script: Buffer): string {
  if (script.some(byte => byte > 127)) throw new Error('a script that is to be compiled ahead is not ASCII');
  return createHash('sha256').update(script).digest('hex').slice(0, 16);
}

const bundles: readonly BuildOptions[] = [
  {
    ...common,
    platform: 'neutral',
    mainFields: ['module', 'main'],
    format: 'esm',
    target: 'es2022',
    // Both take what they share from `library.js`.
    splitting: true,
    chunkNames: 'library',
    entryPoints: { index: join(root, 'analysis/library.ts'), codemirror: join(root, 'web/codemirror/index.ts') },
    outdir: dist,
    external: ['@codemirror/*'],
  },
  { ...node, entryPoints: [join(root, 'client/extension.ts')], outfile: join(dist, 'client.cjs'), external: ['vscode'] },
  { ...browser, entryPoints: [join(root, 'client/browser.ts')], outfile: join(dist, 'client.web.js'), format: 'cjs', external: ['vscode'] },
  { ...browser, entryPoints: [join(root, 'web/graph/webview.ts')], outfile: join(dist, 'graph.js') },
];

mkdirSync(dist, { recursive: true });
const made = [...(await buildSharing(root, dist, programs, { ...browser, format: 'cjs' }))];
for (const options of [...bundles, ...starters()]) made.push((await build({ ...options, metafile: true })).metafile);
chmodSync(join(dist, 'cli.cjs'), 0o755);
writeFileSync(
  join(dist, 'THIRD_PARTY.txt'),
  notices(
    root,
    made.flatMap(({ inputs }) => Object.keys(inputs)),
  ),
);
stage(root);
