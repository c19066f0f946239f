import { sqlTypeName, type Table } from '../../catalog/index.ts';
import type { CardBlock } from './card.ts';

/** A table as a card: its columns with types and roles, as a CREATE TABLE would list them. */
export function tableBlocks(table: Table): readonly CardBlock[] {
  const head = `table ${table.database}.${table.name}${table.createdByFlow === undefined ? '' : `, created by flow ${table.createdByFlow}`}`;
  if (table.opaque === true) return [{ kind: 'heading', text: head }, { kind: 'text', text: 'Its columns come from files and are not known here.' }];
  const lines = table.columns.map(column => {
    const roles = [
      column.name === table.timeIndex ? 'TIME INDEX' : undefined,
      table.primaryKey.includes(column.name) ? 'PRIMARY KEY' : undefined,
    ].filter(role => role !== undefined);
    return `${column.name} ${sqlTypeName(column.type) ?? column.type.kind} ${column.nullable ? 'NULL' : 'NOT NULL'}${roles.length === 0 ? '' : ` -- ${roles.join(', ')}`}`;
  });
  return [
    { kind: 'heading', text: head },
    { kind: 'code', language: 'sql', text: lines.join('\n') },
  ];
}
