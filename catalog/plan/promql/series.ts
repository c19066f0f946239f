import type { Span } from '../../../grammar/index.ts';
import { type DataType, FLOAT64, timestamp } from '../../types.ts';
import { reject, unknown } from '../../verdict.ts';
import type { Field } from '../bound.ts';
import type { Context } from '../context.ts';
import { flatName } from '../scope.ts';

/**
 * What a PromQL sub-expression yields, and what the planner remembers of it: which columns are the time, the values and the labels,
 * and by what name joins call it (`PromPlannerContext` of src/query/src/promql/planner.rs).
 */
export interface Series {
  readonly fields: readonly Field[];
  readonly time: string;
  readonly values: readonly string[];
  readonly tags: readonly string[];
  /** The metric's table as joins qualify it; absent for computed series, which joins call ``. */
  readonly table?: readonly string[];
  /** Length of the range in milliseconds, for matrices. */
  readonly range?: number;
  /** Why its place in a larger expression is not modelled. */
  readonly doubt?: string;
  /** Why nobody knows all its columns, though it can certainly be planned. */
  readonly vague?: string;
}

/** A planning inside one TQL statement: spans of PromQL nodes count from `origin`. */
export interface PromContext {
  readonly context: Context;
  readonly origin: number;
}

export const TIME = 'time';
export const VALUE = 'value';
export const GREPTIME_VALUE = 'greptime_value';
const MILLIS = timestamp('ms');

export function timeField(name: string, relation?: readonly string[]): Field {
  return {
    name,
    type: MILLIS,
    nullable: false,
    timeIndex: true,
    ...(relation === undefined ? {} : { relation, qualifier: relation.join('.') }),
  };
}

export function valueField(name: string, type: DataType = FLOAT64, relation?: readonly string[]): Field {
  return { name, type, nullable: true, ...(relation === undefined ? {} : { relation, qualifier: relation.join('.') }) };
}

const NOWHERE: readonly string[] = [''];

/** A series that no table backs: one time column and perhaps a value (`EmptyMetric`). */
export function emptyMetric(time: string, value: string, type: DataType | undefined = FLOAT64): Series {
  return {
    fields: [timeField(time, NOWHERE), ...(type === undefined ? [] : [valueField(value, type, NOWHERE)])],
    time,
    values: [value],
    tags: [],
  };
}

/** The column of that name. */
export function fieldNamed(series: Series, name: string): Field {
  return series.fields.find(field => field.name === name) ?? unknown(`the column ${name} of a PromQL series`);
}

export function fieldsNamed(series: Series, names: readonly string[]): readonly Field[] {
  return names.map(name => fieldNamed(series, name));
}

/** How joins call the series. */
export function tableOf(series: Series): readonly string[] {
  return series.table ?? NOWHERE;
}

/** Puts the whole series behind a name, as the sides of a join are. */
export function behind(series: Series, relation: readonly string[]): readonly Field[] {
  return series.fields.map(field => ({ ...field, relation, qualifier: relation.join('.') }));
}

export function columnText(field: Field): string {
  return flatName(field);
}

export function placed(prom: PromContext, span: Span): Span {
  return { start: prom.origin + span.start, end: prom.origin + span.end };
}

/** The planner refuses an expression (`InvalidArguments` unless told otherwise). */
export function refuse(
  prom: PromContext,
  message: string,
  span: Span,
  statusName: 'InvalidArguments' | 'Unsupported' = 'InvalidArguments',
): never {
  return reject(statusName, message, { reason: 'promql', span: placed(prom, span) });
}

export function unsupported(prom: PromContext, what: string, span: Span): never {
  return refuse(prom, `Unsupported expr type: ${what}`, span);
}
