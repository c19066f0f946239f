import type { Field } from '../plan/bound.ts';
import { arrowTypeName, debugTypeName } from '../type_names.ts';
import { isTimestamp, type DataType } from '../types.ts';
import type { Column, Table } from '../world.ts';
import { PLACEHOLDER, storedType } from './sink_schema.ts';

/** What the server says of a flow's output that does not fit its sink; `certain` is false where its text is not known to the letter. */
export interface Mismatch {
  readonly message: string;
  readonly certain: boolean;
}

/** Batching flows: columns meet by name, then by position (`batching_mode/utils.rs`). */
export function matchBatchingSink(output: readonly Field[], sink: Table): Mismatch | undefined {
  const problem = sink.options.get('merge_mode') === 'last_non_null' ? partialMismatch(output, sink) : fullMismatch(output, sink);
  if (problem === undefined) return undefined;
  const text = problem.message;
  return {
    message: `Datafusion error: Plan(${JSON.stringify(text)}) in context: Failed to rewrite plan: Error during planning: ${text}`,
    certain: problem.certain,
  };
}

function fullMismatch(output: readonly Field[], sink: Table): Mismatch | undefined {
  const names = output.map(field => field.name);
  const types: (DataType | undefined)[] = output.map(field => storedType(field.type));
  const n = names.length;
  const m = sink.columns.length;
  const last = sink.columns[m - 1];
  const appendTimestamp = (column: Column): void => {
    names.push(column.name);
    types.push(column.type);
  };
  if (n + 1 === m) {
    if (!isPlaceholder(sink, last!) && !isTimestamp(last!.type)) return certain(mismatchText(names, sink));
    appendTimestamp(last!);
  } else if (n + 2 === m) {
    const secondLast = sink.columns[m - 2]!;
    if (!isTimestamp(secondLast.type)) {
      return {
        message: `Expect the second last column in the table to be timestamp column, found column ${secondLast.name} with type ${debugTypeName(secondLast.type)}`,
        certain: false,
      };
    }
    if (!isPlaceholder(sink, last!)) return { message: `Expect timestamp column ${PLACEHOLDER}, found `, certain: false };
    appendTimestamp(secondLast);
    appendTimestamp(last!);
  } else if (n !== m) {
    return certain(mismatchText(names, sink));
  }
  return pairColumns(names, types, sink, output);
}

/** Names that miss each other must face each other. */
function pairColumns(
  names: string[],
  types: readonly (DataType | undefined)[],
  sink: Table,
  output: readonly Field[],
): Mismatch | undefined {
  const inSink = new Set(sink.columns.map(column => column.name));
  const inOutput = new Set(names);
  const extra = names.filter(name => !inSink.has(name));
  const missing = sink.columns.filter(column => !inOutput.has(column.name));
  const text = mismatchText(
    output.map(field => field.name),
    sink,
  );
  if (extra.length !== missing.length) return certain(text);
  const renamed = [...names];
  for (const [index, name] of names.entries()) {
    if (inSink.has(name)) continue;
    const facing = sink.columns[index]!;
    if (inOutput.has(facing.name)) return certain(text);
    const type = types[index]!;
    if (!sameFamily(type, facing.type)) {
      return {
        message: `Cannot match flow output column '${name}' to sink column '${facing.name}' by position: incompatible data types, flow output type is ${arrowTypeName(type)}, sink column type is ${arrowTypeName(facing.type)}. ${text}`,
        certain: false,
      };
    }
    renamed[index] = facing.name;
  }
  const duplicates = [...new Set(renamed.filter((name, index) => renamed.indexOf(name) !== index))];
  if (duplicates.length > 0)
    return certain(`Flow output schema contains duplicate column(s) after schema matching ${list(duplicates)}. ${text}`);
  return undefined;
}

/** Sinks with merge_mode = last_non_null take a part of their columns, by name. */
function partialMismatch(output: readonly Field[], sink: Table): Mismatch | undefined {
  const names = output.map(field => field.name);
  const inOutput = new Set(names);
  const text = mismatchText(names, sink);
  const inSink = new Set(sink.columns.map(column => column.name));
  const required = [...sink.primaryKey, ...(sink.timeIndex === PLACEHOLDER ? [] : [sink.timeIndex])].filter(name => !inOutput.has(name));
  if (required.length > 0) {
    return certain(
      `Column(s) ${list(required)} required by sink table are missing from flow output when merge_mode=last_non_null. ${text}`,
    );
  }
  const extra = names.filter(name => !inSink.has(name));
  if (extra.length > 0) {
    return certain(
      `Flow output has extra column(s) ${list(extra.toSorted())} not found in sink schema when merge_mode=last_non_null. ${text}`,
    );
  }
  return undefined;
}

function mismatchText(output: readonly string[], sink: Table): string {
  const sinkNames = sink.columns.map(column => column.name);
  const extra = output.filter(name => !sinkNames.includes(name)).toSorted();
  const missing = sinkNames.filter(name => !output.includes(name)).toSorted();
  return (
    `Flow output schema does not match sink table schema: found ${output.length} flow output columns and ${sinkNames.length} sink table columns. ` +
    `flow output columns: ${list(output)}, sink table columns: ${list(sinkNames)}, extra flow columns not in sink: ${list(extra)}, ` +
    `missing sink columns from flow output: ${list(missing)}`
  );
}

/** Rust's Debug of a list of strings. */
function list(names: readonly string[]): string {
  return `[${names.map(name => JSON.stringify(name)).join(', ')}]`;
}

function certain(message: string): Mismatch {
  return { message, certain: true };
}

function isPlaceholder(sink: Table, column: Column): boolean {
  return column.name === PLACEHOLDER && sink.timeIndex === PLACEHOLDER;
}

function family(type: DataType): string {
  switch (type.kind) {
    case 'string':
    case 'timestamp':
    case 'boolean':
    case 'json':
    case 'json2':
    case 'vector':
      return type.kind;
    default:
      return 'other';
  }
}
function sameFamily(a: DataType, b: DataType): boolean {
  return a.kind === 'null' || b.kind === 'null' || family(a) === family(b);
}

/** Streaming flows: strictly by position and exact type (`adapter.rs`). */
export function matchStreamingSink(output: readonly Field[], sink: Table): Mismatch | undefined {
  const { columns } = sink;
  for (let i = 0; i < Math.max(output.length, columns.length); i++) {
    const out = output[i];
    const column = columns[i];
    if (out === undefined) {
      if (!isTimestamp(column!.type))
        return certain(`Invalid query: schema length mismatched, expected ${columns.length} found ${output.length}`);
    } else if (column === undefined) {
      return certain(`Invalid query: schema length mismatched, expected ${columns.length} found ${output.length}`);
    } else if (storedType(out.type) !== column.type) {
      return certain(
        `Invalid query: Column ${i}(name is '${column.name}', flow inferred name is '${out.name}')'s data type mismatch, expect ${debugTypeName(column.type)} got ${debugTypeName(storedType(out.type))}`,
      );
    }
  }
  return undefined;
}
