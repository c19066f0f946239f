import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the extension consists of, beside its package.json. */
const PARTS = [
  'dist/client.cjs',
  'dist/client.web.js',
  'dist/server.cjs',
  'dist/language_server.cjs',
  'dist/server.worker.js',
  'dist/cli.cjs',
  'dist/command_line.cjs',
  'dist/yaml.cjs',
  'dist/graph.js',
  'dist/graph.css',
  'dist/THIRD_PARTY.txt',
  'client/assets',
  'syntaxes',
  'schemas',
  'language-configuration.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
] as const;

/** Keys of package.json that speak of the npm package. `type` would make VS Code in a browser take our scripts for modules. */
const OF_NPM = [
  'type',
  'bin',
  'exports',
  'files',
  'scripts',
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
  'peerDependenciesMeta',
] as const;

/** Lays the extension out as it is shipped, in `dist/extension`: what tests develop against, and what vsce packs. */
export function stage(root: string): string {
  const target = join(root, 'dist', 'extension');
  rmSync(target, { recursive: true, force: true });
  for (const part of PARTS) {
    mkdirSync(dirname(join(target, part)), { recursive: true });
    cpSync(join(root, part), join(target, part), { recursive: true });
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { node: _, ...engines } = manifest['engines'] as Record<string, string>;
  for (const key of OF_NPM) delete manifest[key];
  // Node's programs find their core in the worker's script: it is the same.
  writeFileSync(join(target, 'dist/core.cjs'), "module.exports = require('./server.worker.js');\n");
  writeFileSync(join(target, 'package.json'), `${JSON.stringify({ ...manifest, engines }, null, 2)}\n`);
  return target;
}
