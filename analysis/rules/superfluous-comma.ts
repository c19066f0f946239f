import { parsesWith, spanOf, tokenIndexAt, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT406',
  name: 'superfluous-comma',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A comma stands where nothing follows.',
  why: 'Without the comma in front of the word that GreptimeDB stumbles over, the statement reads.',
  evidence: 'sqlparser, src/parser/mod.rs',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    const tokens = tokensOf(statement);
    const found = tokenIndexAt(tokens, span.start);
    for (const index of [found, found - 1, found - 2]) {
      const token = tokens[index];
      if (token?.image !== ',') continue;
      const edits = [{ span: spanOf(token), text: '' }];
      if (!parsesWith(statement, edits)) continue;
      return {
        span: spanOf(token),
        message: `${message} (the comma is one too many)`,
        fixes: [{ title: 'Remove the comma', safe: true, edits }],
      };
    }
    return undefined;
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host,, cpu FROM mem;
--          ^ superfluous-comma`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
WITH a AS (SELECT 1), SELECT * FROM a;
--                  ^ superfluous-comma`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host, cpu FROM mem;`,
  ],
});
