import { parsesWith, spanOf, tokenIndexAt, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT404',
  name: 'missing-group-by',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'BY is missing behind GROUP or ORDER.',
  why: 'GROUP and ORDER alone begin nothing.',
  evidence: 'sqlparser, src/parser/mod.rs',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    const tokens = tokensOf(statement);
    const found = tokenIndexAt(tokens, span.start);
    for (const index of [found, found - 1]) {
      const token = tokens[index];
      if (token === undefined || !/^(group|order)$/i.test(token.image)) continue;
      const edits = [{ span: { start: token.end, end: token.end }, text: ' BY' }];
      if (!parsesWith(statement, edits)) continue;
      return {
        span: spanOf(token),
        message: `${message}. Did you mean ${token.image.toUpperCase()} BY?`,
        fixes: [{ title: 'Add BY', safe: true, edits }],
      };
    }
    return undefined;
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, max(cpu) FROM mem GROUP host;
--                             ^^^^^ missing-group-by`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem ORDER cpu;
--                   ^^^^^ missing-group-by`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, max(cpu) FROM mem GROUP BY host;`,
  ],
});
