import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type { CodeCache } from './code_cache.ts';

/** Scripts that lie beside each other, loaded as `require` loads them, but with the code that an earlier run had compiled. */
export interface Scripts {
  readonly load: (name: string) => unknown;
  /** Keeps what was compiled by now, of scripts whose code was not kept already; says how many these were. */
  readonly keep: () => number;
}

/** What a script is called where it is kept. */
export type NameOf = (script: string) => string | undefined;

export function scripts(folder: string, cache: CodeCache | undefined, nameOf: NameOf): Scripts {
  const modules = new Map<string, { exports: unknown }>();
  const fresh = new Map<string, Script>();

  function load(script: string): unknown {
    const known = modules.get(script);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    modules.set(script, module);
    const filename = join(folder, script);
    const name = nameOf(script);
    const cachedData = name === undefined ? undefined : cache?.read(name);
    const compiled = new Script(`(function (exports, require, module, __filename, __dirname) {${textOf(filename)}\n})`, {
      filename,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    if (name !== undefined && (cachedData === undefined || compiled.cachedDataRejected === true)) fresh.set(name, compiled);
    const others = createRequire(filename);
    const near = (wanted: string): unknown => {
      const beside = wanted.startsWith('./') ? wanted.slice(2) : '';
      return nameOf(beside) === undefined ? others(wanted) : load(beside);
    };
    (compiled.runInThisContext() as Wrapped)(module.exports, Object.assign(near, others), module, filename, folder);
    return module.exports;
  }

  return {
    load,
    keep() {
      if (cache !== undefined) for (const [name, script] of fresh) cache.write(name, script.createCachedData());
      const count = cache === undefined ? 0 : fresh.size;
      fresh.clear();
      return count;
    },
  };
}

type Wrapped = (exports: unknown, require: (name: string) => unknown, module: object, filename: string, folder: string) => void;

/** Bundles are ASCII, which Latin-1 reads without looking at it. */
function textOf(path: string): string {
  return readFileSync(path, 'latin1');
}
