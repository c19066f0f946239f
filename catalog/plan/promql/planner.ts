import type { PromExpr } from '../../../grammar/index.ts';
import { unknown } from '../../verdict.ts';
import { planAggregation } from './aggregations.ts';
import { planBinary, projected } from './binaries.ts';
import { planCall } from './calls.ts';
import { literalOf } from './literals.ts';
import { planSelector } from './selectors.ts';
import { emptyMetric, fieldNamed, fieldsNamed, type PromContext, refuse, type Series, TIME, VALUE, valueField } from './series.ts';

/** What a PromQL expression yields (`PromPlanner` of src/query/src/promql/planner.rs). `timestamps` asks a selector for its times. */
export function planProm(prom: PromContext, expr: PromExpr, timestamps = false): Series {
  const plan = (inner: PromExpr, wanted = false): Series => wellKnown(planProm(prom, inner, wanted));
  switch (expr.kind) {
    case 'prom_number':
    case 'prom_string':
      return emptyMetric(TIME, VALUE);
    case 'prom_paren':
      return planProm(prom, expr.expr, timestamps);
    case 'prom_selector': {
      const series = planSelector(prom, expr);
      if (expr.range !== undefined) return withRange(series, expr.range.seconds);
      return timestamps && series.table !== undefined ? itsTimes(series) : series;
    }
    case 'prom_subquery': {
      if (expr.range.seconds === 0) refuse(prom, 'Zero range in range selector', expr.range.span);
      return withRange(plan(expr.expr, timestamps), expr.range.seconds);
    }
    case 'prom_unary': {
      if (literalOf(expr) !== undefined) return emptyMetric(TIME, VALUE);
      const input = plan(expr.operand);
      return projected(input, field => [`(- ${field.name})`, field.type]);
    }
    case 'prom_binary':
      return planBinary(prom, expr, plan);
    case 'prom_aggregation':
      return planAggregation(prom, expr, plan);
    case 'prom_call':
      return planCall(prom, expr, plan);
  }
}

/** A larger expression asks for all the columns. */
function wellKnown(series: Series): Series {
  return series.vague === undefined ? series : unknown(series.vague);
}

function withRange(series: Series, seconds: number | undefined): Series {
  return { ...series, range: Math.round((seconds ?? unknown('a computed range')) * 1000) };
}

/** The times of the samples as values: time, value, labels. */
function itsTimes(series: Series): Series {
  return { ...series, fields: [fieldNamed(series, series.time), valueField(VALUE), ...fieldsNamed(series, series.tags)], values: [VALUE] };
}
