import { castScalar } from '../constant/casts.ts';
import { evaluationContext } from '../constant/context.ts';
import { evaluate } from '../constant/evaluate.ts';
import type { Planned } from '../plan/plan.ts';
import { reject } from '../verdict.ts';
import type { Column, World } from '../world.ts';

/** Refuses VALUES whose computed cells do not convert to the columns they go to. */
export function refuseUnfitValues(world: World, { plan }: Planned, columns: readonly Column[]): void {
  if (plan.kind !== 'values') return;
  const context = evaluationContext(world);
  for (const row of plan.rows) {
    row.forEach((cell, index) => {
      const column = columns[index];
      const value = evaluate(cell, context);
      if (column === undefined || value.kind !== 'value' || !CONVERTED.has(column.type.kind)) return;
      const converted = castScalar(value.value, column.type);
      if (converted.kind === 'error') reject(converted.statusName, converted.message, { reason: 'constant', span: cell.span, detail: { column: column.name } });
    });
  }
}

/** Types whose columns get their values by Arrow's casts alone. */
const CONVERTED = new Set(['boolean', 'int8', 'int16', 'int32', 'int64', 'uint8', 'uint16', 'uint32', 'uint64', 'float32', 'float64', 'date', 'timestamp']);
