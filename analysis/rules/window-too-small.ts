import { flowFacts, spell } from '../flow_facts.ts';
import { isTrapped } from '../flow_windows.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT035',
  name: 'window-too-small',
  class: 'hazard',
  severity: 'information',
  since: '0.1.0',
  summary: 'The time windows of a flow are shorter than a second.',
  why:
    'Grouping by the time index itself makes a window of each instant. One run computes twenty windows at most by default; ' +
    'the others wait.',
  evidence: 'src/flow/src/batching_mode.rs:55,77; src/flow/src/batching_mode/state.rs:618-650',
  on: {
    *create_flow(flow, { step }) {
      const window = flowFacts(step)?.window;
      if (window?.length === undefined || window.length >= 1_000_000_000n || isTrapped(flow, window.expr.name)) return;
      yield {
        span: flow.bodySpan,
        message: `Each time window lasts ${spell(window.length)}: group by date_bin or date_trunc of the time index for longer ones`,
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, ts FROM mem GROUP BY ts;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ window-too-small`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
