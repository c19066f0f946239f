import { resolve } from 'node:path';
import picomatch from 'picomatch';
import { walk } from './disk.ts';
import { Trouble } from './trouble.ts';

/** Whether a path that is not there may be a pattern: some shells hand those over unexpanded. */
export function isGlob(path: string): boolean {
  return picomatch.scan(path).isGlob;
}

/** The files that a pattern matches, as absolute paths. */
export function expandGlob(pattern: string, cwd: string): readonly string[] {
  const { base, glob } = picomatch.scan(pattern.replaceAll('\\', '/'));
  const root = resolve(cwd, base === '' ? '.' : base);
  const matches = picomatch(glob);
  const found: string[] = [];
  try {
    walk(root, {
      skips: folder => folder.endsWith('node_modules'),
      onFile: path => void (matches(path.slice(root.length + 1).replaceAll('\\', '/')) && found.push(path)),
    });
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
  }
  if (found.length === 0) throw new Trouble(`no file matches ${pattern}`);
  return found;
}
