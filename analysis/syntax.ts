import { freshWorld, type World } from '../catalog/index.ts';
import type { Statement, StatementNode } from '../grammar/index.ts';
import { openCollector } from './names/collector.ts';
import type { Mention } from './names/mention.ts';
import { statementNames } from './names/statement.ts';

let nowhere: World | undefined;
/** By the root of the tree. */
const remembered = new WeakMap<object, readonly Mention[]>();

/**
 * What the names of a statement are by its text alone: a table, a column, an alias. It needs no catalog, so it outlives every change of
 * other statements; names without a database are taken for `public`.
 */
export function syntaxNames(statement: Statement): readonly Mention[] {
  const node = statement.node ?? statement.draft;
  const key = node ?? statement;
  let mentions = remembered.get(key);
  if (mentions === undefined) {
    const collector = openCollector((nowhere ??= freshWorld({ closed: false })), statement);
    if (node !== undefined) statementNames(collector, node as StatementNode);
    remembered.set(key, (mentions = collector.mentions));
  }
  return mentions;
}
