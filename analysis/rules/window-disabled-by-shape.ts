import { some, type CreateFlow } from '../../grammar/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT026',
  name: 'window-disabled-by-shape',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A scheduled flow reads everything on each run, because its query cannot be cut into time windows.',
  why: 'A window needs one table, one aggregate, and none of joins, window functions, UNION, DISTINCT, LIMIT, ORDER BY, RANGE or unnest.',
  evidence: 'src/flow/src/batching_mode/time_window.rs:63-115',
  on: {
    *create_flow(flow, { step }) {
      const facts = flowFacts(step);
      if (facts?.windowless === undefined || facts.windowless.startsWith('it reads no') || !hasWindowKey(flow)) return;
      yield { span: flow.name.span, message: `The whole query runs each time: there is no time window because ${facts.windowless}` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT max(a.cpu) AS peak, date_bin('1 hour'::INTERVAL, a.ts) AS w FROM mem a JOIN mem b ON a.host = b.host GROUP BY w;
--          ^ window-disabled-by-shape`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

/** Whether the author asked for windows: a date_bin or date_trunc somewhere in the query. */
function hasWindowKey({ body }: CreateFlow): boolean {
  return some(body, node => {
    const name =
      node.kind === 'call'
        ? (node as unknown as { name: { parts: readonly { value: string }[] } }).name.parts.at(-1)!.value.toLowerCase()
        : '';
    return name === 'date_bin' || name === 'date_trunc';
  });
}
