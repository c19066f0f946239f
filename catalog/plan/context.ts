import type { RangeClause, Span, StatusName } from '../../grammar/index.ts';
import { reject } from '../verdict.ts';
import type { TableName, World } from '../world.ts';
import type { Bound, TypeFault } from './bound.ts';
import { fieldFault } from './build.ts';
import type { PlanNode } from './plan.ts';
import type { Recorder } from './recorder.ts';
import type { Schema } from './scope.ts';

/** What the planning of one statement carries along. A query inside another has a context of its own made of the outer one. */
export interface Context {
  readonly world: World;
  readonly recorder: Recorder | undefined;
  /** Base relations read so far, by full name: shared by all contexts of the statement. */
  readonly reads: Map<string, TableName>;
  /** Type errors that only the analyser will notice, in the order they arose: shared. */
  readonly late: LateFault[];
  /** What stands in the expressions of the statement: shared. */
  readonly traits: Traits;
  /** The CTEs in sight, by name. */
  readonly ctes: ReadonlyMap<string, NamedPlan>;
  /** Schemas of the enclosing queries, the nearest first. */
  readonly outer: readonly Schema[];
  /** What LATERAL may see: the tables to its left. */
  readonly lateral: Schema | undefined;
  /** In a range query: the ALIGN clause. */
  readonly align: RangeClause | undefined;
}

/** A context that differs in something. All have the same shape. */
export function derived(context: Context, change: Partial<Context>): Context {
  const { world, recorder, reads, traits } = context;
  const { late = context.late, ctes = context.ctes, outer = context.outer, lateral = context.lateral, align = context.align } = change;
  return { world, recorder, reads, late, traits, ctes, outer, lateral, align };
}

/** Of what there is none, nobody need look for. */
export interface Traits {
  hasSubquery: boolean;
  hasAggregate: boolean;
  hasWindow: boolean;
  hasUnnest: boolean;
}

/** A CTE, with the errors that count only if somebody reads it. */
export interface NamedPlan {
  readonly plan: PlanNode;
  readonly late: readonly LateFault[];
}

/** Plans a query that stands inside another. What only the physical planner minds may be pruned there before it looks. */
export function planInner(context: Context, plan: (inner: Context) => PlanNode): NamedPlan {
  const late: LateFault[] = [];
  const planned = plan(derived(context, { late }));
  const counted = planned.kind === 'limit' ? late : late.filter(fault => fault.sorting !== true);
  return { plan: planned, late: counted.map(fault => (fault.physical === true ? { ...fault, doubtful: true } : fault)) };
}

/** An error of the analyser or optimiser (code 3001 unless told otherwise), printed without the planner's prefix. */
export interface LateFault {
  /** Found by the physical planner, after everything the analyser and the optimizer find. */
  readonly physical?: boolean;
  /** It stands in an ORDER BY, which a subquery without LIMIT loses. */
  readonly sorting?: boolean;
  /** It will fail, but in words we do not know. */
  readonly doubtful?: boolean;
  readonly status?: StatusName;
  readonly message: string;
  readonly reason: string;
  readonly span: Span;
  readonly detail?: { readonly [key: string]: string };
}

export function openContext(world: World, recorder: Recorder | undefined): Context {
  const traits = { hasSubquery: false, hasAggregate: false, hasWindow: false, hasUnnest: false };
  return { world, recorder, reads: new Map(), late: [], traits, ctes: NO_CTES, outer: NO_SCHEMAS, lateral: undefined, align: undefined };
}
const NO_CTES: ReadonlyMap<string, NamedPlan> = new Map();
const NO_SCHEMAS: readonly Schema[] = [];

export interface Reason {
  readonly reason: string;
  readonly span: Span;
  readonly detail?: { readonly [key: string]: string };
}

/** DataFusion's planner refuses with `Error during planning: …`. */
export function planError(message: string, reason: Reason): never {
  return reject('PlanQuery', `Failed to plan SQL: Error during planning: ${message}`, reason);
}

/** DataFusion's planner does not implement it: GreptimeDB maps this to Unsupported. */
export function notImplemented(message: string, reason: Reason): never {
  return reject('Unsupported', `Failed to plan SQL: This feature is not implemented: ${message}`, reason);
}

/** The planner asks for the type of these expressions: a fault ends the planning. */
export function demandTypes(exprs: readonly Bound[]): void {
  for (const expr of exprs) {
    const fault = fieldFault(expr);
    if (fault !== undefined) raise(fault);
  }
}

function raise(fault: TypeFault): never {
  reject('PlanQuery', `Failed to plan SQL: ${fault.message}`, { reason: fault.reason, span: fault.span });
}

/** The planner does not ask for the type, the analyser will. */
export function postponeFault(context: Context, fault: TypeFault | undefined): void {
  if (fault !== undefined && fault.repaired !== true) context.late.push(fault);
}
