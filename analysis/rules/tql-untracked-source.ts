import { tqlOf } from '../../catalog/index.ts';
import { metricsOf, parsePromql } from '../../grammar/index.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT126',
  name: 'tql-untracked-source',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The PromQL of a flow names no metric, so the flow has no source.',
  why:
    'Sources are the metrics that the PromQL names. A selector by labels alone, or by a pattern on __name__, names none: ' +
    'nothing is checked, nothing is permitted by it, and the flow cannot wait for it.',
  evidence: 'src/sql/src/util.rs:447-535',
  on: {
    *create_flow(flow, { step }) {
      const tql = tqlOf(flow.body);
      const expr = tql === undefined ? undefined : parsePromql(tql.promql).expr;
      if (tql === undefined || expr === undefined || step.outcome.verdict.kind === 'rejected') return;
      if (!hasSelector(expr) || metricsOf(expr).length > 0) return;
      yield { span: tql.promqlSpan, message: 'This names no metric: the flow has no source that GreptimeDB knows of' };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') {host="a"};
--                                                                                                         ^^^^^^^^^^ tql-untracked-source`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem{host="a"};`,
  ],
});

/** Whether PromQL reads series somewhere; constants alone do not. */
function hasSelector(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(hasSelector);
  if (typeof node !== 'object' || node === null) return false;
  if ('kind' in node && node.kind === 'prom_selector') return true;
  return Object.values(node).some(hasSelector);
}
