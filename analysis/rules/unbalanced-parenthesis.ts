import { parsesWith, spanOf, tokenIndexAt, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT407',
  name: 'unbalanced-parenthesis',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A parenthesis is not closed, or one too many is.',
  why: 'With the parentheses balanced the statement reads.',
  evidence: 'sqlparser, src/parser/mod.rs',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    const tokens = tokensOf(statement);
    let depth = 0;
    for (const { image } of tokens) depth += image === '(' ? 1 : image === ')' ? -1 : 0;
    if (depth === 1) {
      const end = tokens.at(-1)!.image === ';' ? tokens.at(-2)!.end : tokens.at(-1)!.end;
      const edits = [{ span: { start: end, end }, text: ')' }];
      return parsesWith(statement, edits)
        ? {
            message: `${message} (a parenthesis is not closed)`,
            fixes: [{ title: 'Close the parenthesis at the end', safe: false, edits }],
          }
        : undefined;
    }
    const token = tokens[tokenIndexAt(tokens, span.start)];
    if (depth !== -1 || token?.image !== ')') return undefined;
    const edits = [{ span: spanOf(token), text: '' }];
    return parsesWith(statement, edits)
      ? { message: `${message} (nothing is open that it could close)`, fixes: [{ title: 'Remove the parenthesis', safe: false, edits }] }
      : undefined;
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE (cpu > 1;
--                                 ^ unbalanced-parenthesis`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE cpu > 1);
--                                ^ unbalanced-parenthesis`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX;
--                                                    ^ unbalanced-parenthesis`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE (cpu > 1);`,
  ],
});
