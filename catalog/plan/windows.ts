import type { Call, Expr, FrameBound, WindowFrame, WindowSpec } from '../../grammar/index.ts';
import type { FunctionRow } from '../data/functions.ts';
import { foldInQuery } from '../names.ts';
import { arrowTypeName } from '../type_names.ts';
import { INT64, type TypeKind, UINT64 } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Scope } from './binding.ts';
import type { Bound, BoundWindow } from './bound.ts';
import { alias, displaysOf, faultyAs, literal, namesOf, type Typed, typedByFields, yields } from './build.ts';
import { bindArguments } from './calls.ts';
import { planError, postponeFault } from './context.ts';
import { bindExpr } from './expressions.ts';
import { typeCall } from './functions.ts';
import { BUG_REPORT } from './operators.ts';
import { bindWindowSortKeys, printSorts } from './sorts.ts';

/** A function with OVER: an aggregate or a window function. Named windows were put in place before. */
export function bindWindow(scope: Scope, node: Call, row: FunctionRow, name: string): Bound {
  scope.context.traits.hasWindow = true;
  const { span } = node;
  scope.context.recorder?.function?.(node, row);
  const over = node.over!;
  if (over.kind === 'ident')
    return planError(`The window ${foldInQuery(over)} is not defined!`, {
      reason: 'window_not_found',
      span: over.span,
      detail: { name: over.value },
    });
  if (over.name !== undefined)
    return planError(`The window ${foldInQuery(over.name)} is not defined!`, {
      reason: 'window_not_found',
      span: over.name.span,
      detail: { name: over.name.value },
    });
  const rows = row.name === 'count' && isRowCount(node);
  const args = rows ? [literal({ type: INT64, value: 1n }, span)] : bindArguments(scope, node);
  const partitionBy = over.partitionBy.filter(isNoLiteral).map(expr => bindExpr(scope, expr));
  const orderBy = [...bindWindowSortKeys(scope, over.orderBy)];
  const frame = frameText(over, orderBy, span);
  const filter = node.filter === undefined ? undefined : bindExpr(scope, node.filter);
  const typed = rows
    ? yields(INT64, false)
    : row.name === 'count'
      ? typedByFields(args, () => yields(INT64, false))
      : RANKS.has(row.name)
        ? ranked(row, args, span)
        : typeCall(row, args, span);
  for (const part of [...partitionBy, ...orderBy, ...(filter === undefined ? [] : [filter])]) postponeFault(scope.context, part.fault);
  judgeWindowArguments(scope, row, args);
  if ((over.frame?.unit ?? 'RANGE') === 'RANGE') judgeRangeKey(scope, orderBy[0]);
  const sorts =
    over.orderBy.length === 0 ? (orderBy.length === 0 ? '' : `${orderBy[0]!.display} ASC NULLS LAST`) : printSorts(orderBy, over.orderBy);
  const print = (key: 'name' | 'display'): string => {
    const list = key === 'name' ? namesOf : displaysOf;
    let text = `${row.name}(${node.distinct === 'DISTINCT' ? 'DISTINCT ' : ''}${list(args, key === 'name' ? ',' : ', ')})`;
    if (node.nulls !== undefined) text += ` ${node.nulls}`;
    if (filter !== undefined) text += ` FILTER (WHERE ${filter[key]})`;
    if (partitionBy.length > 0) text += ` PARTITION BY [${list(partitionBy, ', ')}]`;
    if (sorts !== '') text += ` ORDER BY [${sorts}]`;
    return `${text} ${frame}`;
  };
  const bound: BoundWindow = {
    kind: 'window',
    function: row.name,
    args: filter === undefined ? args : [...args, filter],
    partitionBy,
    orderBy,
    ...typed,
    name: print('name'),
    display: print('display'),
    span,
  };
  if (rows) return alias(bound, bound.name.replace('count(Int64(1))', node.args?.length === 0 ? 'count()' : 'count(*)'), span);
  return name === row.name ? bound : alias(bound, `${name}(${displaysOf(args, ',')})`, span);
}

function ranked(row: FunctionRow, args: readonly Bound[], span: Bound['span']): Typed {
  const typed = typeCall(row, args, span);
  return typed.fault === undefined ? yields(UINT64, false) : typed;
}

/** Arguments that a window function reads before it sees a row must be literals. */
function judgeWindowArguments(scope: Scope, row: FunctionRow, args: readonly Bound[]): void {
  const at = row.name === 'ntile' ? 0 : row.name === 'lag' || row.name === 'lead' ? 1 : -1;
  const arg = args[at];
  if (arg === undefined || arg.fault !== undefined) return;
  const { span } = arg;
  const late = (message: string, status: 'Unsupported' | 'EngineExecuteQuery' = 'EngineExecuteQuery'): void => {
    scope.context.late.push({ status, message, reason: 'window_argument', span, physical: true });
  };
  if (arg.kind !== 'literal') {
    if (arg.kind === 'column')
      late(
        `This feature is not implemented: There is only support Literal types for field at idx: ${at} in Window Function`,
        'Unsupported',
      );
    return;
  }
  const { value } = arg.value;
  if (row.name === 'ntile') {
    if (value === null) late('Execution error: NTILE requires a positive integer, but finds NULL');
    else if (typeof value === 'bigint' && value <= 0n) late('Execution error: NTILE requires a positive integer');
  } else if (typeof value === 'string') late('Execution error: Expected an integer value');
}

/** A RANGE, and an order without a frame is one, goes over values that have distances (`coerce_window_frame`). */
function judgeRangeKey({ context }: Scope, key: Bound | undefined): void {
  if (key === undefined || key.fault !== undefined || !WITHOUT_DISTANCE.has(key.type.kind)) return;
  const message = `Internal error: Cannot run range queries on datatype: ${arrowTypeName(key.type)}.\n${BUG_REPORT}`;
  postponeFault(context, faultyAs(message, 'type_mismatch', key.span).fault);
}

const WITHOUT_DISTANCE = new Set<TypeKind>(['interval', 'duration', 'time', 'binary', 'binary_view', 'large_binary', 'struct', 'map']);

const RANKS = new Set(['row_number', 'rank', 'dense_rank', 'ntile']);

function isRowCount(node: Call): boolean {
  const [only, ...more] = node.args ?? [];
  return only === undefined || (more.length === 0 && only.kind === 'wildcard' && only.qualifier === undefined);
}

/** The frame as printed; an absent one depends on whether there is an order. A RANGE without order gets a constant one. */
function frameText(over: WindowSpec, orderBy: Bound[], span: Bound['span']): string {
  const { frame } = over;
  if (frame === undefined) {
    return orderBy.length > 0
      ? 'RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW'
      : 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
  }
  const start = boundText(frame.start);
  const end = frame.end === undefined ? 'CURRENT ROW' : boundText(frame.end);
  if (start === 'UNBOUNDED FOLLOWING')
    planError('Invalid window frame: start bound cannot be UNBOUNDED FOLLOWING', { reason: 'window_frame', span });
  if (end === 'UNBOUNDED PRECEDING')
    planError('Invalid window frame: end bound cannot be UNBOUNDED PRECEDING', { reason: 'window_frame', span });
  judgeOrder(frame, orderBy, span);
  return `${frame.unit} BETWEEN ${start} AND ${end}`;
}

function judgeOrder(frame: WindowFrame, orderBy: Bound[], span: Bound['span']): void {
  if (frame.unit === 'GROUPS' && orderBy.length === 0) planError('GROUPS requires an ORDER BY clause', { reason: 'window_frame', span });
  if (frame.unit !== 'RANGE' || orderBy.length === 1) return;
  const free = isFree(frame.start) && (frame.end === undefined || isFree(frame.end));
  if (!free) planError('RANGE requires exactly one ORDER BY column', { reason: 'window_frame', span });
  if (orderBy.length === 0) orderBy.push(literal({ type: UINT64, value: 1n }, span));
}

function isFree(bound: FrameBound): boolean {
  return bound.kind === 'current_row' || bound.offset === undefined;
}

function boundText(bound: FrameBound): string {
  if (bound.kind === 'current_row') return 'CURRENT ROW';
  const way = bound.kind === 'preceding' ? 'PRECEDING' : 'FOLLOWING';
  return bound.offset === undefined ? `UNBOUNDED ${way}` : `${offsetText(bound.offset)} ${way}`;
}

function offsetText(offset: Expr): string {
  if (offset.kind === 'literal' && (offset.type === 'number' || offset.type === 'string')) return offset.value;
  if (offset.kind === 'interval' && offset.value.kind === 'literal')
    return offset.unit === undefined ? offset.value.value : `${offset.value.value} ${offset.unit}`;
  return unknown('a window frame bound that is no literal');
}

/** A value that never changes makes no partitions: DataFusion forgets it. */
function isNoLiteral({ kind }: Expr): boolean {
  return kind !== 'literal';
}
