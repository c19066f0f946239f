import type { Span } from '../../grammar/index.ts';
import { reject, Ruling, unknown } from '../verdict.ts';
import { CATALOG, type Column, type Table, type TableName, type View } from '../world.ts';
import { findRelation } from '../worlds.ts';
import type { Field } from './bound.ts';
import { type Context, openContext } from './context.ts';
import { planNested } from './query.ts';
import { fieldNotFound } from './scope.ts';

/**
 * The columns of a view where it is read. The server keeps the plan of its query and decodes it against the tables of today: new
 * columns do not show, and one the plan needs and no longer finds is refused.
 */
export function planView(context: Context, view: View, span: Span): readonly Column[] {
  const columns = view.columns ?? unknown(`the columns of the view ${view.name} are not known`);
  const missing = missingColumn(context, view, columns);
  if (missing === undefined) return columns;
  const table = onlyTable(context, view) ?? unknown(`the view ${view.name} no longer fits its tables`);
  const { message } = fieldNotFound(fieldsInFull(table), { name: missing });
  return reject('Unexpected', `Failed to decode DataFusion plan: ${message}`, {
    reason: 'view_outdated',
    span,
    detail: { name: missing, view: view.name },
  });
}

/** A column that the view's plan used and its tables lack today. */
function missingColumn(context: Context, view: View, columns: readonly Column[]): string | undefined {
  const fields = replan(context, view);
  if (typeof fields === 'string') return fields;
  if (view.columnNames.length > 0)
    return fields.length === columns.length ? undefined : unknown(`the view ${view.name} no longer fits its tables`);
  return columns.find(column => !fields.some(field => field.name === column.name))?.name;
}

/** What the query yields today, or the name it looks for in vain. */
function replan({ world }: Context, view: View): readonly Field[] | string {
  const session = { ...world.session, database: view.home };
  try {
    return planNested(openContext({ ...world, session }, undefined), view.query).fields;
  } catch (ruling) {
    if (!(ruling instanceof Ruling)) throw ruling;
    const { verdict } = ruling;
    const name = verdict.kind === 'rejected' && verdict.reason === 'column_not_found' ? verdict.detail?.['name'] : undefined;
    return name?.split('.').at(-1) ?? unknown(`the view ${view.name} can no longer be planned`);
  }
}

function onlyTable({ world }: Context, view: View): Table | undefined {
  const [only, ...more] = view.reads;
  const relation = only === undefined || more.length > 0 ? undefined : findRelation(world, only.database, only.name);
  return relation?.kind === 'table' ? relation : undefined;
}

function fieldsInFull(table: Table): readonly Field[] {
  const name: TableName = { catalog: CATALOG, database: table.database, name: table.name };
  const relation = [name.catalog, name.database, name.name];
  return table.columns.map(column => ({
    name: column.name,
    relation,
    qualifier: relation.join('.'),
    type: column.type,
    nullable: column.nullable,
  }));
}
