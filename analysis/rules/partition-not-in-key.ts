import { rule } from '../rule.ts';
import { keyColumnsOf } from '../table_keys.ts';

export default rule({
  id: 'GT092',
  name: 'partition-not-in-key',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A table is partitioned by a column outside its primary key.',
  why: 'Rows are found by their key; a partition column that is no part of it sends each look-up to every partition.',
  evidence: 'docs design-table.md',
  on: {
    *create_table(table, { step }) {
      const keys = keyColumnsOf(table, step);
      if (table.partitions === undefined || keys.length === 0) return;
      for (const ident of table.partitions.columns) {
        const name = ident.quote === '' ? ident.value.toLowerCase() : ident.value;
        if (!keys.some(({ column }) => column.name === name))
          yield { span: ident.span, message: `'${name}' is no part of the primary key` };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING PRIMARY KEY, area STRING, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (area) (area < 'm', area >= 'm');
--                                                                                                     ^^^^ partition-not-in-key`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, area STRING, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host, area)) PARTITION ON COLUMNS (area) (area < 'm', area >= 'm');`,
  ],
});
