import { sqlTypeName, systemTable, type Column, type SystemTable, type Table, type View } from '../../../catalog/index.ts';
import { lineageOf } from '../../lineage.ts';
import type { RelationEntity } from '../../names/entity.ts';
import { relationAt } from '../../declarations.ts';
import type { Snapshot, Step } from '../../simulate.ts';
import type { CardBlock } from '../card.ts';

/** A table, view or system table: its columns, its options, who writes and who reads it. */
export function relationBlocks(snapshot: Snapshot, step: Step, entity: RelationEntity): readonly CardBlock[] | undefined {
  const { database, name } = entity;
  const relation = relationAt(step, entity);
  if (relation !== undefined)
    return [...(relation.kind === 'table' ? tableBlocks(relation) : viewBlocks(relation)), ...trafficBlocks(snapshot, entity)];
  const system = systemTable(database, name, step.before.session.protocol);
  return system === undefined ? undefined : systemBlocks(system);
}

/** A table with its columns, as a CREATE TABLE would list them. */
export function tableBlocks(table: Table): readonly CardBlock[] {
  const { database, name, createdByFlow, engine, options, comment } = table;
  const heading: CardBlock = {
    kind: 'heading',
    text: `table ${database}.${name}${createdByFlow === undefined ? '' : `, created by flow ${createdByFlow}`}`,
  };
  if (table.opaque === true) return [heading, { kind: 'text', text: 'Its columns come from files and are not known here.' }];
  const facts = [
    ...(engine === 'mito' ? [] : [`engine ${engine}`]),
    ...[...options].map(([key, value]) => `${key} = ${value}`),
    ...(comment === undefined ? [] : [`comment: ${comment}`]),
  ];
  return [
    heading,
    columnsBlock(table.columns, column => roleOf(table, column)),
    ...(facts.length === 0 ? [] : [{ kind: 'list', items: facts } as const]),
  ];
}

/** The part a column plays in its table. */
export function roleOf({ timeIndex, primaryKey }: Pick<Table, 'timeIndex' | 'primaryKey'>, { name }: Column): string | undefined {
  return name === timeIndex ? 'TIME INDEX' : primaryKey.includes(name) ? 'PRIMARY KEY' : undefined;
}

function viewBlocks(view: View): readonly CardBlock[] {
  const heading: CardBlock = { kind: 'heading', text: `view ${view.database}.${view.name}` };
  const columns = view.columns === undefined ? [] : [columnsBlock(view.columns, () => undefined)];
  return [heading, ...columns, { kind: 'code', language: 'sql', text: view.definition }];
}

function systemBlocks(table: SystemTable): readonly CardBlock[] {
  const { database, name, columns, primaryKey, timeIndex = '' } = table;
  return [
    { kind: 'heading', text: `system table ${database}.${name}` },
    columnsBlock(columns, column => roleOf({ timeIndex, primaryKey }, column)),
  ];
}

function columnsBlock(columns: readonly Column[], role: (column: Column) => string | undefined): CardBlock {
  const lines = columns.map(column => {
    const part = role(column);
    return `${column.name} ${sqlTypeName(column.type) ?? column.type.kind} ${column.nullable ? 'NULL' : 'NOT NULL'}${part === undefined ? '' : ` -- ${part}`}`;
  });
  return { kind: 'code', language: 'sql', text: lines.join('\n') };
}

function trafficBlocks(snapshot: Snapshot, { database, name }: RelationEntity): readonly CardBlock[] {
  const { readers, writers } = lineageOf(snapshot);
  const key = `${database}.${name}`;
  const items: string[] = [];
  const written = (writers.get(key) ?? []).filter(node => node.kind === 'flow').map(node => node.name);
  const read = (readers.get(key) ?? []).map(node => `${node.kind} ${node.name}`);
  if (written.length > 0) items.push(`written by flow ${written.join(', ')}`);
  if (read.length > 0) items.push(`read by ${read.join(', ')}`);
  return items.length === 0 ? [] : [{ kind: 'list', items }];
}
