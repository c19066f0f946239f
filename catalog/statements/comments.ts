import type { CommentOn } from '../../grammar/index.ts';
import { fold, printName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import { rejected, reject, unknown } from '../verdict.ts';
import { CATALOG, type Table, type TableName, type World } from '../world.ts';
import { flowMayExist, withRelation } from '../worlds.ts';
import { refuseSemanticTable } from './semantic_tables.ts';
import { done, existing, refuseReadOnly, target } from './targets.ts';

/** COMMENT ON TABLE, COLUMN and FLOW; NULL takes the comment away. */
export function commentOn(world: World, node: CommentOn): Outcome {
  switch (node.object) {
    case 'FLOW':
      return commentOnFlow(world, node);
    case 'COLUMN':
      return commentOnColumn(world, node);
    default: {
      const table = commented(world, target(world, node.name), node);
      const { comment: _, ...rest } = table;
      return done(withRelation(world, node.comment === undefined ? rest : { ...rest, comment: node.comment }));
    }
  }
}

function commented(world: World, name: TableName, node: CommentOn): Table {
  refuseReadOnly(name, node.name.span);
  refuseSemanticTable(name, node.name.span, 'write');
  const relation = existing(world, name, node.name.span);
  return relation.kind === 'view' ? unknown(`${name.name} is a view`) : relation;
}

function commentOnColumn(world: World, node: CommentOn): Outcome {
  const parts = node.name.parts;
  const column = parts.at(-1)!;
  const table = commented(world, target(world, { ...node.name, parts: parts.slice(0, -1) }), node);
  const name = fold(column);
  if (table.opaque === true) return unknown('the columns of the table are not known');
  if (!table.columns.some(candidate => candidate.name === name)) {
    reject('TableColumnNotFound', `Column ${name} not exists in table ${table.name}`, {
      reason: 'column_not_found',
      span: column.span,
      detail: { column: name, table: table.name },
    });
  }
  const columns = table.columns.map(candidate => {
    if (candidate.name !== name) return candidate;
    const { comment: _, ...rest } = candidate;
    return node.comment === undefined ? rest : { ...rest, comment: node.comment };
  });
  return done(withRelation(world, { ...table, columns }));
}

function commentOnFlow(world: World, node: CommentOn): Outcome {
  const parts = node.name.parts.map(fold);
  if (parts.length > 2) {
    reject(
      'InvalidArguments',
      `Invalid SQL, error: expect flow name to be <catalog>.<flow_name> or <flow_name>, actual: ${printName(node.name)}`,
      {
        reason: 'flow_name',
        span: node.name.span,
      },
    );
  }
  if (parts.length === 2 && parts[0] !== CATALOG) return unknown('a flow of another catalog');
  const name = parts.at(-1)!;
  const flow = world.flows.get(name);
  if (flow?.assumed === true) return unknown('whether the flow was made');
  if (flow === undefined) {
    const missing = rejected('FlowNotFound', `Flow not found: '${CATALOG}.${name}'`, { reason: 'flow_not_found', span: node.name.span });
    if (flowMayExist(world, name)) return unknown('the flow may exist elsewhere', missing);
    return { verdict: missing, after: world };
  }
  const comment = node.comment ?? '';
  return done(comment === flow.comment ? world : { ...world, flows: world.flows.set(name, { ...flow, comment, revised: true }) });
}
