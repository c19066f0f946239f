import { display, type CreateView, type Query, type Statement } from '../../grammar/index.ts';
import { fold, printName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import type { Field } from '../plan/bound.ts';
import { planQuery } from '../plan/query.ts';
import { reject, Ruling, unknown } from '../verdict.ts';
import type { Column, TableName, View, World } from '../world.ts';
import { withRelation, withTables } from '../worlds.ts';
import { alreadyExists, done, find, isLost, isValidName, refuseReadOnly, requireDatabase, target } from './targets.ts';

/**
 * CREATE VIEW plans the query first, so that a view cannot name what does not exist; then the name is looked up.
 * Mirrors `create_view` and `create_view_by_expr` (`src/operator/src/statement/ddl.rs`).
 */
export function createView(world: World, node: CreateView, statement: Statement): Outcome {
  const name = target(world, node.name);
  const planning = planQuery(world, node.query, undefined, 'optimized');
  if (planning.kind === 'rejected') throw new Ruling(planning);
  if (planning.kind === 'planned' && node.columns.length > 0 && node.columns.length !== planning.fields.length) {
    reject(
      'InvalidArguments',
      `Expect ${planning.fields.length} columns for view ${printName(node.name)}, but found ${node.columns.length}`,
      {
        reason: 'view_columns',
        span: node.columns[0]!.span,
      },
    );
  }
  refuseClash(node);
  if (planning.kind === 'unknown') return unknown(planning.why);
  refuseReadOnly(name, node.name.span);
  const meeting = meet(world, node, name);
  if (meeting !== undefined) return meeting;
  if (!isValidName(name.name)) reject('InvalidArguments', `Invalid view name: ${name.name}`, { reason: 'view_name', span: node.name.span });
  return done(addView(world, viewOf(world, node, name, statement, planning.fields, planning.reads)));
}

function refuseClash(node: CreateView): void {
  if (!node.ifNotExists || !node.orReplace) return;
  reject('InvalidArguments', 'Invalid SQL, error: syntax error Create Or Replace and If Not Exist cannot be used together', {
    reason: 'create_view',
    span: node.span,
  });
}

function meet(world: World, node: CreateView, name: TableName): Outcome | undefined {
  requireDatabase(world, name, node.name.span);
  const found = find(world, name);
  if (found.kind === 'system') return alreadyExists(name, node.name.span);
  if (found.kind === 'relation') {
    if (found.relation.kind === 'table') return alreadyExists(name, node.name.span);
    if (node.ifNotExists) return done(world);
    if (!node.orReplace) return alreadyExists(name, node.name.span, 'View');
  }
  if (isLost(world, name)) return unknown(`${name.database}.${name.name} may exist already`);
  return undefined;
}

function viewOf(
  world: World,
  node: CreateView,
  name: TableName,
  statement: Statement,
  fields: readonly Field[],
  reads: readonly TableName[],
): View {
  const columnNames = node.columns.map(fold);
  const old = find(world, name);
  const query: Query = node.query;
  return {
    kind: 'view',
    id: old.kind === 'relation' ? old.relation.id : world.nextTableId,
    database: name.database,
    name: name.name,
    columnNames,
    columns: fields.map((field, at): Column => ({ name: columnNames[at] ?? field.name, type: field.type, nullable: field.nullable })),
    query,
    home: world.session.database,
    reads,
    definition: display(node),
    definedBy: statement,
  };
}

function addView(world: World, view: View): World {
  const next = view.id === world.nextTableId ? withTables(world, { next: world.nextTableId + 1 }) : world;
  return withRelation(next, view);
}
