import { rule } from '../rule.ts';

export default rule({
  id: 'GT098',
  name: 'partition-rule',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The partitions of a table do not cover each value exactly once.',
  why: 'Each possible row must fall under one rule, and only one; rules compare columns with constants of their type.',
  evidence: 'src/partition/src/checker.rs',
  explains: ['partition'],
  bad: [
    `
CREATE TABLE mem (host STRING PRIMARY KEY, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (host) (host < 'm', host > 'm');
--                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ partition-rule`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING PRIMARY KEY, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (host) (host < 'm', host >= 'm');`,
  ],
});
