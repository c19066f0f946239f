import { functionNames } from '../../catalog/index.ts';
import { rule } from '../rule.ts';
import { nearest } from '../spelling.ts';

export default rule({
  id: 'GT202',
  name: 'function-not-found',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement calls a function that GreptimeDB does not have.',
  why: 'GreptimeDB has the functions of DataFusion and its own; many of PostgreSQL and MySQL are not among them.',
  evidence: 'src/common/function/src',
  explains: ['function_not_found', 'table_function_not_found', 'admin_function'],
  help: ({ step }, { message, detail, span, reason }) => {
    const name = detail['name'] ?? detail['function'];
    if (name === undefined) return {};
    const known =
      reason === 'admin_function'
        ? functionNames('admin')
        : reason === 'table_function_not_found'
          ? functionNames('table')
          : functionNames('scalar', 'aggregate', 'window');
    const meant = nearest(name, known);
    const { text } = step.placed.statement;
    if (meant === undefined || text.slice(span.start, span.start + name.length).toLowerCase() !== name.toLowerCase()) return {};
    return {
      message: /Did you mean/.test(message) ? message : `${message}. Did you mean '${meant}'?`,
      fixes: [
        {
          title: `Change to '${meant}'`,
          safe: false,
          edits: [{ span: { start: span.start, end: span.start + name.length }, text: meant }],
        },
      ],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT avgg(cpu) FROM mem;
--     ^^^^ function-not-found`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT avg(cpu) FROM mem;`,
  ],
});
