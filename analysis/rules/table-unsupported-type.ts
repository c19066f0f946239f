import { rule } from '../rule.ts';
import { nearest } from '../spelling.ts';

export default rule({
  id: 'GT083',
  name: 'table-unsupported-type',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column has a type that no table can hold.',
  why: 'Intervals can be computed and cannot be stored.',
  evidence: 'src/operator/src/expr_helper.rs:507-527',
  explains: ['create_table', 'column_type'],
  help: ({ step }, { message, reason, span }) => {
    if (reason !== 'column_type' && !/ is interval type/.test(message)) return undefined;
    const name = /Custom\(ObjectName\(\[Identifier\(Ident \{ value: "([^"]+)"/.exec(message)?.[1];
    const meant = name === undefined ? undefined : nearest(name, TYPES);
    const at = name === undefined ? -1 : step.placed.statement.text.indexOf(name, span.start);
    if (meant === undefined || at === -1) return {};
    const edits = [{ span: { start: at, end: at + name!.length }, text: meant }];
    return { message: `${message}. Did you mean ${meant}?`, fixes: [{ title: `Change to ${meant}`, safe: false, edits }] };
  },
  bad: [
    `
CREATE TABLE mem (host STIRNG, ts TIMESTAMP TIME INDEX);
--                     ^^^^^^ table-unsupported-type`,
    `
CREATE TABLE mem (span INTERVAL, ts TIMESTAMP TIME INDEX);
--                     ^^^^^^^^ table-unsupported-type`,
  ],
  good: [
    `
CREATE TABLE mem (span BIGINT, ts TIMESTAMP TIME INDEX);`,
  ],
});

/** The types one writes most. */
const TYPES = [
  'STRING',
  'VARCHAR',
  'TEXT',
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INT',
  'INTEGER',
  'BIGINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'DATE',
  'TIMESTAMP',
  'BINARY',
  'VARBINARY',
  'JSON',
  'VECTOR',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'FLOAT32',
  'FLOAT64',
  'TIMESTAMP_S',
  'TIMESTAMP_MS',
  'TIMESTAMP_US',
  'TIMESTAMP_NS',
];
