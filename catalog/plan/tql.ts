import { parsePromql, type Tql } from '../../grammar/index.ts';
import { reject, unknown } from '../verdict.ts';
import type { World } from '../world.ts';
import { type Context, openContext } from './context.ts';
import type { Planning, PlanNode } from './plan.ts';
import { settle } from './planning.ts';
import { planProm } from './promql/planner.ts';
import { fieldsNamed, type PromContext, refuse, type Series } from './promql/series.ts';
import type { Recorder } from './recorder.ts';

/** Plans a TQL statement as GreptimeDB's PromQL planner would; the fields are those of TQL EVAL. */
export function planTql(world: World, tql: Tql, recorder?: Recorder): Planning {
  const context = openContext(world, recorder);
  return settle(context, () => planTqlCte(context, tql));
}

/** The same where nobody asks for the fields: they need not be complete. */
export function judgeTql(world: World, tql: Tql): Planning {
  const context = openContext(world, undefined);
  return settle(context, () => planSeries(context, tql)[0]);
}

/** The same inside a CTE. */
export function planTqlCte(context: Context, tql: Tql): PlanNode {
  const [plan, { vague }] = planSeries(context, tql);
  return vague === undefined ? plan : unknown(vague);
}

function planSeries(context: Context, tql: Tql): readonly [PlanNode, Series] {
  const origin = tql.promqlSpan.start;
  const { expr, faults } = parsePromql(tql.promql);
  const fault = faults[0];
  if (fault !== undefined) {
    const span = { start: origin + fault.span.start, end: origin + fault.span.end };
    reject('InvalidSyntax', fault.message, { reason: 'promql', span });
  }
  if (expr === undefined) return unknown('a PromQL text without an expression');
  const prom: PromContext = { context, origin };
  const before = context.reads.size;
  const series = planProm(prom, expr);
  if (series.range !== undefined) unknown('a range vector as the result');
  const { fields } = tql.alias === undefined ? series : aliased(prom, series, tql.alias.value, expr.span);
  return [{ kind: 'tql', fields, tables: [...context.reads.values()].slice(before) }, series];
}

/** `AS name`: the value under that name, the labels, the time. */
function aliased(prom: PromContext, series: Series, name: string, span: Tql['promqlSpan']): Series {
  if (series.values.length !== 1) refuse(prom, 'Multi fields calculation is not supported in AS', span, 'Unsupported');
  const [value] = fieldsNamed(series, series.values);
  return {
    ...series,
    fields: [{ name, type: value!.type, nullable: true }, ...fieldsNamed(series, [...series.tags, series.time])],
    values: [name],
  };
}
