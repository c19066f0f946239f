import type { Show } from '../../grammar/index.ts';

/** How a SHOW reads a table of information_schema (`src/query/src/sql.rs`, `query_from_information_schema_table`). */
export interface ShownTable {
  readonly table: string;
  /** Source column and the header it is shown under. `Tables` becomes `Tables_in_<database>`. */
  readonly columns: readonly (readonly [column: string, header: string])[];
  /** What SHOW FULL prints instead. */
  readonly full?: readonly (readonly [column: string, header: string])[];
  /** What LIKE is compared with. */
  readonly like: string;
  readonly orderBy: readonly string[];
}

const FLOW_STATUS = ['flow_id', 'flow_name', 'start_time', 'last_execution_time', 'uptime_seconds', 'state_size'] as const;

export const SHOWN: { readonly [W in Show['what']]?: ShownTable } = {
  databases: {
    table: 'schemata',
    columns: [['schema_name', 'Database']],
    full: [['schema_name', 'Database'], ['options', 'Options']],
    like: 'schema_name',
    orderBy: ['schema_name'],
  },
  tables: {
    table: 'tables',
    columns: [['table_name', 'Tables']],
    full: [['table_name', 'Tables'], ['table_type', 'Table_type']],
    like: 'table_name',
    orderBy: ['table_name'],
  },
  table_status: {
    table: 'tables',
    columns: [
      ['table_name', 'Name'], ['engine', 'Engine'], ['version', 'Version'], ['row_format', 'Row_format'], ['table_rows', 'Rows'],
      ['avg_row_length', 'Avg_row_length'], ['data_length', 'Data_length'], ['max_data_length', 'Max_data_length'], ['index_length', 'Index_length'],
      ['data_free', 'Data_free'], ['auto_increment', 'Auto_increment'], ['create_time', 'Create_time'], ['update_time', 'Update_time'],
      ['check_time', 'Check_time'], ['table_collation', 'Collation'], ['checksum', 'Checksum'], ['create_options', 'Create_options'],
      ['table_comment', 'Comment'],
    ],
    like: 'table_name',
    orderBy: ['table_name'],
  },
  views: { table: 'views', columns: [['table_name', 'Views']], like: 'table_name', orderBy: ['table_name'] },
  flows: { table: 'flows', columns: [['flow_name', 'Flows']], like: 'flow_name', orderBy: ['flow_name'] },
  flow_status: { table: 'flow_statistics', columns: FLOW_STATUS.map(name => [name, name]), like: 'flow_name', orderBy: ['flow_name'] },
  charset: {
    table: 'character_sets',
    columns: [['character_set_name', 'Charset'], ['description', 'Description'], ['default_collate_name', 'Default collation'], ['maxlen', 'Maxlen']],
    like: 'character_set_name',
    orderBy: ['character_set_name'],
  },
  collation: {
    table: 'collations',
    columns: [
      ['collation_name', 'Collation'], ['character_set_name', 'Charset'], ['id', 'Id'], ['is_default', 'Default'], ['is_compiled', 'Compiled'],
      ['sortlen', 'Sortlen'],
    ],
    like: 'collation_name',
    orderBy: ['collation_name'],
  },
  columns: {
    table: 'columns',
    columns: [
      ['column_name', 'Field'], ['data_type', 'Type'], ['is_nullable', 'Null'], ['column_key', 'Key'], ['column_default', 'Default'],
      ['extra', 'Extra'], ['greptime_data_type', 'Greptime_type'],
    ],
    full: [
      ['column_name', 'Field'], ['data_type', 'Type'], ['collation_name', 'Collation'], ['is_nullable', 'Null'], ['column_key', 'Key'],
      ['column_default', 'Default'], ['column_comment', 'Comment'], ['privileges', 'Privileges'], ['extra', 'Extra'],
      ['greptime_data_type', 'Greptime_type'],
    ],
    like: 'column_name',
    orderBy: ['column_name'],
  },
  index: {
    table: 'statistics',
    columns: [
      ['table_name', 'Table'], ['non_unique', 'Non_unique'], ['index_name', 'Key_name'], ['seq_in_index', 'Seq_in_index'],
      ['column_name', 'Column_name'], ['collation', 'Collation'], ['cardinality', 'Cardinality'], ['sub_part', 'Sub_part'], ['packed', 'Packed'],
      ['nullable', 'Null'], ['index_type', 'Index_type'], ['comment', 'Comment'], ['index_comment', 'Index_comment'], ['is_visible', 'Visible'],
      ['expression', 'Expression'],
    ],
    like: 'index_name',
    orderBy: ['index_name', 'seq_in_index', 'column_name'],
  },
  region: {
    table: 'region_peers',
    columns: [['table_name', 'Table'], ['region_id', 'Region'], ['peer_id', 'Peer'], ['is_leader', 'Leader']],
    like: 'region_id',
    orderBy: ['table_name', 'region_id', 'peer_id'],
  },
};

/** The headers that a SHOW displays, which are the only names its WHERE knows, letter for letter. */
export function shownHeaders({ what, full }: Show): readonly string[] {
  const shown = SHOWN[what];
  if (shown === undefined) return [];
  return ((full ? shown.full : undefined) ?? shown.columns).map(([, header]) => header);
}
