import { DIALECTS, KEYWORDS, lex, type Protocol } from '../../grammar/index.ts';
import type { Random } from './random.ts';

/** The tokens of a text as places in it. */
export interface Cuts {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly count: number;
}

export function cutsOf(text: string): Cuts {
  const { starts, ends, count } = lex(text, DIALECTS.http);
  return { text, starts, ends, count };
}

export const PROTOCOLS: readonly Protocol[] = ['http', 'mysql', 'postgres'];

/** Characters on which programs stumble: lone halves, NUL, BOM, marks that turn the direction, joiners, separators, escapes. */
const HARD: readonly string[] = [
  '\ud800',
  '\udfff',
  '\udbff\udfff',
  '\0',
  '\ufeff',
  '\u202e',
  '\u2066',
  '\u200d',
  '\u2028',
  '\u2029',
  '\u0085',
  '\u00a0',
  '\u3000',
  '\x1b[31m',
  '👩‍👩‍👧',
  '🇩🇪',
  'e\u0301',
  'ﷺ',
  'ß',
  'İ',
  'ı',
  'ſ',
  'ﬀ',
  '\u{10ffff}',
  '\r',
  '\r\n',
  '\n',
  '\t',
  '\v',
  '\f',
  '\x7f',
  '\uffff',
  '\u{1f600}',
  '𝔘',
  '한',
  '漢',
];

/** Pieces of SQL that open something, close something else, or end in the middle. */
const SHARDS: readonly string[] = [
  "'",
  '"',
  '`',
  "''",
  '--',
  '/*',
  '*/',
  '/*/',
  '#',
  ';',
  ';;',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '$$',
  '$a$',
  "E'\\",
  "U&'\\",
  "X'1",
  "B'",
  "N'",
  '\\',
  '::',
  ':',
  '?',
  '@@',
  '@',
  '0x',
  '1e',
  '1.',
  '.1',
  '1e999',
  '99999999999999999999999999999999999999999',
  '-',
  '->',
  '->>',
  '<=>',
  '||',
  '=~',
  '!~',
  '!',
  '~',
  '^',
  '%',
  '&',
  '|',
  '<<',
  '>>',
  '{{',
  '}}',
  '<%',
];

/** A text of hard characters, shards and words. */
export function wildText(random: Random, most = 40): string {
  const words = KEYWORDS as readonly string[];
  return random
    .some(most, () => {
      switch (random.below(6)) {
        case 0:
          return random.pick(HARD);
        case 1:
          return random.pick(SHARDS);
        case 2:
          return String.fromCharCode(random.below(0x10000));
        case 3:
          return ` ${random.pick(words)} `;
        case 4:
          return String.fromCodePoint(random.below(0x110000));
        default:
          return random.pick([' ', '\n', 'a', 'ts', '1', "'x'", ',']);
      }
    })
    .join('');
}

/** Bytes of a file that is no text, read as one. */
export function bytesAsText(random: Random, most = 200): string {
  return Buffer.from(random.some(most, () => random.below(256))).toString('utf8');
}

/** A statement that was hurt in one of many ways. */
export function hurt(random: Random, cuts: readonly Cuts[]): string {
  const one = random.pick(cuts);
  const { text, starts, ends, count } = one;
  const token = random.below(count);
  const start = starts[token] ?? 0;
  const end = ends[token] ?? text.length;
  switch (random.below(12)) {
    case 0:
      return text.slice(0, random.below(text.length + 1));
    case 1:
      return text.slice(random.below(text.length + 1));
    case 2:
      return text.slice(0, start) + text.slice(end);
    case 3:
      return `${text.slice(0, end)} ${text.slice(start)}`;
    case 4:
      return text.slice(0, start) + random.pick(KEYWORDS as readonly string[]) + text.slice(end);
    case 5: {
      const other = random.pick(cuts);
      const at = random.below(other.count);
      return text.slice(0, start) + other.text.slice(other.starts[at] ?? 0);
    }
    case 6: {
      const other = random.pick(cuts);
      const at = random.below(other.count);
      return `${text.slice(0, start)}${other.text.slice(other.starts[at] ?? 0, other.ends[at] ?? 0)}${text.slice(end)}`;
    }
    case 7: {
      const at = random.below(text.length + 1);
      return text.slice(0, at) + random.pick(HARD) + text.slice(at);
    }
    case 8: {
      const at = random.below(text.length + 1);
      return text.slice(0, at) + random.pick(SHARDS) + text.slice(at);
    }
    case 9: {
      const next = random.below(count);
      const [a, b] = token < next ? [token, next] : [next, token];
      if (a === b) return text;
      return (
        text.slice(0, starts[a]) +
        text.slice(starts[b], ends[b]) +
        text.slice(ends[a], starts[b]) +
        text.slice(starts[a], ends[a]) +
        text.slice(ends[b])
      );
    }
    case 10:
      return `${text}\n${random.pick(cuts).text}`;
    default:
      return text.slice(0, start) + changedToken(random, text.slice(start, end)) + text.slice(end);
  }
}

const NUMBERS: readonly string[] = [
  '0',
  '-1',
  '1',
  '00',
  '9223372036854775807',
  '9223372036854775808',
  '-9223372036854775809',
  '1e400',
  '1e-400',
  '0.1',
  '123456789012345678901234567890.5',
  '4294967296',
  '1e18',
];
const STRINGS: readonly string[] = [
  "''",
  "'x'",
  "'''''",
  "'1 hour'",
  "'-1s'",
  "'1970-01-01'",
  "'9999-12-31 23:59:59.999999999'",
  "'NaN'",
  '\'{"a": [1, null]}\'',
  "'\ud83d\ude00'",
  "'\\'",
  "'%'",
  "'ä'",
  "'1y 2mon 3d'",
  "'0'",
];
const NAMES: readonly string[] = [
  'a',
  'ts',
  't',
  'SELECT',
  '"x y"',
  '`a``b`',
  '"Ä"',
  'public',
  'information_schema',
  'greptime',
  'numbers',
  '_',
  'host',
  '"ts"',
  'x1',
  'ΑΒΓ',
  'ı',
];

/** Another literal for a literal, another name for a name; operators and brackets stay. */
export function changedToken(random: Random, image: string): string {
  const first = image.charCodeAt(0);
  if (first >= 48 && first <= 57) return random.pick(NUMBERS);
  if (first === 39) return random.pick(STRINGS);
  if (first === 34) return random.pick([...NAMES, ...STRINGS]);
  return /^[\w`]/.test(image) ? random.pick(NAMES) : image;
}

/** Changes literals and names of a text and nothing else, so that it mostly still parses. */
export function changedWords(random: Random, { text, starts, ends, count }: Cuts, many: number): string {
  const chosen = new Set(Array.from({ length: many }, () => random.below(count)));
  let result = '';
  let at = 0;
  for (const token of [...chosen].toSorted((a, b) => a - b)) {
    if (token >= count) continue;
    const image = text.slice(starts[token], ends[token]);
    if ((KEYWORDS as readonly string[]).includes(image.toUpperCase()) && random.chance(0.8)) continue;
    result += text.slice(at, starts[token]) + changedToken(random, image);
    at = ends[token]!;
  }
  return result + text.slice(at);
}

/** Something put into itself, many times over. */
export function deepText(random: Random): string {
  const depth = 1 + random.below(random.pick([10, 60, 400]));
  const [open, close] = random.pick([
    ['(', ')'],
    ['SELECT (', ')'],
    ['SELECT * FROM (', ')'],
    ['[', ']'],
    ['CASE WHEN a THEN ', ' END'],
    ['NOT ', ''],
    ['- ', ''],
    ['EXPLAIN ', ''],
    ['f(', ')'],
    ['a::', 'INT'],
    ['ARRAY<', '>'],
    ['STRUCT<a ', '>'],
    ['x IN (', ')'],
    ['WITH a AS (', ') SELECT 1'],
    ['sum(', ')'],
    ['{a: ', '}'],
  ] as const);
  const chain = random.pick([
    ' + 1',
    ' AND a',
    ' OR (a)',
    ', a',
    '.a',
    '[0]',
    '::INT',
    ' UNION SELECT 1',
    ' JOIN t ON a',
    ' COLLATE x',
    ' IS NULL',
    '; SELECT 1',
    " || 'x'",
    '->a',
    ' RANGE 1',
  ]);
  const many = random.below(random.pick([3, 60, 2_000]));
  const prefix = random.pick([
    '',
    'SELECT ',
    'SELECT * FROM t WHERE ',
    "TQL EVAL (0, 1, '1s') ",
    'CREATE FLOW f SINK TO s AS SELECT ',
    'INSERT INTO t VALUES (',
  ]);
  return (
    prefix +
    open.repeat(depth) +
    random.pick(['1', 'a', 'SELECT 1', '']) +
    close.repeat(random.chance(0.8) ? depth : depth - 1) +
    chain.repeat(many)
  );
}
