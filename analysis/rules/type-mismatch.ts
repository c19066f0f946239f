import { rule } from '../rule.ts';

export default rule({
  id: 'GT207',
  name: 'type-mismatch',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'An expression combines types that do not go together.',
  why: 'The operator or the place has no meaning for these types: a cast, or another expression, makes clear what is meant.',
  evidence: 'DataFusion, datafusion-expr/src/type_coercion/binary.rs',
  explains: ['type_mismatch', 'cast_type', 'filter_not_boolean', 'limit', 'json2_append_mode'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts + ts FROM mem;
--     ^^^^^^^ type-mismatch`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT cpu FROM mem WHERE host;
--                        ^^^^ type-mismatch`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts + '1 day'::INTERVAL FROM mem;`,
  ],
});
