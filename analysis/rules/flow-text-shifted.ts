import { separations } from '../flow_text.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT059',
  name: 'flow-text-shifted',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'The query that GreptimeDB stores for a flow is not the query that is written.',
  why:
    'The server cuts the query out of the statement by counting; characters outside ASCII in front of the query and CRLF ' +
    'line ends make it miss. Here the piece it stores happens to be a query all the same, but another one.',
  evidence: 'src/sql/src/parsers/create_parser.rs:384-419',
  on: {
    *create_flow(flow, { step }) {
      const { text } = step.placed.statement;
      if (step.outcome.verdict.kind === 'rejected' || flow.rawTextBroken === true) return;
      const written = text.slice(flow.bodySpan.start, flow.bodySpan.end).trim();
      const stored = flow.rawText.trim().replace(/;$/, '').trimEnd();
      if (stored === written.replace(/;$/, '').trimEnd()) return;
      const shown = stored.length > 120 ? `${stored.slice(0, 50)} … ${stored.slice(-50)}` : stored;
      yield { span: flow.bodySpan, message: `GreptimeDB stores another query: ${shown}`, fixes: separations(step.placed.statement, flow) };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM mem WHERE host <> 'éé' AND cpu > 10;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flow-text-shifted`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out COMMENT 'e' AS SELECT host, cpu, ts FROM mem;`,
  ],
});
