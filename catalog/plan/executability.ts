import { arrowTypeName } from '../type_names.ts';
import { type DataType, isNumeric, isString } from '../types.ts';
import type { Bound, BoundSubquery } from './bound.ts';
import { unalias } from './build.ts';
import { comparable } from './coercion.ts';
import { type Context, derived, type LateFault } from './context.ts';
import type { PlanNode } from './plan.ts';
import { columnsOf, sameExpr, visit } from './rewrite.ts';
import { sameField } from './scope.ts';
import { exprsOf, inputsOf } from './walk.ts';

/**
 * What DataFusion finds wrong with the subqueries of a finished plan: the analyser's rules about correlated ones, then what the optimizer
 * leaves in place and the physical planner cannot run (`expr/src/logical_plan/invariants.rs`, `optimizer/src/scalar_subquery_to_join.rs`).
 */
export function judgeSubqueries(context: Context, plan: PlanNode): void {
  judgeBelow(context, plan, 'outermost');
}

/** Whether a plan belongs to the outermost SELECT: what lies deeper may be pruned before the physical planner looks. */
type Depth = 'outermost' | 'projected' | 'nested';

function judgeBelow(context: Context, plan: PlanNode, depth: Depth): void {
  for (const expr of exprsOf(plan)) {
    visit(expr, part => {
      if (part.kind === 'subquery') {
        const certain = depth !== 'nested' && staysPut(expr, part);
        judge(certain ? context : derived(context, { late: doubting(context.late) }), plan, part);
        judgeBelow(context, part.plan, 'nested');
      }
      return true;
    });
  }
  const below =
    depth === 'nested' || plan.kind === 'alias' || (plan.kind === 'project' && depth === 'projected')
      ? 'nested'
      : plan.kind === 'project'
        ? 'projected'
        : depth;
  for (const input of inputsOf(plan)) judgeBelow(context, input, below);
}

/** A list that takes what the physical planner minds as doubtful. */
function doubting(late: LateFault[]): LateFault[] {
  const copy: LateFault[] = [];
  copy.push = (...faults) => late.push(...faults.map(fault => (fault.physical === true ? { ...fault, doubtful: true } : fault)));
  return copy;
}

/** Whether nothing around a subquery may be simplified so that it goes. */
function staysPut(expr: Bound, subquery: Bound): boolean {
  if (expr === subquery) return true;
  switch (expr.kind) {
    case 'aggregate':
      return [...expr.args, ...(expr.orderBy ?? [])].some(arg => staysPut(arg, subquery));
    case 'window':
      return [...expr.args, ...expr.partitionBy, ...expr.orderBy].some(arg => staysPut(arg, subquery));
    case 'call':
      return (STAYING.has(expr.function) || ARITHMETIC.test(expr.function)) && expr.args.some(arg => staysPut(arg, subquery));
    default:
      return false;
  }
}

const STAYING = new Set(['alias', 'cast', 'neg', 'not']);
const ARITHMETIC = /^op:(?:[-+*/%]|=|!=|<=?|>=?)$/;

/** Whether the optimizer may find that no row comes through, and then plans nothing above. */
export function mayVanish(plan: PlanNode): boolean {
  if (plan.kind === 'limit' && plan.rows === 0) return true;
  if ((plan.kind === 'filter' || plan.kind === 'join') && exprsOf(plan).some(isPerhapsConstant)) return true;
  return inputsOf(plan).some(mayVanish);
}

function isPerhapsConstant(predicate: Bound): boolean {
  let constant = columnsOf(predicate).length === 0;
  visit(predicate, part => {
    if (part.type.kind === 'boolean' && columnsOf(part).length === 0) constant = true;
    if (part.kind === 'call' && part.function === 'between' && hasConstantHalf(part.args)) constant = true;
    if (part.kind === 'call' && part.function.startsWith('is_') && !part.args[0]!.nullable) constant = true;
    return !constant;
  });
  return constant;
}

/** BETWEEN is two comparisons, either of which may be decided before the plan runs. */
function hasConstantHalf([value, ...bounds]: readonly Bound[]): boolean {
  return columnsOf(value!).length === 0 && bounds.some(bound => columnsOf(bound).length === 0);
}

function judge(context: Context, outer: PlanNode, subquery: BoundSubquery): void {
  if (subquery.form === 'scalar') judgeScalar(context, outer, subquery);
  else judgePredicate(context, outer, subquery);
}

const NOT_AGGREGATED = 'Correlated scalar subquery must be aggregated to return at most one row';
const WRONG_PLACE = 'Correlated scalar subquery can only be used in Projection, Filter, Aggregate plan nodes';
const UNCORRELATED_GROUPS = 'A GROUP BY clause in a scalar correlated subquery cannot contain non-correlated columns';

function judgeScalar(context: Context, outer: PlanNode, subquery: BoundSubquery): void {
  const correlated = outerColumns(subquery.plan) > 0;
  const { span } = subquery;
  if (correlated) {
    const complaint =
      correlationFault(subquery.plan) ??
      (outer.kind === 'project' || outer.kind === 'filter' || outer.kind === 'aggregate' ? undefined : WRONG_PLACE);
    if (complaint !== undefined) {
      late(context, { message: `Error during planning: ${complaint}`, reason: 'subquery', span });
      return;
    }
  }
  const joinable = outer.kind === 'project' || outer.kind === 'filter' || outer.kind === 'join';
  const movable = !correlated || isDecorrelatable(subquery.plan);
  if (joinable && movable) return;
  if (outer.kind === 'filter' && correlated && reachesTable(outer.input)) {
    late(context, { message: `Error during planning: ${WRONG_PLACE}`, reason: 'subquery', span });
    return;
  }
  late(context, unsupported('ScalarSubquery(<subquery>)', subquery));
}

/** EXISTS and IN become joins where they filter; elsewhere they cannot run. */
function judgePredicate(context: Context, outer: PlanNode, subquery: BoundSubquery): void {
  switch (outer.kind) {
    case 'filter':
    case 'join':
      return;
    case 'project':
    case 'aggregate':
    case 'window': {
      const text = debugPredicate(subquery);
      late(
        context,
        text === undefined ? { message: '', reason: 'subquery', span: subquery.span, doubtful: true } : unsupported(text, subquery),
      );
      return;
    }
    default:
      late(context, { message: '', reason: 'subquery', span: subquery.span, doubtful: true });
  }
}

function debugPredicate(subquery: BoundSubquery): string | undefined {
  const negated = String(subquery.negated === true);
  if (subquery.form === 'exists') return `Exists(Exists { subquery: <subquery>, negated: ${negated} })`;
  const [expr] = subquery.args;
  const inner = expr === undefined ? undefined : debugExpr(expr);
  if (expr === undefined || inner === undefined) return undefined;
  const type = comparable(expr.type, subquery.plan.fields[0]!.type);
  const cast = type === undefined ? undefined : arrowDebugName(type);
  const shown = type === expr.type ? inner : cast === undefined ? undefined : `Cast(Cast { expr: ${inner}, data_type: ${cast} })`;
  return shown === undefined ? undefined : `InSubquery(InSubquery { expr: ${shown}, subquery: <subquery>, negated: ${negated} })`;
}

const UNITS = { s: 'Second', ms: 'Millisecond', us: 'Microsecond', ns: 'Nanosecond' } as const;

/** An Arrow type as Rust's `{:?}` prints it; plain ones as they are shown everywhere. */
export function arrowDebugName(type: DataType): string | undefined {
  if (type.kind === 'timestamp') return type.zone === undefined ? `Timestamp(${UNITS[type.unit!]}, None)` : undefined;
  return isNumeric(type) || isString(type) || type.kind === 'boolean' || type.kind === 'date' ? arrowTypeName(type) : undefined;
}

/** An expression as Rust's `{:?}` prints it, as far as it is simple. */
function debugExpr(expr: Bound): string | undefined {
  if (expr.kind !== 'column' || expr.outer === true) return undefined;
  return `Column(Column { relation: ${debugRelation(expr.field.relation)}, name: ${JSON.stringify(expr.field.name)} })`;
}

export function debugRelation(relation: readonly string[] | undefined): string {
  if (relation === undefined) return 'None';
  const [table, schema, catalog] = relation.toReversed().map(part => JSON.stringify(part));
  if (schema === undefined) return `Some(Bare { table: ${table} })`;
  return catalog === undefined
    ? `Some(Partial { schema: ${schema}, table: ${table} })`
    : `Some(Full { catalog: ${catalog}, schema: ${schema}, table: ${table} })`;
}

function unsupported(what: string, subquery: BoundSubquery): LateFault {
  return {
    status: 'Unsupported',
    message: `This feature is not implemented: Physical plan does not support logical expression ${what}`,
    reason: 'subquery',
    span: subquery.span,
    physical: true,
  };
}

function late(context: Context, fault: LateFault): void {
  context.late.push(fault);
}

/** The analyser's complaint about a correlated scalar subquery that may yield several rows. */
function correlationFault(plan: PlanNode): string | undefined {
  const inner = stripped(plan);
  const grouped = inner.kind === 'filter' && inner.input.kind === 'aggregate' ? inner.input : inner;
  if (grouped.kind !== 'aggregate') return yieldsOneRow(plan) ? undefined : NOT_AGGREGATED;
  if (grouped.aggregates.length === 0) return NOT_AGGREGATED;
  const bound = correlatedColumns(grouped.input);
  const free = grouped.groups.flatMap(columnsOf).some(field => !bound.some(known => sameField(known, field)));
  return free ? UNCORRELATED_GROUPS : undefined;
}

function stripped(plan: PlanNode): PlanNode {
  return plan.kind === 'project' || plan.kind === 'alias' ? stripped(plan.input) : plan;
}

function yieldsOneRow(plan: PlanNode): boolean {
  switch (plan.kind) {
    case 'empty':
      return true;
    case 'project':
    case 'alias':
    case 'sort':
    case 'filter':
    case 'distinct':
      return yieldsOneRow(plan.input);
    case 'aggregate':
      return plan.groups.length === 0;
    case 'limit':
      return plan.rows !== undefined && plan.rows <= 1;
    case 'values':
      return plan.rows.length <= 1;
    default:
      return false;
  }
}

/** The inner columns that filters tie to outer ones. */
function correlatedColumns(plan: PlanNode): ReturnType<typeof columnsOf> {
  const own = plan.kind === 'filter' ? conjuncts(plan.predicate).filter(hasOuter).flatMap(columnsOf) : [];
  return [...own, ...inputsOf(plan).flatMap(correlatedColumns)];
}

function conjuncts(predicate: Bound): readonly Bound[] {
  return predicate.kind === 'call' && predicate.function === 'op:and' ? predicate.args.flatMap(conjuncts) : [predicate];
}

function hasOuter(expr: Bound): boolean {
  let found = false;
  visit(expr, part => {
    found ||= part.kind === 'column' && part.outer === true;
    if (part.kind === 'subquery') found ||= outerColumns(part.plan) > 0;
    return !found;
  });
  return found;
}

/** How many columns of enclosing queries the plan names, those of its own subqueries that reach beyond it included. */
function outerColumns(plan: PlanNode): number {
  let count = 0;
  for (const expr of exprsOf(plan)) {
    visit(expr, part => {
      if (part.kind === 'column' && part.outer === true) count++;
      return true;
    });
  }
  return inputsOf(plan).reduce((sum, input) => sum + outerColumns(input), count);
}

/** A correlated aggregate can be joined to its outer query only if every tie is an equality. */
function isDecorrelatable(plan: PlanNode): boolean {
  const inner = stripped(plan);
  const grouped = inner.kind === 'filter' && inner.input.kind === 'aggregate' ? inner.input : inner;
  if (grouped.kind !== 'aggregate') return false;
  return tiesAreEqualities(grouped.input);
}

function tiesAreEqualities(plan: PlanNode): boolean {
  if (plan.kind === 'filter') {
    if (!conjuncts(plan.predicate).filter(hasOuter).every(isEqualityTie)) return false;
  } else if (plan.kind === 'limit' && outerColumns(plan) > 0) {
    return false;
  }
  return inputsOf(plan).every(tiesAreEqualities);
}

function isEqualityTie(expr: Bound): boolean {
  if (expr.kind !== 'call' || expr.function !== 'op:=') return false;
  const [left, right] = expr.args.map(arg => unalias(arg)) as [Bound, Bound];
  return hasOuter(left) !== hasOuter(right) && !sameExpr(left, right);
}

/** Whether the optimizer carries a filter down to a table or a join. */
function reachesTable(plan: PlanNode): boolean {
  switch (plan.kind) {
    case 'scan':
    case 'join':
      return true;
    case 'project':
    case 'alias':
    case 'filter':
    case 'sort':
      return reachesTable(plan.input);
    default:
      return false;
  }
}
