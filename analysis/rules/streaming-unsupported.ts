import { rule } from '../rule.ts';

export default rule({
  id: 'GT053',
  name: 'streaming-unsupported',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow that streams has a query that the streaming engine cannot run.',
  why:
    'A query that neither aggregates nor removes duplicates streams, and so does any query over a source with an instant ' +
    'TTL. Streaming knows scans, filters, projections and simple aggregates only.',
  evidence: 'src/flow/src/transform/plan.rs:228',
  explains: ['flow_streaming_unsupported'],
  suspects: true,
  // The text of this refusal ends in a debug print that is not foreseen, so it only warns where that is so.
  help: (_context, { message, suspected }) => ({
    message: message.replace(/: $/, ''),
    ...(suspected ? { severity: 'warning' as const } : {}),
  }),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, cpu FROM mem ORDER BY cpu;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ streaming-unsupported`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, cpu FROM mem WHERE cpu > 1;`,
  ],
});
