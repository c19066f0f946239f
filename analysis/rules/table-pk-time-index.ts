import { rule } from '../rule.ts';

export default rule({
  id: 'GT081',
  name: 'table-pk-time-index',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column is both in the primary key and the time index.',
  why: 'The time index is part of the identity of each row anyway; GreptimeDB refuses to hold it twice.',
  evidence: 'src/operator/src/expr_helper.rs:495-504',
  explains: ['create_table'],
  help: ({ step }, { message, span }) => {
    if (!message.endsWith('is both primary key and time index')) return undefined;
    const { node } = step.placed.statement;
    if (node?.kind !== 'create_table') return {};
    const key = node.constraints.find(
      constraint => constraint.kind === 'primary_key_constraint' && constraint.columns.some(column => column.span.start === span.start),
    );
    if (key?.kind !== 'primary_key_constraint' || key.columns.length < 2) return {};
    const index = key.columns.findIndex(column => column.span.start === span.start);
    const cut =
      index === 0 ? { start: span.start, end: key.columns[1]!.span.start } : { start: key.columns[index - 1]!.span.end, end: span.end };
    return { fixes: [{ title: 'Take the time index out of the primary key', safe: true, edits: [{ span: cut, text: '' }] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host, ts));
--                                                                         ^^ table-pk-time-index`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));`,
  ],
});
