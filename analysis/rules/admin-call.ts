import { rule } from '../rule.ts';

export default rule({
  id: 'GT310',
  name: 'admin-call',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'An ADMIN function is called with arguments it cannot take.',
  why: 'Each has its own list; what they name must be there.',
  evidence: 'src/common/function/src/admin',
  explains: ['admin_arguments', 'admin_failed'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ADMIN flush_table();
--    ^^^^^^^^^^^^^ admin-call`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ADMIN flush_table('gone');
--                ^^^^^^ admin-call`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ADMIN flush_table('mem');`,
  ],
});
