import { rule } from '../rule.ts';

export default rule({
  id: 'GT004',
  name: 'flow-option-value',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A boolean flow option is neither true nor false.',
  why: 'After trimming, in any case, the value must read true or false; 1, 0, yes and on are refused.',
  evidence: 'src/operator/src/statement/ddl.rs:176-190',
  explains: ['flow_option_value'],
  help: (_context, rejection) => {
    const value = (rejection.detail['value'] ?? '').trim().toLowerCase();
    const meant = ['1', 'yes', 'on', 't', 'y'].includes(value)
      ? 'true'
      : ['0', 'no', 'off', 'f', 'n', ''].includes(value)
        ? 'false'
        : undefined;
    return meant === undefined ? {} : { fixes: [{ title: `Write ${meant}`, safe: false, edits: [{ span: rejection.span, text: meant }] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = 'yes') AS SELECT host FROM mem;
--                                                        ^^^^^ flow-option-value`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = ' TRUE ') AS SELECT host FROM mem;`,
  ],
});
