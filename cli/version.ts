import { readFileSync } from 'node:fs';

let known: string | undefined;

/** The version of this package: the manifest lies above the bundle, or above the compiled floor. */
export function version(): string {
  return (known ??= read());
}

function read(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const manifest = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        readonly name?: string;
        readonly version?: string;
      };
      if (manifest.name === 'greptime-sql' && manifest.version !== undefined) return manifest.version;
    } catch {
      // Not there: the other one is.
    }
  }
  return '0.0.0';
}
