import { rule } from '../rule.ts';

export default rule({
  id: 'GT312',
  name: 'set-variable',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A session variable does not exist, or cannot have this value.',
  why: 'GreptimeDB knows the time zone, the query timeout, the read preference and a few that clients of MySQL and PostgreSQL set.',
  evidence: 'src/operator/src/statement/set.rs',
  explains: ['set_variable'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SET foo = 1;
--  ^^^ set-variable`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SET time_zone = 'UTC';`,
  ],
});
