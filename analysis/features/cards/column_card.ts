import { sqlTypeName, systemTable, type Column } from '../../../catalog/index.ts';
import { relationAt } from '../../declarations.ts';
import { definingStep, lineageOf } from '../../lineage.ts';
import { relationOf, type ColumnEntity } from '../../names/entity.ts';
import { outputItems } from '../../outputs.ts';
import type { Snapshot, Step } from '../../simulate.ts';
import type { CardBlock } from '../card.ts';
import { roleOf } from './relation_card.ts';

/** A column: its type, its part in the table, its default, and which flows fill it with what. */
export function columnBlocks(snapshot: Snapshot, step: Step, entity: ColumnEntity): readonly CardBlock[] | undefined {
  const relation = relationAt(step, relationOf(entity));
  const system = systemTable(entity.database, entity.relation, step.before.session.protocol);
  const columns: readonly Column[] = relation?.columns ?? system?.columns ?? [];
  const column = columns.find(({ name }) => name === entity.name);
  if (column === undefined) return undefined;
  const role = relation?.kind === 'table' ? roleOf(relation, column) : undefined;
  const type = `${sqlTypeName(column.type) ?? column.type.kind} ${column.nullable ? 'NULL' : 'NOT NULL'}`;
  const items = [`column of ${entity.database}.${entity.relation}${role === undefined ? '' : `, ${role}`}`];
  if (column.default !== undefined) items.push(`default ${column.default.text}`);
  if (column.comment !== undefined) items.push(`comment: ${column.comment}`);
  for (const index of ['fulltext', 'skipping', 'vectorIndex'] as const)
    if (column[index] !== undefined) items.push(`${INDEXES[index]} index`);
  if (column.inverted === true) items.push('inverted index');
  items.push(...fillers(snapshot, entity));
  return [
    { kind: 'code', language: 'sql', text: `${column.name} ${type}` },
    { kind: 'list', items },
  ];
}

const INDEXES = { fulltext: 'full-text', skipping: 'skipping', vectorIndex: 'vector' } as const;

/** What the flows that write to the column compute it from. */
function fillers(snapshot: Snapshot, { database, relation, name }: ColumnEntity): readonly string[] {
  const writers = lineageOf(snapshot).writers.get(`${database}.${relation}`) ?? [];
  return writers.flatMap(writer => {
    const { flow } = writer;
    const step = definingStep(snapshot, writer);
    if (flow === undefined || step === undefined || flow.body.kind === 'tql') return [];
    const { node, text } = step.placed.statement;
    if (node?.kind !== 'create_flow' || node.body.kind === 'tql') return [];
    const item = outputItems(step, node.body).find(output => output.name === name)?.item;
    if (item === undefined || item.kind === 'wildcard') return [];
    return [`flow ${flow.name} fills it with ${text.slice(item.expr.span.start, item.expr.span.end).replace(/\s+/g, ' ')}`];
  });
}
