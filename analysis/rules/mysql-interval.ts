import { walk, type IntervalLiteral } from '../../grammar/index.ts';
import { rule, type Finding } from '../rule.ts';

export default rule({
  id: 'GT130',
  name: 'mysql-interval',
  class: 'style',
  severity: 'off',
  since: '0.1.0',
  summary: 'A bare INTERVAL text is not read over the MySQL protocol.',
  why: "MySQL's dialect wants a unit behind the number. '1 hour'::INTERVAL is read over every protocol.",
  evidence: 'src/sql/src/dialect.rs; sqlparser, dialect/mysql.rs',
  on: {
    *any({ step }): Generator<Finding> {
      const { node, text } = step.placed.statement;
      if (node === undefined || step.before.session.protocol === 'mysql') return;
      const found: IntervalLiteral[] = [];
      walk(node, inner => void (inner.kind === 'interval' && found.push(inner as IntervalLiteral)));
      for (const interval of found) {
        if (interval.unit !== undefined || interval.value.kind !== 'literal') continue;
        const written = text.slice(interval.value.span.start, interval.value.span.end);
        yield {
          span: interval.span,
          message: 'Over MySQL an INTERVAL needs a unit',
          fixes: [{ title: 'Write it as a cast', safe: false, edits: [{ span: interval.span, text: `${written}::INTERVAL` }] }],
        };
      }
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts - INTERVAL '1 hour' FROM mem;
--          ^^^^^^^^^^^^^^^^^ mysql-interval`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT ts - '1 hour'::INTERVAL FROM mem;`,
  ],
});
