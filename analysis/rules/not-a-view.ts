import { rule } from '../rule.ts';

export default rule({
  id: 'GT075',
  name: 'not-a-view',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement needs a view, and finds none of this name.',
  why: 'DROP VIEW and SHOW CREATE VIEW do not take tables.',
  evidence: 'src/common/meta/src/ddl/drop_view.rs',
  explains: ['view_not_found', 'not_a_view'],
  help: ({ step }, { span }) => {
    const { node, text } = step.placed.statement;
    if (node?.kind !== 'drop_view' || node.names.length !== 1) return {};
    const word = /\bVIEW\b/i.exec(text.slice(0, span.start));
    return word === null
      ? {}
      : {
          fixes: [
            {
              title: 'Drop the table of this name',
              safe: false,
              edits: [{ span: { start: word.index, end: word.index + 4 }, text: 'TABLE' }],
            },
          ],
        };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
DROP VIEW mem;
--        ^^^ not-a-view`,
    `
SHOW CREATE VIEW gone;
--               ^^^^ not-a-view`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE VIEW v AS SELECT host FROM mem;
DROP VIEW v;`,
  ],
});
