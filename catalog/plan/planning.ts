import { reject, type Rejected, Ruling, type Unknown, unknown } from '../verdict.ts';
import { demandFoldable } from './constants.ts';
import type { Context, LateFault } from './context.ts';
import { judgeSubqueries, mayVanish } from './executability.ts';
import type { Planning, PlanNode } from './plan.ts';

/**
 * How far a plan goes: EXPLAIN shows what the analyser, the optimizer and the physical planner find wrong instead of failing
 * (`SessionState::optimize`, `handle_explain`); views and flows keep an optimized plan that nobody runs yet.
 */
export type Goal = 'run' | 'optimized' | 'explained';

/** Runs a planning to its goal: what the analyser would refuse on the way is refused too. */
export function settle(context: Context, plan: () => PlanNode | Unknown, goal: Goal = 'run'): Planning {
  try {
    const planned = plan();
    if (planned.kind === 'unknown') return planned;
    if (context.traits.hasSubquery) judgeSubqueries(context, planned);
    if (goal === 'explained') {
      demandOptimizable(context, planned);
    } else {
      raiseLate(context, fault => fault.physical !== true);
      demandFoldable(context.world, planned);
    }
    if (goal === 'run' && context.late.some(fault => fault.physical === true)) {
      if (mayVanish(planned)) unknown('a plan that may be simplified away');
      raiseLate(context, () => true);
    }
    return { kind: 'planned', plan: planned, fields: planned.fields, reads: [...context.reads.values()] };
  } catch (ruling) {
    if (!(ruling instanceof Ruling)) throw ruling;
    return ruling.verdict.kind === 'rejected' ? doubted(context, ruling.verdict) : ruling.verdict;
  }
}

/** EXPLAIN shows what is wrong, but that it does so before GreptimeDB's own rules see the plan is not recorded. */
function demandOptimizable(context: Context, planned: PlanNode): void {
  if (context.late.some(fault => fault.physical !== true)) unknown('an EXPLAIN of what the analyser refuses');
  try {
    demandFoldable(context.world, planned);
  } catch (ruling) {
    if (!(ruling instanceof Ruling)) throw ruling;
    unknown('an EXPLAIN of what the optimizer refuses');
  }
}

/**
 * The PostgreSQL server rewrites queries before they are planned (datafusion-pg-catalog): qualifiers of its functions go, duplicate
 * columns get aliases, casts to object ids become subqueries, … What it would still refuse is certain only for plain names.
 */
function doubted(context: Context, verdict: Rejected): Rejected | Unknown {
  if (context.world.session.protocol !== 'postgres') return verdict;
  const readsSystem = [...context.reads.values()].some(({ database }) => database === 'pg_catalog' || database === 'information_schema');
  const plain = verdict.reason === 'table_not_found' || verdict.reason === 'column_not_found';
  return plain && !readsSystem ? verdict : { kind: 'unknown', why: 'the PostgreSQL server rewrites queries' };
}

function raiseLate(context: Context, counts: (fault: LateFault) => boolean): void {
  const first = context.late.find(counts);
  if (first === undefined) return;
  if (first.doubtful === true) unknown('a plan that may or may not run');
  reject(first.status ?? 'EngineExecuteQuery', analyserText(first.message), {
    reason: first.reason,
    span: first.span,
    ...(first.detail === undefined ? {} : { detail: first.detail }),
  });
}

/** The analyser refuses a function's arguments without the list of candidates that the planner adds. */
function analyserText(message: string): string {
  const at = message.indexOf(CANDIDATES);
  return at === -1 ? message : message.slice(0, at).replace(/^Error during planning: (?=Execution error: )/, '');
}
const CANDIDATES = ' No function matches the given name and argument types';
