import { at } from '../edits.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT068',
  name: 'object-exists',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A table, view or database is created that is there already.',
  why: 'Without IF NOT EXISTS creating something twice is refused (4000 TableAlreadyExists).',
  evidence: 'src/common/meta/src/ddl/create_table.rs',
  explains: ['table_exists', 'database_exists'],
  help: ({ step }, { span }) => {
    const { node } = step.placed.statement;
    const isCreate =
      node?.kind === 'create_table' ||
      node?.kind === 'create_database' ||
      node?.kind === 'create_view' ||
      node?.kind === 'create_table_like' ||
      node?.kind === 'create_external_table';
    if (!isCreate || node.ifNotExists || span.start !== node.name.span.start) return {};
    return {
      fixes: [{ title: 'Add IF NOT EXISTS: keep what is there', safe: false, edits: [{ span: at(span.start), text: 'IF NOT EXISTS ' }] }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^ object-exists`,
    `
CREATE DATABASE public;
--              ^^^^^^ object-exists`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE IF NOT EXISTS mem (host STRING, ts TIMESTAMP TIME INDEX);`,
  ],
});
