import { rule } from '../rule.ts';

export default rule({
  id: 'GT212',
  name: 'distinct-order',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'ORDER BY does not fit SELECT DISTINCT.',
  why: 'After duplicates are gone only what is selected is left to sort by; DISTINCT ON must begin the ORDER BY.',
  evidence: 'DataFusion, datafusion-sql/src/select.rs',
  explains: ['distinct_order_by', 'distinct_on'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT DISTINCT host FROM mem ORDER BY cpu;
--                                     ^^^ distinct-order`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT DISTINCT host, cpu FROM mem ORDER BY cpu;`,
  ],
});
