import { rule } from '../rule.ts';

export default rule({
  id: 'GT206',
  name: 'function-arguments',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A function gets arguments that it cannot take.',
  why: 'Their number or their types do not match any of its signatures; GreptimeDB converts few types silently.',
  evidence: 'DataFusion, datafusion-expr/src/type_coercion/functions.rs',
  explains: ['function_arguments'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT sum(host) FROM mem;
--     ^^^^^^^^^ function-arguments`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT sum(cpu) FROM mem;`,
  ],
});
