import { parsesWith, spanOf, tokenIndexAt, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT405',
  name: 'missing-comma',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A comma is missing.',
  why: 'With a comma in front of the word that GreptimeDB stumbles over, the statement reads.',
  evidence: 'sqlparser, src/parser/mod.rs',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    const tokens = tokensOf(statement);
    const found = tokenIndexAt(tokens, span.start);
    // The word where it stops, or the one before: `max(a) min(b)` stops at the parenthesis, for min might be an alias.
    for (const index of [found, found - 1]) {
      const token = tokens[index];
      if (token === undefined || index < 2 || [',', ';', ')'].includes(token.image)) continue;
      const edits = [{ span: { start: tokens[index - 1]!.end, end: tokens[index - 1]!.end }, text: ',' }];
      if (!parsesWith(statement, edits)) continue;
      return {
        span: spanOf(token),
        message: `${message} (a comma is missing in front of ${token.image})`,
        fixes: [{ title: 'Add the comma', safe: false, edits }],
      };
    }
    return undefined;
  },
  bad: [
    `
CREATE TABLE mem (host STRING cpu DOUBLE, ts TIMESTAMP TIME INDEX);
--                            ^^^ missing-comma`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem VALUES ('a', 1, 0) ('b', 2, 0);
--                                 ^ missing-comma`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, max(cpu) min(cpu) FROM mem GROUP BY host;
--                       ^ missing-comma`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem VALUES ('a', 1, 0), ('b', 2, 0);`,
  ],
});
