import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SNAPSHOT_SCHEMA } from '../config/index.ts';
import { commandDocs } from './command_docs.ts';
import { configDocs } from './config_docs.ts';
import { diagramsPage } from './diagrams.ts';
import { icon } from './icon.ts';
import { lookaheadTables } from './lookahead.ts';
import { manifest, publishedSchema } from './manifest.ts';
import { optionDocs } from './option_docs.ts';
import { repositoryRoot } from './root.ts';
import { ruleDocs } from './rule_docs.ts';
import { rulesFolder, rulesIndex } from './rules_index.ts';
import { textMateGrammar } from './textmate.ts';

/** Files that are made from the sources and committed. `npm test` fails when one is not current. */
const root = repositoryRoot();

export function generated(): ReadonlyMap<string, string> {
  return new Map([
    ['analysis/rules/index.ts', rulesIndex(rulesFolder(root))],
    ['docs/command-line.md', commandDocs()],
    ['docs/configuration.md', configDocs()],
    ['docs/grammar.html', diagramsPage()],
    ['docs/options.md', optionDocs()],
    ['grammar/lookahead_tables.ts', lookaheadTables()],
    ['package.json', manifest(readFileSync(join(root, 'package.json'), 'utf8'))],
    ...ruleDocs(),
    ['schemas/config.json', publishedSchema()],
    ['schemas/snapshot.json', `${JSON.stringify(SNAPSHOT_SCHEMA, null, 2)}\n`],
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
  // Compressed bytes differ between releases of Node, so that it is not compared: drawn when it is not there.
  const picture = join(root, 'client/assets/icon.png');
  if (!existsSync(picture)) writeFileSync(picture, icon());
}
