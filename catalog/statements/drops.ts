import type { Drop, Truncate } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import { reject, unknown } from '../verdict.ts';
import { CATALOG, type Table, type TableName, type World } from '../world.ts';
import { withoutRelation } from '../worlds.ts';
import { hasLogicalTables } from './metric_links.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { done, existing, existingTable, find, fullName, refuseReadOnly, tableNotFound, target } from './targets.ts';

/** DROP TABLE looks every name up before it drops the first (`src/operator/src/statement/ddl.rs`, `drop_tables`). */
export function dropTable(world: World, node: Drop<'drop_table'>): Outcome {
  const names = node.names.map(written => target(world, written));
  const doubts: string[] = [];
  const tables: Table[] = [];
  let after = world;
  names.forEach((name, at) => {
    const span = node.names[at]!.span;
    refuseReadOnly(name, span);
    refuseSemanticTable(name, span, 'drop');
    const found = find(world, name);
    if (found.kind === 'relation') {
      if (found.relation.kind === 'view') unknown(`${fullName(name)} is a view`);
      else tables.push(found.relation);
    } else if (found.kind === 'system') {
      unknown(`${fullName(name)} is a system table`);
    } else if (found.kind === 'missing') {
      if (!node.ifExists) tableNotFound(name, span);
    } else {
      if (!node.ifExists) doubts.push(fullName(name));
      after = unfog(after, name);
    }
  });
  for (const table of tables) {
    if (table.options.has('physical_metric_table') && hasLogicalTables(after, table)) {
      reject('InvalidArguments', 'Physical region is busy, there are still some logical regions using it', {
        reason: 'physical_table_busy',
        span: node.names[0]!.span,
        after,
      });
    }
    after = withoutRelation(after, table.database, table.name);
  }
  if (doubts.length > 0) return { verdict: { kind: 'unknown', why: `${doubts[0]} may exist elsewhere` }, after };
  return done(after);
}

/** What was dropped is certainly gone. */
function unfog(world: World, name: TableName): World {
  if (name.catalog !== CATALOG) return world;
  const relations = world.fog.relations.delete(`${name.database}.${name.name}`);
  return relations === world.fog.relations ? world : { ...world, fog: { ...world.fog, relations } };
}

export function dropView(world: World, node: Drop<'drop_view'>): Outcome {
  const written = node.names[0]!;
  const name = target(world, written);
  refuseReadOnly(name, written.span);
  const found = find(world, name);
  if (found.kind === 'missing' && node.ifExists) return done(world);
  if (found.kind === 'unknown' && node.ifExists) return done(unfog(world, name));
  const relation = existing(world, name, written.span);
  if (relation.kind === 'table') {
    reject('InvalidArguments', `Invalid view "${fullName(name)}": not a view`, {
      reason: 'not_a_view',
      span: written.span,
      detail: { table: name.name },
    });
  }
  return done(withoutRelation(world, name.database, name.name));
}

export function truncate(world: World, node: Truncate): Outcome {
  const name = target(world, node.name);
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'write');
  const table = existingTable(world, name, node.name.span);
  if (table.engine !== 'mito') unknown(`truncating a table of the engine ${table.engine}`);
  if (node.ranges.length > 0) unknown('truncating ranges of files');
  return done(world);
}
