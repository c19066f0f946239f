import { type DataType, isString } from '../types.ts';
import type { World } from '../world.ts';
import { findRelation } from '../worlds.ts';
import type { Field } from './bound.ts';
import type { Context } from './context.ts';
import { arrowDebugName, debugRelation } from './executability.ts';
import type { PlanNode } from './plan.ts';
import { visit } from './rewrite.ts';
import { sameField, type Schema } from './scope.ts';
import { exprsOf, inputsOf } from './walk.ts';
import type { Span } from '../../grammar/index.ts';

/** LATERAL with an alias is not turned into a join (`decorrelate_lateral_join`): what it names of its neighbours stays, and cannot run. */
export function judgeLateral({ world, late }: Context, plan: PlanNode, neighbours: Schema, span: Span): void {
  const outer: Field[] = [];
  collect(plan, neighbours, outer);
  const [only, ...more] = outer;
  if (only === undefined) return;
  const type = debugType(world, only);
  const field = `Field { name: ${JSON.stringify(only.name)}, data_type: ${type}, nullable: ${only.nullable} }`;
  const column = `Column { relation: ${debugRelation(only.relation)}, name: ${JSON.stringify(only.name)} }`;
  late.push({
    status: 'Unsupported',
    message: `This feature is not implemented: Physical plan does not support logical expression OuterReferenceColumn(${field}, ${column})`,
    reason: 'subquery',
    span,
    physical: true,
    ...(type === undefined || more.length > 0 ? { doubtful: true } : {}),
  });
}

/** The columns of neighbours that a plan names, each once. */
function collect(plan: PlanNode, neighbours: Schema, found: Field[]): void {
  for (const expr of exprsOf(plan)) {
    visit(expr, part => {
      if (part.kind === 'subquery') collect(part.plan, neighbours, found);
      if (part.kind === 'column' && part.outer === true && neighbours.some(field => sameField(field, part.field))) {
        if (!found.some(field => sameField(field, part.field))) found.push(part.field);
      }
      return true;
    });
  }
  for (const input of inputsOf(plan)) collect(input, neighbours, found);
}

/** Text in a primary key is read as a dictionary. */
function debugType(world: World, { type, origin }: Field): string | undefined {
  if (!isString(type)) return arrowDebugName(type);
  return isTag(world, origin) ? 'Dictionary(UInt32, Utf8)' : debugText(type);
}

function debugText(type: DataType): string | undefined {
  return type.kind === 'string' ? 'Utf8' : undefined;
}

function isTag(world: World, origin: Field['origin']): boolean {
  if (origin === undefined) return false;
  const table = findRelation(world, origin.database, origin.table);
  return table?.kind === 'table' && table.primaryKey.includes(origin.column);
}
