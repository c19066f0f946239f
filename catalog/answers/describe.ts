import type { Describe } from '../../grammar/index.ts';
import { locate } from '../statements/shows.ts';
import { descTypeName } from '../type_names.ts';
import type { Answer } from '../rows.ts';
import type { Column, Relation, Table, World } from '../world.ts';
import { defaultText, type Keys, semanticType } from './column_facts.ts';

/** What DESC TABLE prints. A view shows no columns of its own; how that prints is not recorded. */
export function describeAnswer(world: World, { name }: Describe): Answer | undefined {
  const found = locate(world, name);
  const table =
    found.kind === 'system' ? found.table : found.kind === 'relation' && isTransparent(found.relation) ? found.relation : undefined;
  if (table === undefined) return undefined;
  const rows: (readonly string[])[] = [];
  for (const column of table.columns) {
    const row = describeColumn(column, table);
    if (row === undefined) return undefined;
    rows.push(row);
  }
  return { kind: 'table', columns: ['Column', 'Type', 'Key', 'Null', 'Default', 'Semantic Type'], rows };
}

function isTransparent(relation: Relation): relation is Table {
  return relation.kind === 'table' && relation.opaque !== true;
}

function describeColumn(column: Column, keys: Keys): readonly string[] | undefined {
  const type = descTypeName(column.type);
  const shown = column.default === undefined ? '' : defaultText(column.default);
  if (type === undefined || shown === undefined) return undefined;
  const semantic = semanticType(column.name, keys);
  return [column.name, type, semantic === 'FIELD' ? '' : 'PRI', column.nullable ? 'YES' : 'NO', shown, semantic];
}
