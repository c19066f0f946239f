import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lookaheadTables } from './lookahead.ts';
import { rulesFolder, rulesIndex } from './rules_index.ts';
import { textMateGrammar } from './textmate.ts';

/** Files that are made from the sources and committed. `npm test` fails when one is not current. */
/** The repository, seen from the source as from its compiled copy. */
const root = findRoot();

function findRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

export function generated(): ReadonlyMap<string, string> {
  return new Map([
    ['analysis/rules/index.ts', rulesIndex(rulesFolder(root))],
    ['grammar/lookahead_tables.ts', lookaheadTables()],
    ['syntaxes/greptime-sql.tmLanguage.json', `${JSON.stringify(textMateGrammar(), null, 2)}\n`],
  ]);
}

/** The files that are not as they would be generated. */
export function stale(): readonly string[] {
  return [...generated()].filter(([path, text]) => read(path) !== text).map(([path]) => path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of generated()) if (read(path) !== text) writeFileSync(join(root, path), text);
}
