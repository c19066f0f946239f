import { at } from '../edits.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT306',
  name: 'column-exists',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column is added that the table has already.',
  why: 'ADD COLUMN IF NOT EXISTS passes over it.',
  evidence: 'src/store-api/src/region_request.rs',
  explains: ['column_exists'],
  help: ({ step }, { detail }) => {
    const { node } = step.placed.statement;
    if (node?.kind !== 'alter_table' || node.operation.kind !== 'add_columns') return {};
    const added = node.operation.columns.find(({ column }) => column.name.value.toLowerCase() === detail['column']?.toLowerCase());
    if (added === undefined || added.ifNotExists) return {};
    return { fixes: [{ title: 'Add IF NOT EXISTS', safe: false, edits: [{ span: at(added.column.span.start), text: 'IF NOT EXISTS ' }] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem ADD COLUMN cpu DOUBLE;
--                         ^^^ column-exists`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem ADD COLUMN IF NOT EXISTS cpu DOUBLE;`,
  ],
});
