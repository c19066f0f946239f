import { rule } from '../rule.ts';

export default rule({
  id: 'GT084',
  name: 'table-pk-places',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The primary key is written in more than one place.',
  why: 'Either one column says PRIMARY KEY, or one list does.',
  evidence: 'src/operator/src/expr_helper.rs:585-610',
  explains: ['primary_key'],
  bad: [
    `
CREATE TABLE mem (host STRING PRIMARY KEY, dc STRING PRIMARY KEY, ts TIMESTAMP TIME INDEX);
--                                         ^^ table-pk-places`,
    `
CREATE TABLE mem (host STRING PRIMARY KEY, dc STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (dc));
--                                                                             ^^^^^^^^^^^^^^^^ table-pk-places`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, dc STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host, dc));`,
  ],
});
