import { rule } from '../rule.ts';

export default rule({
  id: 'GT408',
  name: 'unknown-statement',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'GreptimeDB does not know a statement that begins like this.',
  why:
    'It reads SELECT, INSERT, DELETE, the statements about tables, views, flows and databases, SHOW, DESCRIBE, EXPLAIN, ' +
    'COPY, TQL, ADMIN and a few more. There is no UPDATE, no MERGE, no CREATE INDEX and no transaction.',
  evidence: 'src/sql/src/parser.rs',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    if (!message.startsWith('SQL statement is not supported')) return undefined;
    const first = /^(\w+)(\s+\w+)?/.exec(statement.text)?.[0].length ?? 0;
    if (span.start >= Math.max(1, first)) return undefined;
    const instead =
      INSTEAD[statement.text.slice(0, first).toUpperCase().replaceAll(/\s+/g, ' ')] ??
      INSTEAD[statement.text.split(/\s/)[0]!.toUpperCase()];
    return instead === undefined ? {} : { message: `${message} (${instead})` };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
UPDATE mem SET cpu = 1;
--^^^^^^ unknown-statement`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE INDEX i ON mem (cpu);
--     ^^^^^ unknown-statement`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem (host, cpu, ts) VALUES ('a', 1, 0);`,
  ],
});

/** What GreptimeDB has instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  UPDATE: 'rows are changed by inserting them again with the same key and time',
  UPSERT: 'INSERT overwrites rows of the same key and time',
  MERGE: 'INSERT overwrites rows of the same key and time',
  BEGIN: 'there are no transactions',
  COMMIT: 'there are no transactions',
  ROLLBACK: 'there are no transactions',
  'CREATE INDEX': 'indexes belong to columns: ALTER TABLE … MODIFY COLUMN … SET … INDEX',
  'CREATE UNIQUE': 'the primary key and the time index together are unique',
  GRANT: 'permissions are a matter of the configuration of the server',
  REVOKE: 'permissions are a matter of the configuration of the server',
};
