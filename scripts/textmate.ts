import { KEYWORDS } from '../grammar/index.ts';

/** Words that begin or join clauses: the ones people read SQL by. The others stay plain, for almost nothing is reserved. */
const CLAUSE_WORDS = [
  'SELECT', 'FROM', 'WHERE', 'GROUP', 'BY', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'UNION', 'EXCEPT', 'INTERSECT', 'ALL', 'DISTINCT',
  'WITH', 'RECURSIVE', 'AS', 'ON', 'USING', 'JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'CROSS', 'NATURAL', 'LATERAL', 'VALUES',
  'INSERT', 'INTO', 'REPLACE', 'DELETE', 'CREATE', 'ALTER', 'DROP', 'TRUNCATE', 'TABLE', 'VIEW', 'DATABASE', 'SCHEMA', 'EXTERNAL', 'IF', 'NOT',
  'EXISTS', 'NULL', 'DEFAULT', 'PRIMARY', 'KEY', 'TIME', 'INDEX', 'UNIQUE', 'CONSTRAINT', 'COMMENT', 'PARTITION', 'COLUMNS', 'ENGINE', 'ADD',
  'COLUMN', 'MODIFY', 'RENAME', 'SET', 'UNSET', 'SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN', 'ANALYZE', 'USE', 'ADMIN', 'COPY', 'TO', 'KILL', 'DECLARE',
  'CURSOR', 'CLOSE', 'AND', 'OR', 'XOR', 'IN', 'IS', 'LIKE', 'ILIKE', 'BETWEEN', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END', 'CAST', 'TRY_CAST',
  'EXTRACT', 'INTERVAL', 'OVER', 'WINDOW', 'QUALIFY', 'ASC', 'NULLS', 'FIRST', 'LAST', 'ROWS', 'RANGE', 'GROUPS', 'PRECEDING', 'FOLLOWING',
  'CURRENT', 'ROW', 'UNBOUNDED', 'FILTER', 'ALIGN', 'FILL', 'FULLTEXT', 'AFTER',
] as const;
const FLOW_WORDS = ['FLOW', 'FLOWS', 'SINK', 'EXPIRE', 'EVAL', 'TQL', 'EVALUATE', 'SKIPPING', 'INVERTED', 'VECTOR', 'REPARTITION'] as const;
const TYPE_WORDS = [
  'BOOLEAN', 'BOOL', 'TINYINT', 'SMALLINT', 'INT', 'INTEGER', 'BIGINT', 'UNSIGNED', 'FLOAT', 'DOUBLE', 'DECIMAL', 'STRING', 'TEXT', 'VARCHAR',
  'CHAR', 'BINARY', 'VARBINARY', 'DATE', 'DATETIME', 'TIMESTAMP', 'JSON', 'JSON2',
] as const;
const PROMQL_WORDS = ['by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'offset', 'bool', 'and', 'or', 'unless', 'atan2'] as const;

/** The TextMate grammar of the language, for editors and web pages that colour without a server. */
export function textMateGrammar(): object {
  const known: ReadonlySet<string> = new Set(KEYWORDS);
  const clauses = CLAUSE_WORDS.filter(word => known.has(word));
  return {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'GreptimeDB SQL',
    scopeName: 'source.greptime-sql',
    patterns: [{ include: '#comments' }, { include: '#tql' }, { include: '#strings' }, { include: '#quoted' }, { include: '#words' }, { include: '#rest' }],
    repository: {
      comments: {
        patterns: [
          { name: 'comment.line.double-dash.greptime-sql', match: '--.*$' },
          { name: 'comment.block.greptime-sql', begin: '/\\*', end: '\\*/' },
        ],
      },
      strings: {
        patterns: [
          { name: 'string.quoted.single.greptime-sql', begin: "'", end: "'(?!')", patterns: [{ name: 'constant.character.escape.greptime-sql', match: "''" }] },
          { name: 'string.quoted.other.dollar.greptime-sql', begin: '(\\$\\w*\\$)', end: '\\1' },
        ],
      },
      quoted: {
        patterns: [
          { name: 'variable.other.quoted.double.greptime-sql', match: '"(?:[^"]|"")*"' },
          { name: 'variable.other.quoted.backtick.greptime-sql', match: '`(?:[^`]|``)*`' },
        ],
      },
      words: {
        patterns: [
          { match: wordPattern(['CREATE', 'DROP']) + '(?=\\s+(?:OR\\s+REPLACE\\s+)?FLOW\\b)', name: 'keyword.other.flow.greptime-sql' },
          { name: 'keyword.other.flow.greptime-sql', match: wordPattern(FLOW_WORDS) },
          { name: 'storage.type.greptime-sql', match: wordPattern(TYPE_WORDS) },
          { name: 'constant.language.greptime-sql', match: wordPattern(['TRUE', 'FALSE', 'NULL']) },
          { name: 'keyword.other.greptime-sql', match: wordPattern(clauses) },
          { match: '([A-Za-z_][\\w$#@]*)\\s*(?=\\()', captures: { 1: { name: 'support.function.greptime-sql' } } },
        ],
      },
      rest: {
        patterns: [
          { name: 'constant.numeric.greptime-sql', match: '(?<![\\w.])(?:0x[0-9A-Fa-f]+|\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?L?|\\.\\d+)' },
          { name: 'keyword.operator.greptime-sql', match: '::|<=>|->>|->|#>>|#>|[-+*/%^&|<>=!~]+' },
          { name: 'punctuation.terminator.statement.greptime-sql', match: ';' },
        ],
      },
      tql: {
        begin: '(?i)\\b(TQL)\\s+(EVAL|EVALUATE|EXPLAIN|ANALYZE)\\b(?:\\s+(VERBOSE))?',
        beginCaptures: { 1: { name: 'keyword.other.flow.greptime-sql' }, 2: { name: 'keyword.other.greptime-sql' }, 3: { name: 'keyword.other.greptime-sql' } },
        end: '(?=;)|(?=\\)\\s*(?i:SELECT)\\b)',
        patterns: [
          { include: '#comments' },
          { name: 'meta.tql.parameters.greptime-sql', begin: '\\G\\s*\\(', end: '\\)', patterns: [{ include: '#strings' }, { include: '#words' }, { include: '#rest' }] },
          { include: '#promql' },
        ],
      },
      promql: {
        patterns: [
          { name: 'string.quoted.promql', match: '"(?:\\\\.|[^"\\\\])*"|\'(?:\\\\.|[^\'\\\\])*\'' },
          { name: 'constant.numeric.duration.promql', match: '\\[[^\\]]*\\]|\\b\\d+(?:ms|[smhdwy])\\b' },
          { name: 'keyword.operator.promql', match: `\\b(?:${PROMQL_WORDS.join('|')})\\b|=~|!~|[-+*/%^<>=!]+` },
          { match: '([A-Za-z_]\\w*)(?=\\s*\\(|\\s+(?:by|without)\\s*\\()', captures: { 1: { name: 'support.function.promql' } } },
          { match: '([A-Za-z_]\\w*)\\s*(?==|!=|=~|!~)', captures: { 1: { name: 'variable.other.label.promql' } } },
          { name: 'variable.other.metric.promql', match: '[A-Za-z_:][\\w:]*' },
          { name: 'constant.numeric.promql', match: '\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?' },
        ],
      },
    },
  };
}

function wordPattern(words: readonly string[]): string {
  return `(?i)\\b(?:${words.join('|')})\\b`;
}
