import type { Delete, TableRef } from '../../grammar/index.ts';
import { foldInQuery } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { planQuery } from '../plan/query.ts';
import { tableOption } from '../table_option.ts';
import { reject, Ruling, unknown } from '../verdict.ts';
import { CATALOG, type Table, type TableName, type World } from '../world.ts';
import { isComputed } from './semantic_tables.ts';
import { accepted, existingTable, find, fullName } from './targets.ts';

/**
 * `DELETE FROM t [WHERE …]`. The planner resolves the table and the condition; then the keys of the rows are sent to the regions.
 * How many rows there are is data.
 */
export function deleteRows(world: World, node: Delete): Outcome {
  const table = node.from[0]?.relation;
  if (node.tables.length > 0 || node.using.length > 0 || node.returning.length > 0 || node.orderBy.length > 0 || node.limit !== undefined) {
    return unknown('DELETE with clauses that the planner may refuse');
  }
  if (node.from.length !== 1 || table?.kind !== 'table_ref' || node.from[0]!.joins.length > 0 || table.alias !== undefined)
    return unknown('DELETE from this');
  const name = nameOf(world, table);
  const found = find(world, name);
  if (found.kind === 'system' || isComputed(name)) {
    reject('Unsupported', `Cannot change read-only table: ${name.name}`, { reason: 'read_only', span: table.span });
  }
  if (found.kind === 'missing') {
    reject('TableNotFound', `Failed to plan SQL: Table not found: ${fullName(name)}`, {
      reason: 'table_not_found',
      span: table.span,
      detail: { database: name.database, table: name.name },
    });
  }
  const relation = existingTable(world, name, table.span);
  checkCondition(world, node, table);
  checkRegion(relation, node);
  return accepted(world);
}

function nameOf(world: World, table: TableRef): TableName {
  const parts = table.name.parts.map(foldInQuery);
  const name = parts.at(-1)!;
  const database = parts.at(-2) ?? world.session.database;
  const catalog = parts.at(-3) ?? CATALOG;
  return parts.length > 3 ? unknown('a name of more than three parts') : { catalog, database, name };
}

/** The condition resolves as it would in `SELECT * FROM t WHERE …`. */
function checkCondition(world: World, node: Delete, table: TableRef): void {
  if (node.where === undefined) return;
  const { span } = node;
  const planning = planQuery(world, {
    kind: 'query',
    body: {
      kind: 'select',
      items: [{ kind: 'wildcard', span }],
      from: [{ kind: 'table_with_joins', relation: table, joins: [], span }],
      lateralViews: [],
      where: node.where,
      clusterBy: [],
      distributeBy: [],
      sortBy: [],
      windows: [],
      windowBeforeQualify: false,
      span,
    },
    orderBy: [],
    locks: [],
    span,
  });
  if (planning.kind === 'rejected') throw new Ruling(planning);
  if (planning.kind === 'unknown') unknown(planning.why);
}

function checkRegion(table: Table, node: Delete): void {
  if (tableOption(table, 'append_mode') === 'true') {
    reject('InvalidArguments', 'Invalid request to region, reason: DELETE is not allowed under append mode', {
      reason: 'append_mode_delete',
      span: node.span,
      detail: { table: table.name },
    });
  }
  if (table.engine === 'metric' && table.options.has('physical_metric_table')) {
    reject('Unsupported', 'Write request to physical region is forbidden', { reason: 'physical_table_write', span: node.span });
  }
  if (table.engine === 'file') unknown('deleting from an external table');
}
