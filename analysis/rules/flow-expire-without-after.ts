import { at } from '../edits.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT013',
  name: 'flow-expire-without-after',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'EXPIRE stands without AFTER, and means nothing.',
  why: 'The parser swallows a lone EXPIRE in silence: the flow is created and never expires anything.',
  evidence: 'src/sql/src/parsers/create_parser.rs:311-327',
  on: {
    *create_flow(flow) {
      if (flow.bareExpire === undefined) return;
      yield {
        span: flow.bareExpire,
        message: 'EXPIRE without AFTER is ignored: the flow gets no expiry',
        fixes: [
          {
            title: 'Remove EXPIRE',
            safe: true,
            edits: [{ span: { start: flow.bareExpire.start, end: flow.bareExpire.end + 1 }, text: '' }],
          },
          { title: "Write EXPIRE AFTER '1 day'", safe: false, edits: [{ span: at(flow.bareExpire.end), text: " AFTER '1 day'" }] },
        ],
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AS SELECT host FROM mem;
--                        ^^^^^^ flow-expire-without-after`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '1 hour' AS SELECT host FROM mem;`,
  ],
});
