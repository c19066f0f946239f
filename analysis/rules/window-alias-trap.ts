import type { Query } from '../../grammar/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { outputSelect } from '../flow_outputs.ts';
import { trappedItem } from '../flow_windows.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT038',
  name: 'window-alias-trap',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A window has the name of the time index, and GROUP BY means the time index.',
  why:
    'In GROUP BY a column of the table wins over an alias of the SELECT list. Each instant becomes a group, and the window ' +
    'that was meant is none. Give it another name.',
  evidence: 'src/flow/src/batching_mode/time_window.rs, its tests',
  on: {
    *create_flow(flow, { step }) {
      const window = flowFacts(step)?.window;
      const item = window === undefined ? undefined : trappedItem(flow, window.expr.name);
      if (item === undefined) return;
      const groups = outputSelect(flow.body as Query)?.groupBy?.exprs ?? [];
      const key = groups.find(expr => expr.kind === 'identifier' && expr.ident.value.toLowerCase() === item.alias!.value.toLowerCase());
      const text = step.placed.statement.text.slice(item.expr.span.start, item.expr.span.end);
      yield {
        span: item.alias!.span,
        message: `GROUP BY ${item.alias!.value} groups by the column, not by this window`,
        fixes: key === undefined ? [] : [{ title: 'Group by the window', safe: false, edits: [{ span: key.span, text }] }],
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS ts FROM mem GROUP BY ts;
--                    ^^^ sink-placeholder-index
--                                                                                        ^^ window-alias-trap`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
