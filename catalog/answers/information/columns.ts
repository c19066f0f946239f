import { descTypeName, schemaTypeName } from '../../type_names.ts';
import { isString } from '../../types.ts';
import { CATALOG, type Column, type World } from '../../world.ts';
import { BLANK, type Cell, SOME, UNSURE } from '../cells.ts';
import { defaultText, type Keys, semanticType } from '../column_facts.ts';
import { entries, type Entry, entryRow } from './entries.ts';
import type { InformationRow } from './row.ts';

/** information_schema.columns (`src/catalog/src/system_schema/information_schema/columns.rs`). Views have no columns there. */
export function* columns(world: World): Generator<InformationRow> {
  for (const entry of entries(world)) {
    const { relation } = entry;
    if (relation?.kind === 'view') continue;
    const table = relation ?? entry.system;
    if (table === undefined || relation?.opaque === true) {
      yield entryRow({ ...entry, certain: false }, { table_catalog: CATALOG, table_schema: entry.database, table_name: entry.name });
      continue;
    }
    for (const [at, column] of table.columns.entries()) {
      yield entryRow(entry, columnCells(entry, column, at, table));
    }
  }
}

function columnCells(entry: Entry, column: Column, at: number, keys: Keys): InformationRow['cells'] {
  const type = schemaTypeName(column.type) ?? UNSURE;
  const text = isString(column.type);
  return {
    table_catalog: CATALOG,
    table_schema: entry.database,
    table_name: entry.name,
    column_name: column.name,
    ordinal_position: BigInt(at + 1),
    character_maximum_length: text ? LONGEST : UNSURE,
    character_octet_length: text ? LONGEST : UNSURE,
    numeric_precision: text ? null : UNSURE,
    numeric_scale: text ? null : UNSURE,
    datetime_precision: text ? null : UNSURE,
    character_set_name: text ? 'utf8' : null,
    collation_name: text ? 'utf8_bin' : null,
    column_key: column.name === keys.timeIndex ? 'TIME INDEX' : keys.primaryKey.includes(column.name) ? 'PRI' : '',
    extra: '',
    privileges: 'select,insert',
    generation_expression: '',
    greptime_data_type: descTypeName(column.type) ?? SOME,
    data_type: type,
    semantic_type: semanticType(column.name, keys),
    column_default: defaultCell(column),
    is_nullable: column.nullable ? 'YES' : 'NO',
    column_type: type,
    column_comment: column.comment ?? BLANK,
    srs_id: null,
  };
}
const LONGEST = 2_147_483_647n;

function defaultCell(column: Column): Cell {
  return column.default === undefined ? BLANK : (defaultText(column.default) ?? SOME);
}
