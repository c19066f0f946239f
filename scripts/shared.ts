import { basename, join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { onDemand } from './on_demand.ts';

/** What programs share: the floors that know SQL. */
const SHARED_FLOORS: ReadonlySet<string> = new Set(['grammar', 'catalog', 'analysis', 'config']);

/** Words alone, which programs need before they need the core: each has them itself. */
const WORDS: ReadonlySet<string> = new Set(['analysis/features/token_kinds.ts']);

/** In a worker the core is the language server; in Node `module` is there already. */
const WORKER = "if (typeof WorkerGlobalScope === 'function') require('./server/browser.ts');";
const MODULE = "var module = typeof module === 'undefined' ? { exports: {} } : module;";

/**
 * Bundles programs so that the floors they share lie beside them once, in `core.cjs`. It is loaded when the first of its exports is used,
 * and what a program imports later has a script of its own. With the language server of browsers in it, the core is `server.worker.js`,
 * and a package that has that needs no other. Gives back what was bundled.
 */
export async function buildSharing(
  root: string,
  dist: string,
  programs: readonly BuildOptions[],
  core: BuildOptions,
): Promise<readonly Metafile[]> {
  /** Modules of the shared floors that programs import, by their path from the root: from the start, or when they are needed. */
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
      setup.onLoad({ filter: /./, namespace: 'core' }, async ({ path }) => ({
        contents: onDemand(`require('./core.cjs')[${JSON.stringify(path)}]`, await namesOf(dist, path)),
      }));
      setup.onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
        contents: `module.exports = require(${JSON.stringify(`./${scriptOf(path)}`)});`,
      }));
      setup.onResolve({ filter: /^\.\/\w+\.cjs$/ }, ({ path }) => ({ path, external: true }));
    },
  };
  const made: Metafile[] = [];
  for (const program of programs)
    made.push((await build({ ...program, metafile: true, plugins: [sharing, ...(program.plugins ?? [])] })).metafile);
  for (const path of later)
    made.push((await build({ ...core, metafile: true, entryPoints: [join(root, path)], outfile: join(dist, scriptOf(path)) })).metafile);
  const modules = [...wanted].toSorted();
  const exports = [
    ...modules.map((path, index) => `import * as module${index} from './${path}';`),
    `export { ${modules.map((path, index) => `module${index} as '${path}'`).join(', ')} };`,
  ];
  for (const [outfile, lines] of [
    ['core.cjs', exports],
    ['server.worker.js', [...exports, WORKER]],
  ] as const) {
    const stdin = { contents: lines.join('\n'), resolveDir: root, loader: 'js' } as const;
    made.push((await build({ ...core, metafile: true, stdin, outfile: join(dist, outfile), banner: { js: MODULE } })).metafile);
  }
  return made;
}

/** What a module of a floor exports. */
async function namesOf(dist: string, path: string): Promise<readonly string[]> {
  return Object.keys((await import(pathToFileURL(join(dist, path.replace(/\.ts$/, '.js'))).href)) as object);
}

function scriptOf(path: string): string {
  return basename(path).replace(/\.ts$/, '.cjs');
}

function isShared(path: string): boolean {
  return SHARED_FLOORS.has(path.split('/')[0]!) && !WORDS.has(path);
}

function keyOf(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}
