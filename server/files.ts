import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { placeOf } from '../config/index.ts';
import type { Host, Listed, Wanted } from './host.ts';

const DEEPEST = 32;
/** So many files and folders are looked at, for the sake of those who open their home as a workspace. */
const MOST_ENTRIES = 300_000;

/** The files of this machine. Links are not followed: they could lead out, or in a circle. What cannot be read is not there. */
export const FILES: Host = {
  async readFile(uri) {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    try {
      // A link to a device has no end.
      if (!(await stat(path)).isFile()) return undefined;
      const bytes = await readFile(path);
      return bytes.subarray(0, 8000).includes(0) ? undefined : bytes.toString('utf8').replace(/^\uFEFF/, '');
    } catch {
      return undefined;
    }
  },
  async list(folder, wanted) {
    const path = pathOf(folder);
    if (path === undefined) return [];
    const found: Listed[] = [];
    await collect(path, wanted, { found, left: MOST_ENTRIES, depth: 0 });
    return found;
  },
};

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

interface Walk {
  readonly found: Listed[];
  left: number;
  depth: number;
}

async function collect(folder: string, wanted: Wanted, walk: Walk): Promise<void> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return;
  }
  walk.left -= entries.length;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const { href } = pathToFileURL(path);
    if (entry.isDirectory()) {
      if (walk.depth >= DEEPEST || walk.left < 0 || !wanted.enters(placeOf(href))) continue;
      walk.depth++;
      await collect(path, wanted, walk);
      walk.depth--;
    } else if (entry.isFile() && wanted.takes(placeOf(href))) {
      const stamp = await stampOf(path);
      if (stamp !== undefined) walk.found.push({ uri: href, stamp });
    }
  }
}

/** When a file changed last and how long it is; undefined where no file is. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, isFile } = await stat(path).then(stats => ({
      mtimeMs: stats.mtimeMs,
      size: stats.size,
      isFile: stats.isFile(),
    }));
    return isFile ? `${mtimeMs} ${size}` : undefined;
  } catch {
    return undefined;
  }
}
