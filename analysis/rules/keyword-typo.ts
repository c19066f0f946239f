import { parsesWith, spanOf, tokenIndexAt, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';
import { isNear } from '../spelling.ts';

export default rule({
  id: 'GT403',
  name: 'keyword-typo',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A keyword is misspelled.',
  why: 'With the keyword that is spelled most like it, the statement reads.',
  evidence: 'sqlparser, src/parser/mod.rs',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    const tokens = tokensOf(statement);
    const found = tokenIndexAt(tokens, span.start);
    for (const index of [found, found - 1, found - 2]) {
      const token = tokens[index];
      if (token === undefined || token.quote !== '' || !/^[a-z]{3,}$/i.test(token.image) || WORDS.includes(token.image.toUpperCase()))
        continue;
      for (const meant of WORDS.filter(word => isNear(token.image, word))) {
        const edits = [{ span: spanOf(token), text: token.image === token.image.toLowerCase() ? meant.toLowerCase() : meant }];
        if (!parsesWith(statement, edits)) continue;
        return {
          span: spanOf(token),
          message: `${message}. Did you mean ${meant}?`,
          fixes: [{ title: `Change to ${meant}`, safe: false, edits }],
        };
      }
    }
    return undefined;
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELEC host FROM mem;
--^^^^^ keyword-typo`,
    `
CREATE TABEL mem (host STRING, ts TIMESTAMP TIME INDEX);
--     ^^^^^ keyword-typo`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FORM mem;
--          ^^^^ keyword-typo`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WERE cpu > 1;
--                   ^^^^ keyword-typo`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
INSERT INTO mem VALUSE ('a', 1, 0);
--              ^^^^^^ keyword-typo`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT host FROM mem WHERE cpu > 1;`,
  ],
});

/** The words that statements are built of. */
const WORDS = [
  'SELECT',
  'FROM',
  'WHERE',
  'GROUP',
  'ORDER',
  'HAVING',
  'LIMIT',
  'OFFSET',
  'INSERT',
  'INTO',
  'VALUES',
  'DELETE',
  'CREATE',
  'TABLE',
  'VIEW',
  'FLOW',
  'DATABASE',
  'DROP',
  'ALTER',
  'COLUMN',
  'MODIFY',
  'RENAME',
  'DESCRIBE',
  'DESC',
  'SHOW',
  'TABLES',
  'EXPLAIN',
  'ANALYZE',
  'PRIMARY',
  'INDEX',
  'TIME',
  'ENGINE',
  'WITH',
  'UNION',
  'JOIN',
  'LEFT',
  'INNER',
  'OUTER',
  'DISTINCT',
  'BETWEEN',
  'LIKE',
  'EXISTS',
  'DEFAULT',
  'COMMENT',
  'SINK',
  'EXPIRE',
  'AFTER',
  'INTERVAL',
  'EVAL',
  'PARTITION',
  'COLUMNS',
  'TRUNCATE',
  'COPY',
  'RANGE',
  'ALIGN',
  'FILL',
  'WHEN',
  'THEN',
  'ELSE',
  'CASE',
];
