import type { Ident } from '../../grammar/index.ts';
import { rule, type Finding } from '../rule.ts';

export default rule({
  id: 'GT017',
  name: 'folded-name',
  class: 'style',
  severity: 'off',
  since: '0.1.0',
  summary: 'A name with capital letters stands without quotes.',
  why:
    'GreptimeDB folds it to lower case when it is made, and each time it is used. Other tools that show the name show it in ' +
    'lower case.',
  evidence: 'src/sql/src/parsers/create_parser.rs; #5483',
  on: {
    *create_table({ name, columns }) {
      yield* folded([...name.parts, ...columns.map(column => column.name)]);
    },
    *create_view({ name }) {
      yield* folded(name.parts);
    },
    *create_flow({ name, sink }) {
      yield* folded([...name.parts, ...sink.parts]);
    },
  },
  bad: [
    `
CREATE TABLE Mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^ folded-name`,
  ],
  good: [
    `
CREATE TABLE "Mem" (host STRING, ts TIMESTAMP TIME INDEX);`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);`,
  ],
});

function* folded(idents: readonly Ident[]): Generator<Finding> {
  for (const { value, quote, span } of idents) {
    const lower = value.toLowerCase();
    if (quote !== '' || value === lower) continue;
    yield {
      span,
      message: `${value} without quotes is ${lower}`,
      fixes: [{ title: `Write ${lower}`, safe: true, edits: [{ span, text: lower }] }],
    };
  }
}
