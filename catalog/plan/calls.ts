import type { Call, CallArg, OrderItem } from '../../grammar/index.ts';
import { functionRow, type FunctionRow } from '../data/functions.ts';
import { foldInQuery } from '../names.ts';
import { INT64 } from '../types.ts';
import { unknown } from '../verdict.ts';
import { accumulatorFault } from './accumulators.ts';
import type { Scope } from './binding.ts';
import type { Bound, BoundAggregate } from './bound.ts';
import { alias, displaysOf, faultyAs, functionCall, literal, namesOf, type Typed, typedByFields, yields } from './build.ts';
import { planError, postponeFault } from './context.ts';
import { bindExpr } from './expressions.ts';
import { rejectFunction, typeCall } from './functions.ts';
import { rangeCall } from './range_calls.ts';
import { bindCallSortKeys, printSorts } from './sorts.ts';
import { bindUnnest } from './unnest.ts';
import { bindWindow } from './windows.ts';

/** A call; the outermost ones behind RANGE become range functions. */
export function bindCall(scope: Scope, node: Call): Bound {
  if (scope.range === undefined) return bindPlainCall(scope, node);
  return rangeCall(scope.context, bindPlainCall({ ...scope, range: undefined }, node), scope.range);
}

/** A call, in the order DataFusion looks for the function: scalar, unnest, window, aggregate (`sql_function_to_expr`). */
function bindPlainCall(scope: Scope, node: Call): Bound {
  if (node.query !== undefined) unknown('a query as the argument of a call');
  if (node.limit !== undefined || node.overflow !== undefined || node.clauses.length > 0) unknown('clauses inside a call');
  const name = calledName(scope, node);
  const { span } = node.name;
  if (node.over !== undefined && node.withinGroup.length > 0) {
    planError(
      'OVER and WITHIN GROUP clause cannot be used together. OVER is for window functions, whereas WITHIN GROUP is for ordered set aggregate functions',
      { reason: 'plan', span },
    );
  }
  const scalar = functionRow('scalar', name);
  if (name === 'unnest' && scalar !== undefined) return bindUnnest(scope, node);
  if (scalar !== undefined) return bindScalar(scope, node, scalar, name);
  if (functionRow('admin', name)?.adminOnly === false) return unknown(`the admin function ${name} in a query`);
  if (node.over !== undefined) {
    if (node.orderBy.length > 0) planError('Aggregate ORDER BY is not implemented for window functions', { reason: 'plan', span });
    const windowed = windowFunction(name);
    if (windowed !== undefined) return bindWindow(scope, node, windowed, name);
  }
  const aggregate = functionRow('aggregate', name);
  if (aggregate !== undefined) return bindAggregate(scope, node, aggregate, name);
  return rejectFunction(name, node.over !== undefined, span);
}

/** The name as functions are looked up by; PostgreSQL's clients may write `pg_catalog.` in front. */
function calledName(scope: Scope, { name }: Call): string {
  const parts = name.parts.map(foldInQuery);
  const own = parts.length === 2 && parts[0] === 'pg_catalog' && scope.context.world.session.protocol === 'postgres';
  return own ? parts[1]! : parts.join('.');
}

/** Aggregates first, but first_value, last_value and nth_value are window functions of their own here. */
function windowFunction(name: string): FunctionRow | undefined {
  const aggregate = functionRow('aggregate', name);
  const own = functionRow('window', name);
  return aggregate !== undefined && own === undefined ? aggregate : own;
}

function bindScalar(scope: Scope, node: Call, row: FunctionRow, name: string): Bound {
  if (node.distinct === 'DISTINCT' || node.filter !== undefined || node.orderBy.length > 0)
    unknown('aggregate clauses of a scalar function');
  const args = bindArguments(scope, node);
  scope.context.recorder?.function?.(node, row);
  return scalarCall(row, name, args, node.span);
}

/** The call of a scalar function; by one of its aliases it gets that name as a fixed alias. */
export function scalarCall(row: FunctionRow, name: string, args: readonly Bound[], span: Bound['span']): Bound {
  const bound = functionCall(row.name, args, typeCall(row, args, span), span);
  return name === row.name ? bound : alias(bound, `${name}(${displaysOf(args, ',')})`, span);
}

export function bindArguments(scope: Scope, node: Call): readonly Bound[] {
  return (node.args ?? []).map(arg => bindArgument(scope, arg));
}

function bindArgument(scope: Scope, arg: CallArg): Bound {
  if (arg.kind === 'expr') return bindExpr(scope, arg.expr);
  if (arg.kind === 'named') return unknown('a named argument');
  const star = arg.qualifier === undefined ? '*' : `${arg.qualifier.parts.map(foldInQuery).join('.')}.*`;
  return unknown(`${star} as an argument`);
}

/** `count(*)` and `count()` count rows; they are planned as a count of 1 that keeps its name. */
function isRowCount(node: Call, row: FunctionRow): boolean {
  if (row.name !== 'count') return false;
  const [only, ...more] = node.args ?? [];
  return only === undefined || (more.length === 0 && only.kind === 'wildcard' && only.qualifier === undefined);
}

function bindAggregate(scope: Scope, node: Call, row: FunctionRow, name: string): Bound {
  scope.context.traits.hasAggregate = true;
  scope.context.recorder?.function?.(node, row);
  const { span } = node;
  const rows = isRowCount(node, row);
  const distinct = node.distinct === 'DISTINCT';
  const written = rows ? [literal({ type: INT64, value: 1n }, span)] : bindArguments(scope, node);
  const inGroup = sortKeys(scope, node.withinGroup);
  if (inGroup.length > 0 && !WITHIN_GROUP.has(row.name)) {
    planError('WITHIN GROUP is only supported for ordered-set aggregate functions', { reason: 'plan', span });
  }
  const orderBy = inGroup.length > 0 ? inGroup : sortKeys(scope, node.orderBy);
  const args = inGroup.length > 0 ? [...inGroup, ...written] : written;
  const filter = node.filter === undefined ? undefined : bindExpr(scope, node.filter);
  const parts = { args, distinct, filter, orderBy, orders: inGroup.length > 0 ? node.withinGroup : node.orderBy, nulls: node.nulls };
  const typed = rows ? yields(INT64, false) : typeAggregate(row, args, span);
  postponeFault(scope.context, filter?.fault);
  judgeAccumulator(scope, row, parts, span);
  const bound: BoundAggregate = {
    kind: 'aggregate',
    function: row.name,
    args,
    distinct,
    ...(filter === undefined ? {} : { filter }),
    ...(orderBy.length === 0 ? {} : { orderBy }),
    ...typed,
    name: aggregateName(row, parts, namesOf, ','),
    display: aggregateName(row, parts, displaysOf, ', '),
    span,
  };
  if (rows) return alias(bound, `count(${node.args === undefined || node.args.length === 0 ? '' : '*'})`, span);
  return name === row.name ? bound : alias(bound, `${name}(${displaysOf(args, ',')})`, span);
}

/** Counts need no more of their arguments than that they have types; `sum(NULL)` has none itself; the other refusals wait until the aggregate is set up. */
function typeAggregate(row: FunctionRow, args: readonly Bound[], span: Bound['span']): Typed {
  if (row.name === 'count' || row.name === 'count_hash') return typedByFields(args, () => yields(INT64, false));
  if (row.name === 'sum' && args.length === 1 && args[0]!.fault === undefined && args[0]!.type.kind === 'null') {
    return faultyAs('Execution error: [return_type] SUM not supported for Null', 'type_mismatch', span);
  }
  return typeCall(row, args, span);
}

function judgeAccumulator(scope: Scope, row: FunctionRow, parts: AggregateParts, span: Bound['span']): void {
  const message = accumulatorFault(scope.context.world, row.name, parts);
  if (message !== undefined) scope.context.late.push({ message, reason: 'aggregate', span, physical: true });
}

const WITHIN_GROUP = new Set(['approx_percentile_cont', 'approx_percentile_cont_with_weight', 'percentile_cont']);

interface AggregateParts {
  readonly args: readonly Bound[];
  readonly distinct: boolean;
  readonly filter: Bound | undefined;
  readonly orderBy: readonly Bound[];
  readonly orders: readonly OrderItem[];
  readonly nulls: Call['nulls'];
}

/** `sum(DISTINCT a) FILTER (WHERE b) ORDER BY [c ASC NULLS LAST]` (`AggregateUDFImpl::schema_name`, `display_name`). */
function aggregateName(
  row: FunctionRow,
  parts: AggregateParts,
  print: (exprs: readonly Bound[], separator: string) => string,
  separator: string,
): string {
  // Only names of columns know WITHIN GROUP.
  const ordered = print === namesOf && WITHIN_GROUP.has(row.name) && parts.orderBy.length > 0;
  const shown = ordered ? parts.args.slice(1) : parts.args;
  let text = `${row.name}(${parts.distinct ? 'DISTINCT ' : ''}${print(shown, separator)})`;
  if (parts.nulls !== undefined) text += ` ${parts.nulls}`;
  if (parts.filter !== undefined) text += ` FILTER (WHERE ${parts.filter.display})`;
  if (parts.orderBy.length > 0) text += ` ${ordered ? 'WITHIN GROUP' : 'ORDER BY'} [${printSorts(parts.orderBy, parts.orders)}]`;
  return text;
}

function sortKeys(scope: Scope, items: readonly OrderItem[]): readonly Bound[] {
  return bindCallSortKeys(scope, items);
}
