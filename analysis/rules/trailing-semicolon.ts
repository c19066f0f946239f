import { spanOf, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT104',
  name: 'trailing-semicolon',
  class: 'style',
  severity: 'off',
  since: '0.1.0',
  summary: 'The last statement of a file has no semicolon.',
  why: 'Whoever adds a statement behind it, or joins files, gets an error in another place.',
  evidence: 'src/sql/src/parser.rs',
  on: {
    *any({ step }) {
      const last = tokensOf(step.placed.statement).at(-1);
      if (last === undefined || last.image === ';' || step.placed.statement.node === undefined) return;
      const end = { start: last.end, end: last.end };
      yield {
        span: spanOf(last),
        message: 'No semicolon follows',
        fixes: [{ title: 'Add the semicolon', safe: true, edits: [{ span: end, text: ';' }] }],
      };
    },
  },
  bad: [
    `
SELECT 1
--     ^ trailing-semicolon`,
  ],
  good: [
    `
SELECT 1;`,
  ],
});
