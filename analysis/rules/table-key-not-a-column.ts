import { rule } from '../rule.ts';
import { nearest, written } from '../spelling.ts';

export default rule({
  id: 'GT093',
  name: 'table-key-not-a-column',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The primary key names a column that the table does not have.',
  why: 'Names in the key are folded like any other: a quoted column with capitals must be quoted there too.',
  evidence: 'src/operator/src/expr_helper.rs:430-443',
  explains: ['create_table'],
  help: ({ step }, { message, span }) => {
    const name = /^Invalid SQL, error: column name `(.*)` is not found in column list$/s.exec(message)?.[1];
    const { node } = step.placed.statement;
    if (name === undefined) return undefined;
    if (node?.kind !== 'create_table') return {};
    const meant = nearest(
      name,
      node.columns.map(column => column.name.value),
    );
    if (meant === undefined) return {};
    return {
      message: `${message}. Did you mean '${meant}'?`,
      fixes: [{ title: `Change to '${meant}'`, safe: false, edits: [{ span, text: written(meant) }] }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (hots));
--                                                                   ^^^^ table-key-not-a-column`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));`,
  ],
});
