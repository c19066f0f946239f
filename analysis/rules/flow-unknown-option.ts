import { FLOW_OPTIONS } from '../../catalog/index.ts';
import { rule } from '../rule.ts';
import { nearest } from '../spelling.ts';

export default rule({
  id: 'GT002',
  name: 'flow-unknown-option',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow has an option that GreptimeDB does not know.',
  why: 'WITH takes two options only; any other key is refused with 1004 InvalidArguments, also options of tables such as ttl.',
  evidence: 'src/operator/src/statement/ddl.rs:219-227',
  explains: ['flow_unknown_option'],
  help: (_context, rejection) => {
    const meant = nearest(rejection.detail['key'] ?? '', FLOW_OPTIONS);
    if (meant === undefined) return {};
    return {
      message: `${rejection.message}. Did you mean '${meant}'?`,
      fixes: [{ title: `Change to '${meant}'`, safe: true, edits: [{ span: rejection.span, text: meant }] }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (defer_on_missing_sources = true) AS SELECT host FROM mem;
--                              ^^^^^^^^^^^^^^^^^^^^^^^^ flow-unknown-option`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM mem;`,
  ],
});
