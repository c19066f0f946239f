import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Host } from './host.ts';

/** Folders nobody keeps SQL of his own in. */
const SKIPPED = new Set(['node_modules', '.git', 'target', 'dist']);
const DEEPEST = 32;

/** The files of this machine. Links to folders are not followed; what cannot be read is not there. */
export const FILES: Host = {
  async readFile(uri) {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    try {
      const bytes = await readFile(path);
      return bytes.subarray(0, 8000).includes(0) ? undefined : bytes.toString('utf8').replace(/^\uFEFF/, '');
    } catch {
      return undefined;
    }
  },
  async listSql(folder) {
    const path = pathOf(folder);
    return path === undefined ? [] : list(path, 0);
  },
  async exists(uri) {
    const path = pathOf(uri);
    if (path === undefined) return false;
    return access(path).then(
      () => true,
      () => false,
    );
  },
};

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

async function list(folder: string, depth: number): Promise<string[]> {
  let entries;
  try {
    entries = await readdir(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < DEEPEST && !SKIPPED.has(entry.name)) found.push(...(await list(path, depth + 1)));
    } else if (entry.isFile() && entry.name.endsWith('.sql')) {
      found.push(pathToFileURL(path).href);
    }
  }
  return found;
}
