import type { Describe } from '../../grammar/index.ts';
import { locate } from '../statements/shows.ts';
import { descTypeName } from '../type_names.ts';
import type { Answer } from '../rows.ts';
import type { Column, ColumnDefault, Relation, Table, World } from '../world.ts';
import { semanticType } from './information/columns.ts';

/** What DESC TABLE prints. A view shows no columns of its own; how that prints is not recorded. */
export function describeAnswer(world: World, { name }: Describe): Answer | undefined {
  const found = locate(world, name);
  const table = found.kind === 'system' ? found.table : found.kind === 'relation' && isTransparent(found.relation) ? found.relation : undefined;
  if (table === undefined) return undefined;
  const rows: (readonly string[])[] = [];
  for (const column of table.columns) {
    const row = describeColumn(column, { primaryKey: table.primaryKey, timeIndex: table.timeIndex });
    if (row === undefined) return undefined;
    rows.push(row);
  }
  return { kind: 'table', columns: ['Column', 'Type', 'Key', 'Null', 'Default', 'Semantic Type'], rows };
}

function isTransparent(relation: Relation): relation is Table {
  return relation.kind === 'table' && relation.opaque !== true;
}

function describeColumn(column: Column, keys: Parameters<typeof semanticType>[1]): readonly string[] | undefined {
  const type = descTypeName(column.type);
  const shown = column.default === undefined ? '' : defaultText(column.default);
  if (type === undefined || shown === undefined) return undefined;
  const semantic = semanticType(column.name, keys);
  return [column.name, type, semantic === 'FIELD' ? '' : 'PRI', column.nullable ? 'YES' : 'NO', shown, semantic];
}

/** A default as DESC shows it: as SHOW CREATE TABLE does, but text without its quotes. How NULL prints is not recorded. */
export function defaultText({ text }: ColumnDefault): string | undefined {
  if (text.toUpperCase() === 'NULL') return undefined;
  return text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}
