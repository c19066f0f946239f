import { rule } from '../rule.ts';

export default rule({
  id: 'GT079',
  name: 'default-before-not-null',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'NOT NULL stands behind DEFAULT, and becomes a part of it.',
  why: 'DEFAULT takes an expression, and 1 NOT NULL is one (it asks whether 1 is not null): write NOT NULL first.',
  evidence: 'src/sql/src/parsers/create_parser.rs; sqlparser, parse_expr',
  explains: ['default'],
  help: ({ step }, { message }) => {
    const { node, text } = step.placed.statement;
    if (node?.kind !== 'create_table' || !/ IS (NOT )?NULL' not supported$/.test(message)) return undefined;
    for (const column of node.columns) {
      const option = column.options.find(candidate => candidate.kind === 'default');
      if (option?.kind !== 'default' || option.expr.kind !== 'is') continue;
      const tail = /\s+((?:NOT\s+)?NULL)$/i.exec(text.slice(0, option.expr.span.end));
      if (tail === null || !message.includes(`'${column.name.value}'`)) continue;
      const edits = [
        { span: { start: tail.index, end: option.expr.span.end }, text: '' },
        { span: { start: option.span.start, end: option.span.start }, text: `${tail[1]!} ` },
      ];
      return {
        span: option.span,
        message: `${message} (${tail[1]!} belongs in front of DEFAULT)`,
        fixes: [{ title: `Put ${tail[1]!} in front of DEFAULT`, safe: true, edits }],
      };
    }
    return undefined;
  },
  bad: [
    `
CREATE TABLE mem (cpu DOUBLE DEFAULT 1 NOT NULL, ts TIMESTAMP TIME INDEX);
--                           ^^^^^^^^^^^^^^^^^^ default-before-not-null`,
  ],
  good: [
    `
CREATE TABLE mem (cpu DOUBLE NOT NULL DEFAULT 1, ts TIMESTAMP TIME INDEX);`,
  ],
});
