import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transform, type Plugin } from 'esbuild';
import { compileFamily, type Rulebook } from './family.ts';

/** Where the second copies of the grammar's files live: those that are compiled. */
const NAMESPACE = 'compiled';

/**
 * Compiles the rules of the grammar while a bundle is made: the parser gets an engine of compiled rules (`grammar/compiled.ts`). Who else
 * asks for the engine that reads the rules (`grammar/lean.ts`) gets that one.
 */
export function compiledRules(root: string): Plugin {
  const folder = join(root, 'grammar');
  const book = readRules(join(folder, 'syntax'));
  return {
    name: 'compiled rules',
    setup(build) {
      build.onResolve({ filter: /^\.\/lean\.ts$/ }, ({ importer }) =>
        basename(importer) === 'parser.ts' ? { path: join(folder, 'compiled.ts') } : undefined,
      );
      build.onResolve({ filter: /^\.\/(grammar|syntax\/\w+|\w+)\.ts$/ }, ({ path, importer, namespace, resolveDir }) => {
        const target = join(resolveDir, path);
        const isFirst = importer === join(folder, 'compiled.ts') && path === './grammar.ts';
        const isRule = namespace === NAMESPACE && dirname(target) === join(folder, 'syntax');
        return isFirst || isRule ? { path: target, namespace: NAMESPACE } : undefined;
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, async ({ path }) => {
        const { code } = await transform(readFileSync(path, 'utf8'), {
          loader: 'ts',
          target: 'es2023',
          tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
        });
        const isRule = dirname(path) === join(folder, 'syntax');
        return { contents: isRule ? compile(code, book, path) : code, loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}

function compile(code: string, book: Rulebook, path: string): string {
  try {
    return compileFamily(code, book);
  } catch (error) {
    throw new Error(`${basename(path)}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function readRules(folder: string): Rulebook {
  const homes = new Map<string, string>();
  const same = new Map<string, string>();
  for (const file of readdirSync(folder).filter(name => name.endsWith('.ts'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, name] of text.matchAll(/\$\.RULE\(\s*'(\w+)'/g)) homes.set(name!, file);
    for (const [, name, other, number] of text.matchAll(SAME)) same.set(name!, `${other}(${number})`);
  }
  return { homes, same };
}
/** `$.RULE('expr', () => $.SUBRULE(all.subexpr, { ARGS: [0] }))`. */
const SAME = /\$\.RULE\('(\w+)', \(\) => \$\.SUBRULE\(all\.(\w+), \{ ARGS: \[(\d+)\] \}\)\)/g;
