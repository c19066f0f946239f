import { rule } from '../rule.ts';
import { keyColumnsOf } from '../table_keys.ts';

export default rule({
  id: 'GT089',
  name: 'high-cardinality-tag',
  class: 'advice',
  severity: 'hint',
  since: '0.1.0',
  summary: 'A column that is unique by its nature is in the primary key.',
  why:
    'Ids of traces, spans, requests and users have as many values as rows. As a field with a SKIPPING INDEX such a column ' +
    'is found as well.',
  evidence: 'docs design-table.md:186-203',
  on: {
    *create_table(table, { step }) {
      for (const { ident, column } of keyColumnsOf(table, step)) {
        if (!UNIQUE.test(column.name)) continue;
        yield {
          span: ident.span,
          message: `'${column.name}' has as many values as rows: a SKIPPING INDEX serves it better than the primary key`,
        };
      }
    },
  },
  bad: [
    `
CREATE TABLE spans (trace_id STRING, took DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (trace_id));
--                                                                                      ^^^^^^^^ high-cardinality-tag`,
  ],
  good: [
    `
CREATE TABLE spans (trace_id STRING SKIPPING INDEX, took DOUBLE, ts TIMESTAMP TIME INDEX);`,
  ],
});

/** `trace_id`, `span_id`, `request_id`, `uuid`, `session_uuid`. */
const UNIQUE = /^(.*_)?(trace_?id|span_?id|request_?id|uuid|guid)$/i;
