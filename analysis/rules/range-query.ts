import { rule } from '../rule.ts';

export default rule({
  id: 'GT214',
  name: 'range-query',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A RANGE query is not written as GreptimeDB wants it.',
  why:
    'RANGE stands behind an aggregate, ALIGN says the step, BY the series, FILL what to do with gaps; RANGE queries do not ' +
    'nest and take no window functions.',
  evidence: 'src/query/src/range_select/plan_rewrite.rs',
  explains: ['range', 'syntax'],
  help: (_context, { message, reason }) => (reason === 'range' || RANGE.test(message) ? {} : undefined),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts, min(cpu) RANGE '5s' FROM mem;
--         ^^^^^^^^^^^^^^^^^^^ range-query`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts, min(cpu) RANGE '5s' FROM mem ALIGN '0s';
--                                            ^^^^ range-query`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts, min(cpu) FROM mem ALIGN '5s';
--                           ^^^^^^^^^^ range-query`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts, min(cpu) RANGE '5s' FROM mem ALIGN '5s';`,
  ],
});

/** What the parser says of RANGE queries. */
const RANGE = /Illegal Range select|Can't use the RANGE keyword|ALIGN argument|not a valid duration string|Fill|fill option/;
