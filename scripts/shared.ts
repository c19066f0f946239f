import { copyFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';

/** What programs share: the floors that know SQL. */
const SHARED_FLOORS: ReadonlySet<string> = new Set(['grammar', 'catalog', 'analysis', 'config']);

/** In a worker the core is the language server; in Node `module` is there already. */
const WORKER = "if (typeof WorkerGlobalScope === 'function') require('./server/browser.ts');";
const MODULE = "var module = typeof module === 'undefined' ? { exports: {} } : module;";

/**
 * Bundles programs so that the floors they share lie beside them once, in `core.cjs`. The same file, as `server.worker.js`, is the language
 * server of browsers. A package that carries a command line, two servers and a plugin is then hardly larger than one with one of them.
 */
export async function buildSharing(
  root: string,
  dist: string,
  programs: readonly BuildOptions[],
  core: BuildOptions,
): Promise<readonly Metafile[]> {
  /** Modules of the shared floors that programs import, by their path from the root: at once, or when they are needed. */
  const wanted = new Set<string>();
  const later = new Set<string>();
  const sharing: Plugin = {
    name: 'shared core',
    setup(setup) {
      setup.onResolve({ filter: /^\..*\.ts$/ }, ({ path, importer, resolveDir, kind }) => {
        const target = keyOf(root, join(resolveDir, path));
        if (!isShared(target) || isShared(keyOf(root, importer))) return undefined;
        (kind === 'dynamic-import' ? later : wanted).add(target);
        return { path: target, namespace: kind === 'dynamic-import' ? 'later' : 'core' };
      });
      setup.onLoad({ filter: /./, namespace: 'core' }, ({ path }) => ({
        contents: `module.exports = require('./core.cjs')[${JSON.stringify(path)}];`,
      }));
      setup.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
        contents: `module.exports = require('./core.cjs').later(${JSON.stringify(path)});`,
      }));
      setup.onResolve({ filter: /^\.\/core\.cjs$/ }, ({ path }) => ({ path, external: true }));
    },
  };
  const made: Metafile[] = [];
  for (const program of programs)
    made.push((await build({ ...program, metafile: true, plugins: [sharing, ...(program.plugins ?? [])] })).metafile);
  const modules = [...wanted].toSorted();
  const lines = [
    ...modules.map((path, index) => `import * as module${index} from './${path}';`),
    `export { ${modules.map((path, index) => `module${index} as '${path}'`).join(', ')} };`,
    `export function later(path) { switch (path) { ${[...later].map(path => `case '${path}': return require('./${path}');`).join(' ')} } }`,
    WORKER,
  ];
  const stdin = { contents: lines.join('\n'), resolveDir: root, loader: 'js' } as const;
  made.push((await build({ ...core, metafile: true, stdin, outfile: join(dist, 'core.cjs'), banner: { js: MODULE } })).metafile);
  copyFileSync(join(dist, 'core.cjs'), join(dist, 'server.worker.js'));
  return made;
}

function isShared(path: string): boolean {
  return SHARED_FLOORS.has(path.split('/')[0]!);
}

function keyOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
