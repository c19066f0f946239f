import { parseStatement } from '../../../grammar/index.ts';
import type { Cursor } from './cursor.ts';
import { RANKS, type CompletionItem } from './item.ts';
import type { Slot } from './slot.ts';

/** Words that begin a statement. */
const STATEMENTS = [
  'SELECT',
  'WITH',
  'INSERT INTO',
  'DELETE FROM',
  'CREATE TABLE',
  'CREATE TABLE IF NOT EXISTS',
  'CREATE FLOW',
  'CREATE OR REPLACE FLOW',
  'CREATE VIEW',
  'CREATE OR REPLACE VIEW',
  'CREATE DATABASE',
  'CREATE EXTERNAL TABLE',
  'ALTER TABLE',
  'ALTER DATABASE',
  'DROP TABLE',
  'DROP VIEW',
  'DROP FLOW',
  'DROP DATABASE',
  'TRUNCATE TABLE',
  'SHOW TABLES',
  'SHOW FLOWS',
  'SHOW VIEWS',
  'SHOW DATABASES',
  'SHOW CREATE TABLE',
  'SHOW CREATE FLOW',
  'SHOW CREATE VIEW',
  'SHOW CREATE DATABASE',
  'SHOW COLUMNS FROM',
  'SHOW INDEX FROM',
  'DESCRIBE',
  'EXPLAIN',
  'EXPLAIN ANALYZE',
  'USE',
  'SET TIME ZONE',
  'COPY',
  'TQL EVAL (',
  'TQL EXPLAIN (',
  'TQL ANALYZE (',
  'ADMIN',
  'COMMENT ON TABLE',
  'COMMENT ON COLUMN',
  'COMMENT ON FLOW',
  'KILL QUERY',
];

/** What goes on behind a word that wants more. */
const FOLLOWERS: Readonly<Record<string, readonly string[]>> = {
  GROUP: ['BY'],
  ORDER: ['BY'],
  PARTITION: ['BY', 'ON COLUMNS ('],
  SINK: ['TO'],
  EXPIRE: ['AFTER'],
  EVAL: ['INTERVAL'],
  PRIMARY: ['KEY', 'KEY ('],
  TIME: ['INDEX', 'INDEX (', 'ZONE'],
  IS: ['NULL', 'NOT NULL', 'TRUE', 'FALSE', 'NOT TRUE', 'NOT FALSE', 'DISTINCT FROM'],
  NOT: ['NULL', 'EXISTS', 'IN (', 'LIKE', 'BETWEEN'],
  IF: ['NOT EXISTS', 'EXISTS'],
  LEFT: ['JOIN', 'OUTER JOIN'],
  RIGHT: ['JOIN', 'OUTER JOIN'],
  FULL: ['JOIN', 'OUTER JOIN'],
  INNER: ['JOIN'],
  CROSS: ['JOIN'],
  OUTER: ['JOIN'],
  NULLS: ['FIRST', 'LAST'],
  CREATE: [
    'TABLE',
    'TABLE IF NOT EXISTS',
    'FLOW',
    'FLOW IF NOT EXISTS',
    'VIEW',
    'DATABASE',
    'EXTERNAL TABLE',
    'OR REPLACE FLOW',
    'OR REPLACE VIEW',
  ],
  REPLACE: ['FLOW', 'VIEW', 'INTO'],
  OR: ['REPLACE FLOW', 'REPLACE VIEW'],
  DROP: [
    'TABLE',
    'TABLE IF EXISTS',
    'VIEW',
    'VIEW IF EXISTS',
    'FLOW',
    'FLOW IF EXISTS',
    'DATABASE',
    'DATABASE IF EXISTS',
    'COLUMN',
    'DEFAULT',
  ],
  ALTER: ['TABLE', 'DATABASE'],
  SHOW: [
    'TABLES',
    'FULL TABLES',
    'FLOWS',
    'VIEWS',
    'DATABASES',
    'CREATE TABLE',
    'CREATE FLOW',
    'CREATE VIEW',
    'CREATE DATABASE',
    'COLUMNS FROM',
    'INDEX FROM',
    'VARIABLES',
    'PROCESSLIST',
  ],
  INSERT: ['INTO'],
  DELETE: ['FROM'],
  TRUNCATE: ['TABLE'],
  UNION: ['ALL', 'SELECT', 'ALL SELECT', 'DISTINCT'],
  EXCEPT: ['SELECT'],
  INTERSECT: ['SELECT'],
  ADD: ['COLUMN'],
  MODIFY: ['COLUMN'],
  COMMENT: ['ON TABLE', 'ON COLUMN', 'ON FLOW'],
  FILL: ['NULL', 'PREV', 'LINEAR'],
  TQL: ['EVAL (', 'EXPLAIN (', 'ANALYZE ('],
  EXPLAIN: ['ANALYZE', 'ANALYZE VERBOSE', 'VERBOSE', 'SELECT', 'TQL EVAL ('],
  SKIPPING: ['INDEX', 'INDEX WITH ('],
  INVERTED: ['INDEX'],
  FULLTEXT: ['INDEX', 'INDEX WITH ('],
  ON: ['COLUMNS ('],
  KILL: ['QUERY'],
  SET: ['TIME ZONE'],
};

/** The clauses of statements that are no queries, by their first words. The grammar decides which of them may come next. */
const DDL: Readonly<Record<string, readonly string[]>> = {
  'CREATE FLOW': ['IF NOT EXISTS', 'SINK TO', 'EXPIRE AFTER', 'EVAL INTERVAL', 'COMMENT', 'WITH (', 'AS'],
  'CREATE VIEW': ['IF NOT EXISTS', 'AS'],
  'CREATE TABLE': [
    'IF NOT EXISTS',
    'PRIMARY KEY',
    'PRIMARY KEY (',
    'TIME INDEX',
    'TIME INDEX (',
    'NOT NULL',
    'NULL',
    'DEFAULT',
    'COMMENT',
    'SKIPPING INDEX',
    'INVERTED INDEX',
    'FULLTEXT INDEX',
    'VECTOR INDEX',
    'PARTITION ON COLUMNS (',
    'ENGINE =',
    'WITH (',
    'LIKE',
  ],
  'CREATE DATABASE': ['IF NOT EXISTS', 'WITH ('],
  CREATE: ['TABLE', 'FLOW', 'VIEW', 'DATABASE', 'EXTERNAL TABLE', 'OR REPLACE FLOW', 'OR REPLACE VIEW', 'IF NOT EXISTS'],
  ALTER: [
    'ADD COLUMN',
    'DROP COLUMN',
    'MODIFY COLUMN',
    'RENAME',
    'SET',
    'UNSET',
    'FIRST',
    'AFTER',
    'NOT NULL',
    'NULL',
    'DEFAULT',
    'SET DEFAULT',
    'SKIPPING INDEX',
    'INVERTED INDEX',
    'FULLTEXT INDEX',
    'WITH (',
  ],
  INSERT: ['VALUES (', 'SELECT', 'WITH'],
  DELETE: ['WHERE', 'USING'],
  COPY: ['TO', 'FROM', 'WITH (', 'CONNECTION (', 'LIMIT'],
  COMMENT: ['IS'],
  SHOW: ['FROM', 'IN', 'LIKE', 'WHERE'],
  DROP: ['IF EXISTS'],
  TQL: [],
};

const TAILS = ['GROUP BY', 'HAVING', 'ORDER BY', 'LIMIT', 'UNION', 'UNION ALL', 'EXCEPT', 'INTERSECT'];
const TESTS = ['AND', 'OR', 'IN (', 'NOT IN (', 'IS NULL', 'IS NOT NULL', 'BETWEEN', 'LIKE', 'ILIKE'];
const JOINS = ['JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'INNER JOIN', 'FULL JOIN', 'CROSS JOIN'];

/** What may go on behind a complete operand, by the clause. */
const CONTINUATIONS: Readonly<Record<string, readonly string[]>> = {
  SELECT: ['FROM', 'AS', ...TESTS, 'OVER (', 'FILTER (WHERE', 'RANGE', 'FILL', 'WHERE', 'ORDER BY', 'LIMIT', 'UNION', 'UNION ALL'],
  FROM: ['AS', 'WHERE', ...JOINS, 'USING (', 'ALIGN', ...TAILS],
  JOIN: ['ON', 'USING (', 'AS', 'WHERE', ...JOINS, 'ALIGN', ...TAILS],
  ON: [...TESTS, ...JOINS, 'WHERE', 'ALIGN', ...TAILS],
  WHERE: [...TESTS, 'ALIGN', ...TAILS],
  GROUP: ['HAVING', 'ORDER BY', 'LIMIT', 'ALIGN', 'UNION', 'UNION ALL'],
  HAVING: [...TESTS, 'ORDER BY', 'LIMIT', 'UNION', 'UNION ALL'],
  ORDER: ['ASC', 'DESC', 'NULLS FIRST', 'NULLS LAST', 'LIMIT', 'OFFSET'],
  LIMIT: ['OFFSET'],
  ALIGN: ['TO', 'BY (', 'FILL', 'ORDER BY', 'LIMIT'],
  OVER: ['PARTITION BY', 'ORDER BY', 'ASC', 'DESC', 'ROWS', 'RANGE'],
  QUERY: ['SELECT', 'WITH', 'TQL EVAL (', 'VALUES ('],
  ARGUMENT: [...TESTS, 'AS', 'ORDER BY'],
};
const CASE_WORDS = ['WHEN', 'THEN', 'ELSE', 'END'];

/** Words that begin an operand. */
const OPERANDS = ['CASE', 'CASE WHEN', 'NOT', 'NULL', 'TRUE', 'FALSE', 'INTERVAL', 'CAST(', 'EXISTS (', 'DATE', 'TIMESTAMP'];

/** Longer beginnings are not read again for every word. */
const LONGEST_BEGINNING = 20_000;

/** The words of the language that may come next: what could be meant at this place, as far as the grammar lets it stand there. */
export function keywordItems(cursor: Cursor, slot: Slot): readonly CompletionItem[] {
  const style = caseOf(cursor);
  return [...new Set(wordsFor(cursor, slot))].map(word => ({
    label: style === 'lower' && word !== 'EVAL INTERVAL' && word !== 'INTERVAL' ? word.toLowerCase() : word,
    kind: 'keyword',
    rank: RANKS.keyword,
    ...(GOING_ON.has(word) ? { goesOn: true } : {}),
  }));
}

function wordsFor(cursor: Cursor, slot: Slot): readonly string[] {
  const { before } = cursor;
  const words = candidates(cursor, slot);
  if (slot.kind === 'statement' || slot.kind === 'expression') return words;
  const beginning = cursor.text.slice(0, before.token(-1)?.end ?? 0);
  if (beginning.length > LONGEST_BEGINNING) return words;
  const followers = before.token(-1)?.quote === '' ? (FOLLOWERS[before.text(-1)] ?? []) : [];
  const going = followers.filter(word => reads(`${beginning} ${word}`));
  // `GROUP` alone is no beginning of anything; behind any other error nobody can tell, and what could be meant is all there is to say.
  if (!reads(beginning)) return going.length > 0 ? going : words;
  return [...going, ...words.filter(word => reads(`${beginning} ${word}`))];
}

/** Words behind which names are proposed at once. */
const GOING_ON: ReadonlySet<string> = new Set([
  'FROM',
  'JOIN',
  'LEFT JOIN',
  'INNER JOIN',
  'INSERT INTO',
  'SINK TO',
  'EXPIRE AFTER',
  'EVAL INTERVAL',
  'INTERVAL',
  'WITH (',
]);

function candidates({ before }: Cursor, slot: Slot): readonly string[] {
  const last = before.text(-1);
  switch (slot.kind) {
    case 'statement':
      return STATEMENTS;
    case 'expression':
      if (last === 'SELECT') return ['DISTINCT', ...OPERANDS];
      return last === '('
        ? ['DISTINCT', 'SELECT', ...OPERANDS]
        : last === 'NOT'
          ? ['IN (', 'LIKE', 'BETWEEN', 'NULL', ...OPERANDS]
          : OPERANDS;
    case 'continuation':
      return [...(CONTINUATIONS[slot.clause] ?? []), ...(isInCase(before) ? CASE_WORDS : [])];
    case 'relation':
    case 'flow':
    case 'database':
      return ['IF EXISTS', 'IF NOT EXISTS'];
    case 'new_name':
    case 'word':
      return ddlWords(before);
    default:
      return [];
  }
}

function ddlWords(before: Cursor['before']): readonly string[] {
  if (before.text(-1) === 'AS') return ['SELECT', 'WITH', 'TQL EVAL ('];
  const head = before.text(0);
  const second =
    before.text(1) === 'OR'
      ? before.text(3)
      : before.text(1) === 'EXTERNAL'
        ? 'TABLE'
        : before.text(1) === 'SCHEMA'
          ? 'DATABASE'
          : before.text(1);
  return DDL[`${head} ${second}`] ?? DDL[head] ?? [];
}

function isInCase(before: Cursor['before']): boolean {
  let open = 0;
  for (let i = before.count - 1; i >= 0 && open <= 0; i--) {
    const word = before.text(i);
    if (word === 'END') open--;
    if (word === 'CASE') open++;
    if (word === 'SELECT' || word === '(') break;
  }
  return open > 0;
}

/** Whether a text is the beginning of a statement: the parser finds nothing wrong before its end. */
function reads(text: string): boolean {
  const [fault] = parseStatement(text).faults;
  return fault === undefined || fault.span.start >= text.trimEnd().length;
}

/** Keywords are written as somebody writes them. */
function caseOf({ before, prefix }: Cursor): 'upper' | 'lower' {
  if (prefix !== '' && prefix !== prefix.toUpperCase()) return 'lower';
  const first = before.token(0);
  return first !== undefined && first.image === first.image.toLowerCase() && prefix === prefix.toLowerCase() ? 'lower' : 'upper';
}
