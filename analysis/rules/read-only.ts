import { rule } from '../rule.ts';

export default rule({
  id: 'GT303',
  name: 'read-only',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement changes what only the server may change.',
  why: 'The system schemas and the tables that GreptimeDB computes can be read and nothing else.',
  evidence: 'src/operator/src/statement.rs',
  explains: ['read_only'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO information_schema.tables (table_name) VALUES ('x');
--          ^^^^^^^^^^^^^^^^^^^^^^^^^ read-only`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT table_name FROM information_schema.tables;`,
  ],
});
