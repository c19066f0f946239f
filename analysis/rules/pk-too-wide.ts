import { rule } from '../rule.ts';

export default rule({
  id: 'GT087',
  name: 'pk-too-wide',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'The primary key has more than five columns.',
  why: 'Every row carries its key; wide keys make many series, and slow writing and reading.',
  evidence: 'docs design-table.md:184',
  optionsSchema: { type: 'object', properties: { columns: { type: 'integer', minimum: 1 } }, additionalProperties: false },
  on: {
    *create_table(table, { options, step }) {
      const key = table.constraints.find(constraint => constraint.kind === 'primary_key_constraint');
      const most = typeof options['columns'] === 'number' ? options['columns'] : 5;
      if (step.outcome.verdict.kind === 'rejected' || key?.kind !== 'primary_key_constraint' || key.columns.length <= most) return;
      yield { span: key.span, message: `The primary key has ${key.columns.length} columns; more than ${most} slow the table down` };
    },
  },
  bad: [
    `
CREATE TABLE mem (a STRING, b STRING, c STRING, d STRING, e STRING, f STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (a, b, c, d, e, f));
--                                                                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pk-too-wide`,
  ],
  good: [
    `
CREATE TABLE mem (a STRING, b STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (a, b));`,
  ],
});
