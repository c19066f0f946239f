import type { Field } from '../plan/bound.ts';
import type { PlanNode } from '../plan/plan.ts';
import { inputsOf } from '../plan/walk.ts';
import { FLOAT64, isString, isTimestamp, STRING, timestamp, type DataType } from '../types.ts';
import type { Column, Table } from '../world.ts';

/** Appended by the server to what a flow computes. */
export const UPDATE_AT = 'update_at';
/** The time index of a sink whose flow has none. */
export const PLACEHOLDER = '__ts_placeholder';

/** Columns, keys and options of a sink table that does not exist yet. */
export type SinkSchema = Pick<Table, 'columns' | 'primaryKey' | 'timeIndex' | 'options'>;

/** Which output columns of a plan are grouping keys; undefined when it neither groups nor removes duplicates. */
export function keyColumns(plan: PlanNode): ReadonlySet<number> | undefined {
  switch (plan.kind) {
    case 'aggregate':
      return new Set(plan.groups.map((_, index) => index));
    case 'distinct':
      return keyColumns(plan.input) ?? new Set(plan.fields.map((_, index) => index));
    case 'project': {
      const below = keyColumns(plan.input);
      if (below === undefined) return undefined;
      const keys = new Set<number>();
      plan.exprs.forEach((expr, index) => {
        let bare = expr;
        while (bare.kind === 'call' && bare.function === 'alias') bare = bare.args[0]!;
        if (bare.kind !== 'column') return;
        const { field } = bare;
        const at = plan.input.fields.findIndex(
          input => input === field || (input.name === field.name && input.qualifier === field.qualifier),
        );
        if (below.has(at)) keys.add(index);
      });
      return keys;
    }
    default: {
      const inputs = inputsOf(plan);
      return inputs.length === 1 ? keyColumns(inputs[0]!) : undefined;
    }
  }
}

/**
 * The table that GreptimeDB makes for a batching SQL flow (`batching_mode/table_creator.rs`): every output column nullable, the first
 * timestamp among the grouping keys as time index, the other keys as primary key, `update_at`, and a placeholder time index if needed.
 */
export function batchingSink(plan: PlanNode): SinkSchema {
  const keys = keyColumns(plan);
  const grouped = keys !== undefined && keys.size > 0;
  const isTimeCandidate = (field: Field, index: number): boolean => isTimestamp(field.type) && (!grouped || keys.has(index));
  const timeAt = keys !== undefined && !grouped && aggregateHasKeys(plan) ? -1 : plan.fields.findIndex(isTimeCandidate);
  const columns = plan.fields.map((field, index) => column(field.name, storedType(field.type), index !== timeAt));
  columns.push(column(UPDATE_AT, timestamp('ms'), true));
  if (timeAt === -1) columns.push(column(PLACEHOLDER, timestamp('ms'), false));
  return {
    columns,
    primaryKey: grouped ? plan.fields.filter((_, index) => index !== timeAt && keys.has(index)).map(field => field.name) : [],
    timeIndex: timeAt === -1 ? PLACEHOLDER : plan.fields[timeAt]!.name,
    options: BATCHING_OPTIONS,
  };
}

/** Whether the innermost aggregate groups by something, although none of its keys reaches the output. */
function aggregateHasKeys(plan: PlanNode): boolean {
  if (plan.kind === 'aggregate') return plan.groups.length > 0;
  return inputsOf(plan).some(aggregateHasKeys);
}

/** The table for a TQL flow: texts and labels are tags, the first timestamp is the time index, everything else is a DOUBLE value. */
export function tqlSink(fields: readonly Field[]): SinkSchema {
  const timeAt = fields.findIndex(field => isTimestamp(field.type));
  const columns = fields.map((field, index) =>
    column(field.name, index === timeAt ? field.type : isTag(field) ? STRING : FLOAT64, index !== timeAt),
  );
  if (timeAt === -1) columns.push(column(PLACEHOLDER, timestamp('ms'), false));
  return {
    columns,
    primaryKey: fields.filter(isTag).map(field => field.name),
    timeIndex: timeAt === -1 ? PLACEHOLDER : fields[timeAt]!.name,
    options: BATCHING_OPTIONS,
  };
}

function isTag({ type, label }: Field): boolean {
  return label === true || isString(type);
}

/** The table for a streaming flow (`adapter.rs`). Its comment names the flow's id. */
export function streamingSink(plan: PlanNode, flowId: number): SinkSchema {
  const keys = keyColumns(plan) ?? new Set<number>();
  const timeAt = plan.fields.findIndex((field, index) => isTimestamp(field.type) && (keys.size === 0 || keys.has(index)));
  const columns = plan.fields.map((field, index) => column(field.name, storedType(field.type), index === timeAt ? false : field.nullable));
  columns.push(column(UPDATE_AT, timestamp('ms'), true));
  if (timeAt === -1) columns.push(column(PLACEHOLDER, timestamp('ms'), false));
  return {
    columns,
    primaryKey: plan.fields.filter((_, index) => index !== timeAt && keys.has(index)).map(field => field.name),
    timeIndex: timeAt === -1 ? PLACEHOLDER : plan.fields[timeAt]!.name,
    options: new Map([['comment', `Sink table for flow flow-id=${flowId}`]]),
  };
}

const BATCHING_OPTIONS: ReadonlyMap<string, string> = new Map([['comment', 'Auto created table by flow engine']]);

function column(name: string, type: DataType, nullable: boolean): Column {
  return { name, type, nullable };
}

/** An Arrow type as the column type it is stored in. */
export function storedType(type: DataType): DataType {
  if (type.kind === 'dictionary') return storedType(type.element!);
  return isString(type) ? STRING : type;
}
