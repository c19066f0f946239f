import type { Span } from '../../grammar/index.ts';
import { arrowTypeName } from '../type_names.ts';
import type { DataType } from '../types.ts';
import { faulty } from './build.ts';
import { castable } from './casts.ts';
import { type Context, postponeFault } from './context.ts';

/**
 * The planner finds the type that operands meet in, and the analyser casts them to it: what Arrow cannot cast is refused then
 * (`Expr::cast_to`). Integers beside a date meet in the date, but only two widths become one.
 */
export function judgeConversion(context: Context, types: readonly DataType[], common: DataType | undefined, span: Span): void {
  if (common === undefined) return;
  for (const type of types) {
    if (castable(type, common) !== 'no') continue;
    postponeFault(
      context,
      faulty(`Cannot automatically convert ${arrowTypeName(type)} to ${arrowTypeName(common)}`, 'type_mismatch', span).fault,
    );
    return;
  }
}
