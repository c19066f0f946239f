/**
 * Writes catalog/data/system_information.ts and system_postgres.ts from the reference beside the repository:
 * `node dist/scripts/system_tables.js`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface ReferenceTable {
  readonly schema: string;
  readonly table: string;
  readonly kind: string;
  readonly enterprise?: boolean;
  readonly tableId?: number;
  readonly source: string;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean; readonly semantic?: string }[];
}

const SHORT: { readonly [type: string]: string } = {
  String: '',
  Boolean: ':bool',
  Int16: ':i16',
  Int32: ':i32',
  Int64: ':i64',
  UInt8: ':u8',
  UInt32: ':u32',
  UInt64: ':u64',
  Float32: ':f32',
  Float64: ':f64',
  Binary: ':bin',
  Json: ':json',
  DurationMillisecond: ':dms',
  TimestampSecond: ':ts',
  TimestampMillisecond: ':tms',
  TimestampMicrosecond: ':tus',
  TimestampNanosecond: ':tns',
  'List<Int32>': ':[i32]',
  'List<String>': ':[]',
};

/** What stands before the name of a key column. */
const MARK: { readonly [semantic: string]: string } = { TAG: '#', TIMESTAMP: '@' };

const root = new URL('../../', import.meta.url);
const tables = JSON.parse(readFileSync(new URL('../shared/reference/information-schema.json', root), 'utf8')) as readonly ReferenceTable[];

write(
  'system_postgres',
  'POSTGRES_TABLES',
  'pg_catalog, as datafusion-pg-catalog provides it to PostgreSQL sessions.',
  table => table.schema === 'pg_catalog',
);
write(
  'system_information',
  'INFORMATION_TABLES',
  'information_schema, greptime_private and public.',
  table => table.schema !== 'pg_catalog',
);

function write(file: string, name: string, title: string, belongs: (table: ReferenceTable) => boolean): void {
  const rows = tables.filter(belongs).map(table => {
    const presence = table.enterprise === true ? 'enterprise' : table.kind === 'virtual' ? 'always' : 'on_use';
    const columns = table.columns.map(
      column => `${MARK[column.semantic ?? ''] ?? ''}${column.name}${short(column.type)}${column.nullable ? '?' : ''}`,
    );
    return `  ['${table.schema}', '${table.table}', ${table.tableId ?? 0}, '${presence}', '${columns.join(' ')}'], // ${table.source}`;
  });
  const text = `import type { SystemRow } from './system.ts';\n\n/** The tables of ${title} Written by scripts/system_tables.ts. */\nexport const ${name}: readonly SystemRow[] = [\n${rows.join('\n')}\n];\n`;
  writeFileSync(new URL(`catalog/data/${file}.ts`, root), text);
}

function short(type: string): string {
  const known = SHORT[type];
  if (known === undefined) throw new Error(`no short form for ${type}`);
  return known;
}
