import type { DataType } from '../../types.ts';
import { FLOAT64, INT64, STRING } from '../../types.ts';
import { cast } from '../casts.ts';
import type { EvaluationContext } from '../context.ts';
import { duringPlanning } from '../outcome.ts';
import type { Scalar, ScalarValue } from '../scalar.ts';

/** How a scalar function computes one value: of the type the planner foresees. It halts where the server refuses or we do not know. */
export interface ScalarFunction {
  readonly run: (args: readonly Scalar[], type: DataType, context: EvaluationContext) => ScalarValue;
  /** The function looks at NULL itself; otherwise any NULL argument makes the result NULL. */
  readonly seesNull?: boolean;
}

export type FunctionTable = { readonly [name: string]: ScalarFunction };

export function strict(run: ScalarFunction['run']): ScalarFunction {
  return { run };
}

export function seeingNull(run: ScalarFunction['run']): ScalarFunction {
  return { run, seesNull: true };
}

/** An argument that is not NULL as text: the analyser has put a cast around it. */
export function textOf(arg: Scalar): string {
  return duringPlanning(() => cast(arg, STRING)).value as string;
}

export function integerOf(arg: Scalar): bigint {
  return duringPlanning(() => cast(arg, INT64)).value as bigint;
}

export function floatOf(arg: Scalar): number {
  return duringPlanning(() => cast(arg, FLOAT64)).value as number;
}
