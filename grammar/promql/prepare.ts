import { PROM_AGGREGATIONS, PROM_FUNCTIONS } from './functions.ts';

/**
 * GreptimeDB reads PromQL with the promql-parser crate, we with the grammar of Prometheus. Where the crate takes more, the text is
 * brought into a shape that grammar knows, without moving a character; names are read from the original text afterwards.
 *
 * - `{a="1" or b="2"}`: `or` becomes a comma.
 * - `5.` loses its dot.
 * - A metric named `offset` gets another name.
 * - A call of any name that is no function of Prometheus becomes a call of `ln`: whether it exists is checked later.
 */
export function prepare(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  let prepared = '';
  let depth = 0;
  let previous = '';
  for (const [token] of text.matchAll(TOKEN)) {
    const after = text.slice(prepared.length + token.length);
    const isInBraces = depth > 0;
    if (token === '{') depth++;
    if (token === '}') depth--;
    if (isInBraces) prepared += STRING_END.test(previous) && /^or$/i.test(token) ? ', ' : token;
    else if (/^[0-9]+\.$/.test(token)) prepared += `${token.slice(0, -1)} `;
    else if (/^offset$/i.test(token) && OPERAND_FOLLOWS.test(previous)) prepared += 'metric';
    else prepared += isUnknownCall(token, after) ? 'ln'.padEnd(token.length) : token;
    if (token.trim() !== '') previous = token;
  }
  return prepared;
}

/** What only the few texts have that need to be changed. */
const UNUSUAL = /[0-9]\.(?![0-9])|\boffset\b|\bor\b|[A-Za-z_:][A-Za-z0-9_:]+\s*\(/i;
/** Blanks, a comment, a string, a word, a number, or any other character. */
const TOKEN =
  /\s+|#[^\n]*|"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?|`[^`]*`?|[A-Za-z_:][A-Za-z0-9_:]*|[0-9]+\.(?![0-9])|[0-9][0-9A-Za-z_.]*|[^]/g;
const STRING_END = /["'`]$/;
const OPERAND_FOLLOWS = /^$|[-+*/%^=<>!(,]$|^(?:and|or|unless|atan2|bool)$/i;

/** Words that may stand before a parenthesis and are no functions. */
const BEFORE_PARENTHESIS: ReadonlySet<string> = new Set([
  ...PROM_AGGREGATIONS.keys(),
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'bool',
  'and',
  'or',
  'unless',
  'atan2',
  'offset',
  'fill',
  'fill_left',
  'fill_right',
  'smoothed',
  'anchored',
]);
/** Functions of the crate that Prometheus has only as parts of durations. */
const ONLY_IN_CRATE: ReadonlySet<string> = new Set(['max_of', 'min_of']);

function isUnknownCall(word: string, after: string): boolean {
  if (word.length < 2 || !/^[A-Za-z_:]/.test(word) || !/^\s*\(/.test(after)) return false;
  if (ONLY_IN_CRATE.has(word)) return true;
  return !PROM_FUNCTIONS.has(word) && !BEFORE_PARENTHESIS.has(word.toLowerCase());
}
