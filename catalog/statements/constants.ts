import { castScalar } from '../constant/casts.ts';
import { type EvaluationContext, evaluationContext } from '../constant/context.ts';
import { evaluate } from '../constant/evaluate.ts';
import { isDateAlone, parseGreptimeTimestamp } from '../constant/greptime_time.ts';
import type { Scalar } from '../constant/scalar.ts';
import type { Bound } from '../plan/bound.ts';
import { castable } from '../plan/casts.ts';
import type { Planned, PlanNode } from '../plan/plan.ts';
import { exprsOf } from '../plan/walk.ts';
import { arrowTypeName } from '../type_names.ts';
import { reject } from '../verdict.ts';
import type { Column, World } from '../world.ts';

/** Refuses computed rows, of VALUES or of a query without FROM, whose cells do not convert to the columns they go to. */
export function refuseUnfitValues(world: World, { plan }: Planned, columns: readonly Column[]): void {
  const context = evaluationContext(world);
  for (const row of rowsOf(plan)) {
    row.forEach((cell, index) => {
      const column = columns[index];
      const value = evaluate(cell, context);
      if (column === undefined || value.kind !== 'value' || !CONVERTED.has(column.type.kind) || isTime(value.value, column, context))
        return;
      const converted = castScalar(value.value, column.type);
      if (converted.kind === 'error')
        reject(converted.statusName, converted.message, { reason: 'constant', span: cell.span, detail: { column: column.name } });
    });
  }
}

/** Refuses outputs of a type that Arrow never casts to their column's. */
export function refuseUnfitTypes({ plan, fields }: Planned, columns: readonly Column[], isValues: boolean): void {
  fields.forEach((field, index) => {
    const column = columns[index];
    if (column === undefined || !CONVERTED.has(column.type.kind) || castable(field.type, column.type) !== 'no') return;
    const [from, to] = [arrowTypeName(field.type), arrowTypeName(column.type)];
    const message = isValues
      ? `Execution error: type mismatch and can't cast to got ${from} and ${to}`
      : `Error during planning: Cannot automatically convert ${from} to ${to}`;
    const span = exprsOf(plan)[index]?.span ?? { start: 0, end: 0 };
    reject('PlanQuery', `Failed to plan SQL: ${message}`, { reason: 'type_mismatch', span, detail: { column: column.name } });
  });
}

function rowsOf(plan: PlanNode): readonly (readonly Bound[])[] {
  if (plan.kind === 'values') return plan.rows;
  return plan.kind === 'project' && plan.input.kind === 'empty' ? [plan.exprs] : [];
}

/** A text that GreptimeDB itself reads as a time may get by where Arrow would refuse it. */
function isTime({ value }: Scalar, { type }: Column, { zone }: EvaluationContext): boolean {
  if (type.kind !== 'timestamp' || typeof value !== 'string') return false;
  return zone === undefined || isDateAlone(value) || parseGreptimeTimestamp(value, zone) !== undefined;
}

/** Types whose columns get their values by Arrow's casts alone. */
const CONVERTED = new Set([
  'boolean',
  'int8',
  'int16',
  'int32',
  'int64',
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'float32',
  'float64',
  'decimal',
  'date',
  'timestamp',
]);
