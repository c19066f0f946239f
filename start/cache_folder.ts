import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** What of a process decides where its user's caches lie. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Undefined where users have no number: on Windows, where the folder of a user is his by itself. */
  readonly user: number | undefined;
}

/** Of anybody but the user: read, write and enter. */
const OTHERS = 0o077;

/**
 * The folder for compiled code, if nobody but the user can put something into it: what lies there is run. It is never looked for in a
 * workspace. Undefined where it cannot be had, and where `NODE_DISABLE_COMPILE_CACHE` says that none is wanted.
 */
export function cacheFolder({ env, platform, user }: Surroundings): string | undefined {
  if ((env['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== '') return undefined;
  try {
    const base = userCaches(env, platform);
    if (base === undefined) return undefined;
    const folder = join(base, 'greptime-sql', 'code');
    return isPrivate(folder, user) || (make(base, folder, user) && isPrivate(folder, user)) ? folder : undefined;
  } catch {
    return undefined;
  }
}

function userCaches(env: Surroundings['env'], platform: NodeJS.Platform): string | undefined {
  if (platform === 'win32') return env['LOCALAPPDATA'];
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  const named = env['XDG_CACHE_HOME'];
  return named !== undefined && isAbsolute(named) ? named : join(homedir(), '.cache');
}

/** Makes the folder where the caches are the user's own: root leaves nothing in other people's. */
function make(base: string, folder: string, user: number | undefined): boolean {
  mkdirSync(base, { recursive: true, mode: 0o700 });
  if (user !== undefined && statSync(base).uid !== user) return false;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return true;
}

function isPrivate(folder: string, user: number | undefined): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return false;
  return user === undefined || (found.uid === user && (found.mode & OTHERS) === 0);
}
