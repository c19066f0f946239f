import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_FILES } from '../../config/index.ts';
import { writeText } from '../disk.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { Trouble } from '../trouble.ts';

/** Where the schema lies once the package is installed. */
const SCHEMA = './node_modules/greptime-sql/schemas/config.json';

/** Writes a configuration to start from. One that is there is left alone. */
export function initCommand({ cwd, out }: Terminal): ExitCode {
  const there = CONFIG_FILES.find(name => existsSync(join(cwd, name)));
  if (there !== undefined) throw new Trouble(`${there} is there already`);
  const path = join(cwd, CONFIG_FILES[0]);
  const migrations = foldersWithSql(cwd);
  const order =
    migrations.length > 1
      ? `\n  // Which run first: those of the first glob, then those of the second, and the rest last.\n  // "order": [${migrations.map(folder => `"${folder}/**"`).join(', ')}],`
      : '';
  writeText(
    path,
    `{
  "$schema": "${SCHEMA}",
  // What no file creates may exist elsewhere. "closed": it does not exist.
  "catalog": "open",
  "files": ["**/*.sql"],${order}
  "rules": {
    // "flow-missing-source": "error"
  }
}
`,
  );
  out(`${CONFIG_FILES[0]} written\n`);
  return 0;
}

/** Folders of the first level that hold SQL, in the order of their names. */
function foldersWithSql(cwd: string): readonly string[] {
  return readdirSync(cwd, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .filter(({ name }) => readdirSync(join(cwd, name)).some(file => file.endsWith('.sql')))
    .map(({ name }) => name)
    .toSorted();
}
