import { rule } from '../rule.ts';

export default rule({
  id: 'GT024',
  name: 'expire-after-negative',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'EXPIRE AFTER is negative in a flow that streams.',
  why:
    'The streaming engine takes no negative duration. A batching flow takes it, and then everything has expired before it ' +
    'arrives (see expire-after-nothing).',
  evidence: 'src/flow/src/adapter.rs:79-95',
  explains: ['flow_expire_after_negative'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '-1 day' AS SELECT host, cpu FROM mem;
--                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^ expire-after-negative`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EXPIRE AFTER '1 day' AS SELECT host, cpu FROM mem;`,
  ],
});
