import { platform, env, versions, arch } from 'node:process';
import { cacheFolder } from './cache_folder.ts';
import { codeCache } from './code_cache.ts';
import { scripts } from './scripts.ts';

/** The digest of each script that lies beside this one; the build writes them in. */
declare const DIGESTS: Readonly<Record<string, string>>;

/** V8 drops the code of what was not called for a while: after so many seconds there is less to keep than the next start needs. */
const FRESH_FOR = 60;

/**
 * Runs a program that lies beside this script. What a use of it had compiled is kept for the next time; without a name of the use,
 * nothing is.
 */
export function start(program: string, use: string | undefined): () => void {
  const user = process.getuid?.();
  const folder = use === undefined ? undefined : cacheFolder({ env, platform, user });
  const nameOf = (script: string): string | undefined => {
    const digest = DIGESTS[script];
    return digest === undefined ? undefined : `${script}-${use}-${digest}-${versions.v8}-${arch}`;
  };
  const { load, keep } = scripts(__dirname, folder === undefined ? undefined : codeCache(folder, user), nameOf);
  const keepEarly = (): void => void (process.uptime() < FRESH_FOR && keep());
  // What ended in trouble may not have come far.
  process.on('exit', code => void (code !== 2 && keepEarly()));
  load(program);
  return keepEarly;
}
