import { describe, expect, test } from 'vitest';
import { isPossibleSystemTable, isSystemTable, systemTable, systemTables, systemTablesOnUse } from '../../catalog/data/system.ts';

describe('system tables', () => {
  test('information_schema has the same tables in every session', () => {
    expect(systemTables('information_schema', 'http').length).toBe(39);
    expect(systemTable('information_schema', 'flows', 'mysql')?.columns.map(column => column.name)).toContain('source_table_ids');
  });

  test('columns know their type and whether they may be NULL', () => {
    const [id, , state] = systemTable('information_schema', 'flows', 'http')!.columns.slice(1);
    expect(id).toMatchObject({ name: 'flow_id', type: { kind: 'uint32' }, nullable: false });
    expect(state).toMatchObject({ name: 'table_catalog', type: { kind: 'string' }, nullable: false });
    expect(systemTable('information_schema', 'schemata', 'http')?.columns.at(-1)).toMatchObject({ name: 'options', nullable: true });
  });

  test('only PostgreSQL sessions see pg_catalog', () => {
    expect(isSystemTable('pg_catalog', 'pg_class', 'postgres')).toBe(true);
    expect(isSystemTable('pg_catalog', 'pg_class', 'http')).toBe(false);
  });

  test('public.numbers has a key, the semantic graph a time index', () => {
    expect(systemTable('public', 'numbers', 'http')).toMatchObject({
      primaryKey: ['number'],
      columns: [{ name: 'number', type: { kind: 'uint32' } }],
    });
    expect(systemTable('greptime_private', 'semantic_entities', 'http')?.timeIndex).toBe('observed_at');
  });

  test('some tables are made on first use, or by the enterprise build', () => {
    expect(isSystemTable('greptime_private', 'slow_queries', 'http')).toBe(false);
    expect(isPossibleSystemTable('greptime_private', 'slow_queries')).toBe(true);
    expect(isPossibleSystemTable('information_schema', 'triggers')).toBe(true);
    expect(isPossibleSystemTable('information_schema', 'tables')).toBe(false);
    expect(systemTablesOnUse('greptime_private').map(table => table.name)).toContain('pipelines');
  });
});
