import { walk, type Span, type StatementNode, type Tql } from '../../grammar/index.ts';
import { spanOf, tokensOf } from '../repair.ts';
import { rule, type Edit, type Finding } from '../rule.ts';

export default rule({
  id: 'GT103',
  name: 'keyword-case',
  class: 'style',
  severity: 'off',
  since: '0.1.0',
  summary: 'A keyword is written in another case than the others.',
  why: 'One case throughout is easier to read. The option case says which: upper, or lower.',
  evidence: 'none: the database reads both',
  optionsSchema: { type: 'object', properties: { case: { enum: ['upper', 'lower'] } }, additionalProperties: false },
  on: {
    *any({ step, options }): Generator<Finding> {
      const { node, text } = step.placed.statement;
      if (node === undefined) return;
      const isLower = options['case'] === 'lower';
      const names = namesIn(node);
      const edits: Edit[] = [];
      for (const token of tokensOf(step.placed.statement)) {
        const upper = token.image.toUpperCase();
        if (token.quote !== '' || !CLAUSES.has(upper) || names.some(span => token.start >= span.start && token.end <= span.end)) continue;
        const right = isLower ? upper.toLowerCase() : upper;
        if (token.image !== right) edits.push({ span: spanOf(token), text: right });
      }
      const first = edits[0];
      if (first === undefined) return;
      const word = text.slice(first.span.start, first.span.end);
      const more = edits.length === 1 ? '' : `, and ${edits.length - 1} more`;
      // The query of a flow is stored as it is written.
      const safe = node.kind !== 'create_flow';
      yield {
        span: first.span,
        message: `${word} is not in ${isLower ? 'lower' : 'upper'} case${more}`,
        fixes: [{ title: `Write ${isLower ? 'lower' : 'upper'} case`, safe, edits }],
      };
    },
  },
  bad: [
    `
select 1;
--^^^^^^ keyword-case`,
  ],
  good: [
    `
SELECT 1;`,
  ],
});

/** The words that begin and join clauses. EVAL and INTERVAL have one case only. */
const CLAUSES = new Set(
  (
    'SELECT DISTINCT FROM WHERE GROUP BY HAVING ORDER LIMIT OFFSET UNION ALL EXCEPT INTERSECT JOIN LEFT RIGHT INNER OUTER CROSS ON USING AS AND OR NOT IN IS ' +
    'BETWEEN LIKE CASE WHEN THEN ELSE END CREATE TABLE VIEW FLOW DATABASE IF EXISTS REPLACE DROP ALTER ADD COLUMN MODIFY RENAME SET UNSET INSERT INTO VALUES ' +
    'DELETE TRUNCATE SHOW DESCRIBE EXPLAIN ANALYZE PRIMARY KEY TIME INDEX DEFAULT ENGINE WITH PARTITION COLUMNS SINK TO EXPIRE AFTER COMMENT COPY USE'
  ).split(' '),
);

/** Where names, types and PromQL stand: words there are no keywords. */
function namesIn(node: StatementNode): readonly Span[] {
  const spans: Span[] = [];
  walk(node, inner => {
    if (inner.kind === 'ident' || inner.kind === 'type' || inner.kind === 'literal') spans.push(inner.span);
    if (inner.kind === 'tql') spans.push((inner as Tql).promqlSpan);
  });
  return spans;
}
