import { isFloat, isTimestamp } from '../../catalog/index.ts';
import { rule } from '../rule.ts';
import { keyColumnsOf } from '../table_keys.ts';

export default rule({
  id: 'GT088',
  name: 'pk-float-or-timestamp',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A number with a fraction, or a timestamp, is in the primary key.',
  why: 'Such values hardly repeat, so nearly each row is a series of its own.',
  evidence: 'docs design-table.md:202',
  on: {
    *create_table(table, { step }) {
      for (const { ident, column } of keyColumnsOf(table, step)) {
        if (!isFloat(column.type) && !isTimestamp(column.type)) continue;
        yield { span: ident.span, message: `'${column.name}' hardly repeats: in the primary key it makes a series of nearly each row` };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (weight DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (weight));
--                                                                     ^^^^^^ pk-float-or-timestamp`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, weight DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));`,
  ],
});
