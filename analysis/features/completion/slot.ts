import type { OptionScope } from '../../../catalog/index.ts';
import type { Before } from './cursor.ts';

/** What belongs at the cursor. */
export type Slot =
  | { readonly kind: 'statement' }
  /** A name that is being made up. */
  | { readonly kind: 'new_name' }
  | { readonly kind: 'relation'; readonly only?: 'table' | 'view' }
  | { readonly kind: 'flow' }
  | { readonly kind: 'database' }
  /** The columns of one table, or those that the statement itself declares. */
  | { readonly kind: 'column'; readonly of?: readonly string[]; readonly more?: boolean }
  /** An operand; `clause` is the word that began the clause. */
  | { readonly kind: 'expression'; readonly clause: string }
  /** Behind a complete operand: only words of the language go on. */
  | { readonly kind: 'continuation'; readonly clause: string }
  /** Behind a dot. */
  | { readonly kind: 'member'; readonly of: readonly string[]; readonly clause: string }
  | { readonly kind: 'type'; readonly use: 'column' | 'cast' }
  | { readonly kind: 'option_key'; readonly scope: OptionScope }
  | { readonly kind: 'option_value'; readonly scope: OptionScope; readonly key: string }
  | { readonly kind: 'interval' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'engine' }
  | { readonly kind: 'admin' }
  | { readonly kind: 'admin_argument'; readonly function: string }
  | { readonly kind: 'promql'; readonly from: number }
  | { readonly kind: 'word' };

const WORD: Slot = { kind: 'word' };
const NEW_NAME: Slot = { kind: 'new_name' };

/** Decides from the tokens alone; a statement that is broken further back is read all the same. */
export function slotAt(before: Before, inString: boolean): Slot {
  if (before.count === 0) return { kind: 'statement' };
  const promql = promqlFrom(before);
  if (promql !== undefined) return promql;
  const last = before.text(-1);
  if (last === '.') return member(before);
  const timed = timeSlot(before, last);
  if (timed !== undefined) return timed;
  if (last === '::') return { kind: 'type', use: 'cast' };
  const bracket = before.bracket();
  const inBracket = bracket === undefined ? undefined : bracketSlot(before, bracket, inString);
  if (inBracket !== undefined) return inBracket;
  const from = bracket === undefined ? 0 : bracket + 1;
  return querySlot(before, from) ?? headSlot(before);
}

/** `TQL EVAL (…) ` and what follows. */
function promqlFrom(before: Before): Slot | undefined {
  for (let i = before.count - 1; i >= 0; i--) {
    if (before.text(i) !== 'TQL' || !TQL_VERBS.has(before.text(i + 1))) continue;
    let at = i + 2;
    while (before.text(at) === 'VERBOSE' || before.text(at) === 'FORMAT' || (before.text(at - 1) === 'FORMAT' && before.isWord(at))) at++;
    if (before.text(at) !== '(') return at >= before.count ? WORD : { kind: 'promql', from: at };
    let depth = 0;
    for (; at < before.count; at++) {
      if (before.text(at) === '(') depth++;
      else if (before.text(at) === ')' && --depth === 0) return { kind: 'promql', from: at + 1 };
    }
    return { kind: 'expression', clause: 'TQL' };
  }
  return undefined;
}
const TQL_VERBS: ReadonlySet<string> = new Set(['EVAL', 'EVALUATE', 'EXPLAIN', 'ANALYZE']);

/** `a.` and `a.b.`: the parts in front of the dot. */
function member(before: Before): Slot {
  const parts: string[] = [];
  let at = before.count - 1;
  while (before.text(at) === '.' && at > 0 && (before.isWord(at - 1) || before.text(at - 1) === '"')) {
    const token = before.token(at - 1)!;
    parts.unshift(token.quote === '' ? token.value.toLowerCase() : token.value);
    at -= 2;
  }
  const behind = at + 1;
  const word = before.text(behind - 1);
  const clause = RELATION_OPENERS.has(word) || (word === ',' && clauseOf(before, behind).word === 'FROM') ? 'FROM' : 'SELECT';
  return parts.length === 0 ? WORD : { kind: 'member', of: parts, clause };
}

const RELATION_OPENERS: ReadonlySet<string> = new Set([
  'FROM',
  'JOIN',
  'INTO',
  'TABLE',
  'VIEW',
  'TO',
  'DESCRIBE',
  'DESC',
  'TRUNCATE',
  'COPY',
  'EXISTS',
  'LIKE',
]);

/** Intervals and durations are written in strings. */
function timeSlot(before: Before, last: string): Slot | undefined {
  if (last === 'INTERVAL' || (last === 'AFTER' && before.text(-2) === 'EXPIRE')) return { kind: 'interval' };
  if (last === 'ALIGN' || (last === 'RANGE' && before.text(-2) === ')')) return { kind: 'duration' };
  return undefined;
}

/** What stands between brackets is decided by the word in front of them. */
function bracketSlot(before: Before, bracket: number, inString: boolean): Slot | undefined {
  const owner = before.text(bracket - 1);
  const last = before.text(-1);
  const isFirst = last === '(' || last === ',';
  const head = before.text(0);
  if ((owner === 'WITH' || owner === 'CONNECTION') && !hasSelect(before, bracket + 1)) return optionSlot(before, bracket, owner);
  if ((owner === 'KEY' && before.text(bracket - 2) === 'PRIMARY') || (owner === 'INDEX' && before.text(bracket - 2) === 'TIME'))
    return isFirst ? { kind: 'column' } : WORD;
  if (owner === 'COLUMNS' && before.text(bracket - 2) === 'ON') return isFirst ? { kind: 'column' } : WORD;
  if (owner === 'USING' && hasSelect(before, 0)) return isFirst ? { kind: 'expression', clause: 'USING' } : WORD;
  if (head === 'CREATE' && isTableBody(before, bracket)) return columnSlot(before, bracket);
  if (head === 'INSERT' || head === 'REPLACE') {
    const into = insertTarget(before, bracket);
    if (into !== undefined) return isFirst ? { kind: 'column', of: into, more: true } : WORD;
  }
  if (head === 'ADMIN') return inString ? { kind: 'admin_argument', function: owner.toLowerCase() } : WORD;
  if (owner === 'CAST' || owner === 'TRY_CAST') {
    if (last === 'AS') return { kind: 'type', use: 'cast' };
  }
  return undefined;
}

function hasSelect(before: Before, from: number): boolean {
  return clauseOf(before, before.count, from).word !== '';
}

/** `WITH (key = value, …)`. */
function optionSlot(before: Before, bracket: number, owner: string): Slot {
  const scope = scopeOf(before, bracket, owner);
  if (scope === undefined) return WORD;
  const last = before.text(-1);
  if (last === '(' || last === ',') return { kind: 'option_key', scope };
  const key = before.token(-2);
  return last === '=' && key !== undefined ? { kind: 'option_value', scope, key: key.value } : WORD;
}

function scopeOf(before: Before, bracket: number, owner: string): OptionScope | undefined {
  const index = before.text(bracket - 2) === 'INDEX' ? INDEX_SCOPES[before.text(bracket - 3)] : undefined;
  if (index !== undefined) return index;
  const [head, second, third] = [before.text(0), before.text(1), before.text(2)];
  if (head === 'CREATE') {
    const what = second === 'OR' ? before.text(3) : second;
    return what === 'FLOW'
      ? 'create_flow'
      : what === 'TABLE'
        ? 'create_table'
        : what === 'EXTERNAL'
          ? 'create_external_table'
          : what === 'DATABASE' || what === 'SCHEMA'
            ? 'create_database'
            : undefined;
  }
  if (head === 'COPY') {
    if (owner === 'CONNECTION') return 'connection_s3';
    const isDatabase = second === 'DATABASE';
    for (let i = 1; i < bracket; i++) {
      const word = before.text(i);
      if (word === 'TO') return isDatabase ? 'copy_database_to' : second === '(' ? 'copy_query_to' : 'copy_table_to';
      if (word === 'FROM' && second !== '(') return isDatabase ? 'copy_database_from' : 'copy_table_from';
    }
  }
  return head === 'ALTER' && third !== '' ? 'alter_table_repartition' : undefined;
}
const INDEX_SCOPES: Readonly<Record<string, OptionScope>> = {
  FULLTEXT: 'fulltext_index',
  SKIPPING: 'skipping_index',
  VECTOR: 'vector_index',
};

/** The bracket of `CREATE TABLE name (`. */
function isTableBody(before: Before, bracket: number): boolean {
  if (before.bracket(bracket) !== undefined) return false;
  for (let i = 1; i < bracket; i++) {
    const word = before.text(i);
    if (word === 'TABLE') return true;
    if (word === 'AS' || word === '(') return false;
  }
  return false;
}

/** A column definition: its name, its type, its options. */
function columnSlot(before: Before, bracket: number): Slot {
  const last = before.text(-1);
  if (last === '(' || last === ',') return NEW_NAME;
  const previous = before.text(-2);
  const isName = (previous === '(' && before.count - 2 === bracket) || previous === ',';
  if (isName && before.bracket() === bracket) return last === 'PRIMARY' || last === 'TIME' ? WORD : { kind: 'type', use: 'column' };
  return last === 'DEFAULT' ? { kind: 'expression', clause: 'DEFAULT' } : WORD;
}

/** The table of `INSERT INTO t (`, if the bracket is that of its columns. */
function insertTarget(before: Before, bracket: number): readonly string[] | undefined {
  if (before.bracket(bracket) !== undefined) return undefined;
  const parts: string[] = [];
  let at = bracket - 1;
  while (at > 0 && (before.isWord(at) || before.text(at) === '"')) {
    const token = before.token(at)!;
    parts.unshift(token.quote === '' ? token.value.toLowerCase() : token.value);
    if (before.text(at - 1) !== '.') break;
    at -= 2;
  }
  return before.text(at - 1) === 'INTO' ? parts : undefined;
}

const CLAUSES: ReadonlySet<string> = new Set([
  'SELECT',
  'FROM',
  'JOIN',
  'ON',
  'USING',
  'WHERE',
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'ALIGN',
  'QUALIFY',
  'WINDOW',
  'VALUES',
]);

/** The clause of a query that the place behind `end` tokens is in: its first word, looked for on the same level of brackets. */
export function clauseOf(before: Before, end: number, from = 0): { readonly word: string; readonly at: number } {
  for (let i = end - 1; i >= from; i--) {
    const word = before.text(i);
    if (word === ')') {
      i = before.opening(i) ?? from;
      continue;
    }
    if (word === '(' && i < end) return { word: '', at: i };
    if (CLAUSES.has(word) && before.token(i)!.quote === '' && before.text(i - 1) !== '.') return { word, at: i };
  }
  return { word: '', at: from };
}

/** Words behind which an operand must come. */
const OPENERS: ReadonlySet<string> = new Set(
  'SELECT DISTINCT ALL WHERE AND OR XOR NOT ON HAVING BY WHEN THEN ELSE CASE IN LIKE ILIKE BETWEEN QUALIFY LIMIT OFFSET RETURNING DIV REGEXP RLIKE ESCAPE SET'.split(
    ' ',
  ),
);
/** Tokens behind which one must come. */
const OPERATORS: ReadonlySet<string> = new Set(', ( = == <> != < <= > >= + - * / % || && | & ^ ~ -> ->> => := <=> [ @> <@'.split(' '));

function querySlot(before: Before, from: number): Slot | undefined {
  const { word: clause, at } = clauseOf(before, before.count, from);
  if (clause === '' || clause === 'VALUES') return bracketedQuery(before, from);
  const last = before.text(-1);
  const isQuoted = before.token(-1)!.quote !== '';
  switch (clause) {
    case 'FROM':
    case 'JOIN':
      if (last === 'FROM' || last === 'JOIN' || (last === ',' && clause === 'FROM')) return { kind: 'relation' };
      return last === 'AS' ? NEW_NAME : { kind: 'continuation', clause: isBehindJoin(before, at) ? 'JOIN' : 'FROM' };
    case 'USING':
      return { kind: 'continuation', clause: 'FROM' };
    case 'GROUP':
    case 'ORDER':
      if (last === clause) return WORD;
      break;
    default:
  }
  if (last === 'AS') return clause === 'SELECT' ? NEW_NAME : WORD;
  const isStar =
    last === '*' && (before.text(-2) === 'SELECT' || before.text(-2) === ',' || before.text(-2) === '.' || before.text(-2) === '(');
  if ((!isQuoted && OPENERS.has(last)) || (OPERATORS.has(last) && !isStar)) return { kind: 'expression', clause };
  return { kind: 'continuation', clause };
}

function isBehindJoin(before: Before, at: number): boolean {
  return before.text(at) === 'JOIN';
}

/** A bracket that holds no query yet: arguments, a list, or the place where a query begins. */
function bracketedQuery(before: Before, from: number): Slot | undefined {
  if (from === 0) return undefined;
  const owner = before.text(from - 2);
  const last = before.text(-1);
  if (owner === 'OVER')
    return last === 'BY' || last === ',' ? { kind: 'expression', clause: 'OVER' } : { kind: 'continuation', clause: 'OVER' };
  if (QUERY_OPENERS.has(owner) && last === '(') return { kind: 'continuation', clause: 'QUERY' };
  const isQuoted = before.token(-1)!.quote !== '';
  if ((!isQuoted && OPENERS.has(last)) || OPERATORS.has(last)) return { kind: 'expression', clause: 'ARGUMENT' };
  return { kind: 'continuation', clause: 'ARGUMENT' };
}
const QUERY_OPENERS: ReadonlySet<string> = new Set(['AS', 'EXISTS', 'FROM', 'JOIN', 'COPY', 'UNION']);

/** Statements that are no queries, by their first words. */
function headSlot(before: Before): Slot {
  const words = Array.from({ length: Math.min(6, before.count) }, (_, index) => before.text(index)).filter(word => !FILLERS.has(word));
  const [head, second] = words;
  const last = before.text(-1);
  const isLast = (...wanted: readonly string[]): boolean => wanted.includes(last);
  switch (head) {
    case 'CREATE':
      if (last === 'TO') return { kind: 'relation', only: 'table' };
      if (last === 'LIKE') return { kind: 'relation', only: 'table' };
      if (last === '=' && before.text(-2) === 'ENGINE') return { kind: 'engine' };
      return isLast('TABLE', 'VIEW', 'FLOW', 'DATABASE', 'SCHEMA') || (last === 'EXISTS' && before.text(-2) === 'NOT') ? NEW_NAME : WORD;
    case 'DROP':
      if (isLast('TABLE', 'VIEW', 'FLOW', 'DATABASE', 'EXISTS', ','))
        return second === 'FLOW'
          ? { kind: 'flow' }
          : second === 'DATABASE'
            ? { kind: 'database' }
            : { kind: 'relation', only: second === 'VIEW' ? 'view' : 'table' };
      return WORD;
    case 'ALTER':
      return alterSlot(before, second, last);
    case 'INSERT':
    case 'REPLACE':
      return last === 'INTO' ? { kind: 'relation', only: 'table' } : WORD;
    case 'DELETE':
      return last === 'FROM' ? { kind: 'relation', only: 'table' } : WORD;
    case 'TRUNCATE':
      return before.count === 1 || (before.count === 2 && last === 'TABLE') ? { kind: 'relation', only: 'table' } : WORD;
    case 'DESC':
    case 'DESCRIBE':
      return before.count === 1 || (before.count === 2 && last === 'TABLE') ? { kind: 'relation' } : WORD;
    case 'USE':
      return before.count === 1 ? { kind: 'database' } : WORD;
    case 'SHOW':
      return showSlot(before, last);
    case 'COPY':
      return before.count === 1 ? { kind: 'relation', only: 'table' } : last === 'DATABASE' ? { kind: 'database' } : WORD;
    case 'COMMENT':
      return last === 'TABLE' || last === 'COLUMN' ? { kind: 'relation' } : last === 'FLOW' ? { kind: 'flow' } : WORD;
    case 'ADMIN':
      return before.count === 1 ? { kind: 'admin' } : WORD;
    default:
      return WORD;
  }
}
const FILLERS: ReadonlySet<string> = new Set(['OR', 'REPLACE', 'IF', 'NOT', 'EXISTS', 'EXTERNAL', 'TEMPORARY']);

function alterSlot(before: Before, second: string | undefined, last: string): Slot {
  if (before.count === 2)
    return second === 'TABLE' ? { kind: 'relation', only: 'table' } : second === 'DATABASE' ? { kind: 'database' } : WORD;
  if (second === 'DATABASE') return settingSlot(before, 'alter_database_set');
  const of = alteredTable(before);
  if (last === 'COLUMN') return before.text(-2) === 'ADD' ? NEW_NAME : { kind: 'column', of };
  if (last === 'AFTER') return { kind: 'column', of };
  if (last === 'RENAME') return NEW_NAME;
  if (before.text(-2) === 'COLUMN' && (before.text(-3) === 'ADD' || before.text(-3) === 'MODIFY')) return { kind: 'type', use: 'column' };
  return settingSlot(before, 'alter_table_set');
}

/** `SET 'key' = 'value'`. */
function settingSlot(before: Before, scope: OptionScope): Slot {
  const last = before.text(-1);
  if (last === 'SET') return { kind: 'option_key', scope };
  if (last === 'UNSET') return { kind: 'option_key', scope };
  const key = before.token(-2);
  if (last === '=' && key !== undefined) return { kind: 'option_value', scope, key: key.value };
  return last === ',' ? { kind: 'option_key', scope } : WORD;
}

function alteredTable(before: Before): readonly string[] {
  const parts: string[] = [];
  for (let at = 2; before.isWord(at) || before.text(at) === '"'; at += 2) {
    const token = before.token(at)!;
    parts.push(token.quote === '' ? token.value.toLowerCase() : token.value);
    if (before.text(at + 1) !== '.') break;
  }
  return parts;
}

function showSlot(before: Before, last: string): Slot {
  const created = before.text(1) === 'CREATE';
  if (created && before.count === 3)
    return last === 'FLOW'
      ? { kind: 'flow' }
      : last === 'DATABASE'
        ? { kind: 'database' }
        : { kind: 'relation', ...(last === 'VIEW' ? { only: 'view' as const } : {}) };
  if (last === 'FROM' || last === 'IN')
    return /^(?:TABLES|VIEWS|FULL)$/.test(before.text(1)) && before.text(2) !== 'COLUMNS' ? { kind: 'database' } : { kind: 'relation' };
  return WORD;
}
