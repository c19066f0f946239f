import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Bundles what the measurements need beside the shipped files: the analysis floor, and a peer that Node cannot load as it is. */
const here = import.meta.dirname;
const root = join(here, '..');

export async function prepare() {
  const { build } = createRequire(join(root, 'package.json'))('esbuild');
  const { compiledRules } = await import(pathToFileURL(join(root, 'dist', 'scripts', 'compile', 'plugin.js')).href);
  mkdirSync(join(here, '.cache'), { recursive: true });
  const common = { bundle: true, format: 'esm', logLevel: 'error', platform: 'node', mainFields: ['module', 'main'] };
  await build({
    ...common,
    stdin: {
      contents: `export * from './analysis/index.ts'; export { DIALECTS, forgetTrees, lex, parseFile, parseStatement } from './grammar/index.ts';`,
      resolveDir: root,
      loader: 'ts',
    },
    outfile: join(here, '.cache', 'analysis.mjs'),
    plugins: [compiledRules(root)],
  });
  await build({
    ...common,
    stdin: { contents: `export { FlinkSQL, PostgreSQL } from 'dt-sql-parser';`, resolveDir: here },
    outfile: join(here, '.cache', 'dt.mjs'),
  });
}
