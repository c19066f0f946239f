import { rule } from '../rule.ts';

export default rule({
  id: 'GT215',
  name: 'promql-invalid',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The PromQL of a TQL statement is not valid.',
  why: 'TQL hands its text to the PromQL parser: names, label matchers, functions and vectors follow the rules of Prometheus.',
  evidence: 'src/query/src/promql',
  explains: ['promql'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
TQL EVAL (0, 10, '5s') sum(;
--                         ^ promql-invalid`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
TQL EVAL (0, 10, '5s') label_join(mem);
--                     ^^^^^^^^^^^^^^^ promql-invalid`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
TQL EVAL (0, 10, '5s') sum(mem);`,
  ],
});
