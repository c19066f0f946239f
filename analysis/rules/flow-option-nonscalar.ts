import { rule } from '../rule.ts';

export default rule({
  id: 'GT005',
  name: 'flow-option-nonscalar',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow option has a value without a scalar text.',
  why: 'NULL, arrays and structs cannot be kept as an option of a flow.',
  evidence: 'src/operator/src/expr_helper.rs:1116-1125',
  explains: ['flow_option_nonscalar'],
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = NULL) AS SELECT host FROM mem;
--                                                        ^^^^ flow-option-nonscalar`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out WITH (defer_on_missing_source = 'true') AS SELECT host FROM mem;`,
  ],
});
