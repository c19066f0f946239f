import { parsesWith, spanOf, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT016',
  name: 'flow-typo',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A clause of a flow is nearly right.',
  why:
    'SINK TO, EXPIRE AFTER, EVAL INTERVAL and IF NOT EXISTS are fixed phrases; GreptimeDB names the word that it met, and ' +
    'this rule the one that was meant.',
  evidence: 'src/sql/src/parsers/create_parser.rs:487-514',
  explains: ['syntax'],
  help: ({ step }, { message }) => {
    const { statement } = step.placed;
    if (!/^create\s+(or\s+replace\s+)?flow\b/i.test(statement.text)) return undefined;
    const tokens = tokensOf(statement);
    for (const [index, token] of tokens.entries()) {
      const word = token.image.toUpperCase();
      const next = tokens[index + 1];
      if (word === 'AS' && index > 3) return undefined;
      const right = next === undefined ? undefined : PHRASES[`${word} ${next.image.toUpperCase()}`];
      const edits =
        right !== undefined
          ? [{ span: { start: token.start, end: next!.end }, text: right }]
          : word === 'EXIST'
            ? [{ span: spanOf(token), text: 'EXISTS' }]
            : word === 'INTO' && tokens[index - 1]?.image.toUpperCase() !== 'SINK'
              ? [{ span: spanOf(token), text: 'SINK TO' }]
              : undefined;
      if (edits === undefined || !parsesWith(statement, edits)) continue;
      const { span, text } = edits[0]!;
      return { span, message: `${message}. Did you mean ${text}?`, fixes: [{ title: `Write ${text}`, safe: true, edits }] };
    }
    return undefined;
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK INTO out AS SELECT host, cpu FROM mem;
--            ^^^^^^^^^ flow-typo`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW IF NOT EXIST f SINK TO out AS SELECT host, cpu FROM mem;
--                 ^^^^^ flow-typo`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL EVERY '1 minute' AS SELECT host, cpu FROM mem;
--                        ^^^^^^^^^^ flow-typo`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f INTO out AS SELECT host, cpu FROM mem;
--            ^^^^ flow-typo`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW IF NOT EXISTS f SINK TO out EVAL INTERVAL '1 minute' AS SELECT host, cpu FROM mem;`,
  ],
});

/** What is written, and what GreptimeDB reads. */
const PHRASES: Readonly<Record<string, string>> = {
  'SINK INTO': 'SINK TO',
  'SINK AS': 'SINK TO',
  'EVAL EVERY': 'EVAL INTERVAL',
  'EVALUATE EVERY': 'EVAL INTERVAL',
  'EVALUATION INTERVAL': 'EVAL INTERVAL',
  'EVALUATE INTERVAL': 'EVAL INTERVAL',
  'REFRESH EVERY': 'EVAL INTERVAL',
  'REFRESH INTERVAL': 'EVAL INTERVAL',
  'EXPIRES AFTER': 'EXPIRE AFTER',
  'EXPIRE IN': 'EXPIRE AFTER',
};
