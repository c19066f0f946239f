import { rule } from '../rule.ts';

export default rule({
  id: 'GT057',
  name: 'flow-reference-parts',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A sink or source is named by more than three parts.',
  why: 'A table has a catalog, a database and a name, and no more. GreptimeDB reads each part as one.',
  evidence: 'src/operator/src/expr_helper.rs',
  explains: ['flow_reference_parts', 'flow_name_parts', 'table_name_parts'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO a.b.c.out AS SELECT host, cpu FROM mem;
--                    ^^^^^^^^^ flow-reference-parts`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO public.out AS SELECT host, cpu FROM mem;`,
  ],
});
