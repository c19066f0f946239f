import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository, seen from the sources as from their compiled copies. */
export function repositoryRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
