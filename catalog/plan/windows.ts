import type { Call, Expr } from '../../grammar/index.ts';
import type { FunctionRow } from '../data/functions.ts';
import { foldInQuery } from '../names.ts';
import { arrowTypeName } from '../type_names.ts';
import { INT64, type TypeKind, UINT64 } from '../types.ts';
import type { Scope } from './binding.ts';
import type { Bound, BoundWindow } from './bound.ts';
import { alias, displaysOf, faultyAs, literal, namesOf, type Typed, typedByFields, yields } from './build.ts';
import { bindArguments } from './calls.ts';
import { planError, postponeFault } from './context.ts';
import { bindExpr } from './expressions.ts';
import { typeCall } from './functions.ts';
import { BUG_REPORT } from './operators.ts';
import { bindWindowSortKeys, printSorts } from './sorts.ts';
import { judgeWindowArguments } from './window_arguments.ts';
import { frameText } from './window_frames.ts';

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
  const frame = frameText(scope.context, over, orderBy, span);
  const filter = node.filter === undefined ? undefined : bindExpr(scope, node.filter);
  const typed = rows
    ? yields(INT64, false)
    : row.name === 'count'
      ? typedByFields(args, () => yields(INT64, false))
      : RANKS.has(row.name)
        ? ranked(row, args, span)
        : row.name === 'nth_value' && args.length === 1
          ? typedByFields(args, () => yields(args[0]!.type))
          : typeCall(row, args, span);
  for (const part of [...partitionBy, ...orderBy, ...(filter === undefined ? [] : [filter])]) postponeFault(scope.context, part.fault);
  judgeWindowArguments(scope.context, row.name, args, span);
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
  if (filter !== undefined && row.kind === 'window') {
    planError(`FILTER clause can only be used with aggregate window functions. Found in '${print('display')}'`, {
      reason: 'plan',
      span: filter.span,
    });
  }
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

/** A value that never changes makes no partitions: DataFusion forgets it. */
function isNoLiteral({ kind }: Expr): boolean {
  return kind !== 'literal';
}
