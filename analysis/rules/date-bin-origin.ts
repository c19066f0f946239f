import { isString } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT123',
  name: 'date-bin-origin',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'The origin of date_bin is a text, which makes the window a timestamp in nanoseconds.',
  why: 'The time index of the sink is then TIMESTAMP(9), whatever the source has. An origin of the type of the source keeps it.',
  evidence: 'sqlness flow_basic',
  on: {
    *create_flow(flow, { step }) {
      const window = flowFacts(step)?.window?.expr;
      const column = window?.kind === 'call' && window.function === 'date_bin' && window.args.length === 3 ? window.args[1] : undefined;
      const origin = window?.kind === 'call' ? window.args[2] : undefined;
      if (window === undefined || column === undefined || origin?.kind !== 'literal' || !isString(origin.type) || column.type.unit === 'ns')
        return;
      if (
        origin.span.end > step.placed.statement.text.length ||
        flow.rawText.trim() !== step.placed.statement.text.slice(flow.bodySpan.start, flow.bodySpan.end).trim()
      )
        return;
      const type = `TIMESTAMP(${DIGITS[column.type.unit ?? 'ms']})`;
      yield {
        span: origin.span,
        message: `With a text as origin the window has nanoseconds; '${column.name}' has ${column.type.unit ?? 'ms'}`,
        fixes: [
          {
            title: `Cast it to ${type}`,
            safe: false,
            edits: [{ span: { start: origin.span.end, end: origin.span.end }, text: `::${type}` }],
          },
        ],
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts, '2024-01-01 00:00:00') AS w FROM mem GROUP BY w;
--                                                                                     ^^^^^^^^^^^^^^^^^^^^^ date-bin-origin`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts, '2024-01-01 00:00:00'::TIMESTAMP) AS w FROM mem GROUP BY w;`,
  ],
});

const DIGITS = { s: 0, ms: 3, us: 6, ns: 9 } as const;
