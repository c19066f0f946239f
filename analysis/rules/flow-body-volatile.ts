import { walk, type Call } from '../../grammar/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { outputSelect } from '../flow_outputs.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT056',
  name: 'flow-body-volatile',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A flow computes values that change each time they are computed.',
  why:
    'A window is computed anew whenever rows of it come in, so random() and uuid() change results that were there, and so ' +
    'does now() in a flow without EVAL INTERVAL (with it, now() is the scheduled instant).',
  evidence: 'src/flow/src/batching_mode/task.rs',
  on: {
    *create_flow(flow, { step }) {
      const facts = flowFacts(step);
      const select = flow.body.kind === 'query' ? outputSelect(flow.body) : undefined;
      if (facts?.window === undefined || select === undefined) return;
      for (const item of select.items) {
        if (item.kind !== 'item') continue;
        const calls: Call[] = [];
        walk(item.expr, node => void (node.kind === 'call' && calls.push(node as Call)));
        for (const call of calls) {
          const name = call.name.parts.at(-1)!.value.toLowerCase();
          const isClock = CLOCKS.has(name) && facts.made.evalInterval === undefined;
          if (VOLATILE.has(name) || isClock)
            yield { span: call.span, message: `${name}() is another value each time a window is computed anew` };
        }
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, max(random()) AS noise, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                                        ^^^^^^^^ flow-body-volatile`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

const VOLATILE = new Set(['random', 'rand', 'uuid']);
const CLOCKS = new Set(['now', 'current_timestamp', 'current_date', 'current_time', 'today']);
