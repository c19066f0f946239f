import type { Dialect } from './dialect.ts';
import { PUNCTUATION_TEXT, T, type TokenType } from './tokens.ts';

/** One spelling of an operator, and whether PostgreSQL reads on from it into an operator of one's own (`<` into `<#>`). */
interface Spelling {
  readonly text: string;
  /** Absent for a beginning that is no operator by itself (`<-`). */
  readonly type: TokenType | undefined;
  readonly extends: boolean;
}

type Name = keyof typeof PUNCTUATION_TEXT;

const EVERYWHERE: readonly Name[] = [
  'LParen', 'RParen', 'LBracket', 'RBracket', 'LBrace', 'RBrace', 'Comma', 'SemiColon', 'Colon', 'DoubleColon', 'Assignment', 'Eq',
  'DoubleEq', 'RArrow', 'Lt', 'LtEq', 'Spaceship', 'Gt', 'GtEq', 'ShiftLeft', 'ShiftRight', 'ArrowAt', 'Plus', 'Minus', 'Arrow',
  'LongArrow', 'Mul', 'Div', 'Mod', 'Caret', 'CaretAt', 'Ampersand', 'Overlap', 'Pipe', 'StringConcat', 'PGSquareRoot', 'PGCubeRoot',
  'ExclamationMark', 'DoubleExclamationMark', 'ExclamationMarkTilde', 'ExclamationMarkTildeAsterisk', 'ExclamationMarkDoubleTilde',
  'ExclamationMarkDoubleTildeAsterisk', 'Tilde', 'TildeAsterisk', 'DoubleTilde', 'DoubleTildeAsterisk', 'Backslash',
];
/** PostgreSQL's operators of geometry and JSON. */
const POSTGRES_ONLY: readonly Name[] = [
  'Question', 'QuestionAnd', 'QuestionPipe', 'QuestionMarkDash', 'QuestionMarkSharp', 'QuestionMarkDashVerticalBar',
  'QuestionMarkDoubleVerticalBar', 'AmpersandLeftAngleBracket', 'AmpersandRightAngleBracket', 'AmpersandLeftAngleBracketVerticalBar',
  'VerticalBarAmpersandRightAngleBracket', 'TwoWayArrow', 'LeftAngleBracketCaret', 'RightAngleBracketCaret', 'TildeEqual',
  'ShiftLeftVerticalBar', 'VerticalBarShiftRight', 'ArrowAtSign', 'DoubleSharp', 'HashMinus', 'HashArrow', 'HashLongArrow', 'Sharp',
  'AtArrow', 'AtQuestion', 'AtAt', 'AtSign',
];
/** PostgreSQL's tokenizer takes these as they are. */
const FIXED: ReadonlySet<string> = new Set<Name>([
  'LParen', 'RParen', 'LBracket', 'RBracket', 'LBrace', 'RBrace', 'Comma', 'SemiColon', 'Colon', 'DoubleColon', 'Assignment', 'Eq',
  'DoubleEq', 'RArrow', 'Plus', 'Mul', 'Div', 'Caret', 'CaretAt', 'ExclamationMark', 'DoubleExclamationMark', 'ExclamationMarkTilde',
  'ExclamationMarkTildeAsterisk', 'ExclamationMarkDoubleTilde', 'ExclamationMarkDoubleTildeAsterisk', 'Backslash', 'Question', 'QuestionAnd',
  'QuestionPipe', 'QuestionMarkDash', 'QuestionMarkSharp', 'QuestionMarkDashVerticalBar', 'QuestionMarkDoubleVerticalBar',
  'AmpersandRightAngleBracket', 'AmpersandLeftAngleBracketVerticalBar', 'ArrowAtSign', 'AtArrow', 'AtQuestion', 'AtAt', 'AtSign',
]);

type Table = ReadonlyMap<number, readonly Spelling[]>;

function table(names: readonly Name[], more: readonly Spelling[]): Table {
  const rows = new Map<number, Spelling[]>();
  const spellings = names.map(name => ({ text: PUNCTUATION_TEXT[name], type: T[name], extends: !FIXED.has(name) }));
  for (const spelling of [...spellings, { text: '!=', type: T.Neq, extends: false }, { text: '<>', type: T.Neq, extends: true }, ...more]) {
    const first = spelling.text.charCodeAt(0);
    const row = rows.get(first) ?? [];
    row.push(spelling);
    row.sort((a, b) => b.text.length - a.text.length);
    rows.set(first, row);
  }
  return rows;
}

const COMMON_TABLE = table(EVERYWHERE, []);
const POSTGRES_TABLE = table(
  [...EVERYWHERE, ...POSTGRES_ONLY],
  [
    { text: '<|', type: T.ShiftLeftVerticalBar, extends: true },
    ...['<-', '|&', '|>', '@-'].map(text => ({ text, type: undefined, extends: true })),
  ],
);

/**
 * The same as a trie for the dialects without operators of one's own: `nodes[node * 128 + character]` is the next node, `kinds[node]` the
 * kind that ends there (0: none). Node 0 is the beginning, and no node leads back to it.
 */
export const OPERATORS = trie(COMMON_TABLE);

function trie(rows: Table): { readonly nodes: Uint8Array; readonly kinds: Uint16Array } {
  const spellings = [...rows.values()].flat();
  const size = 1 + spellings.reduce((sum, { text }) => sum + text.length, 0);
  const nodes = new Uint8Array(size * 128);
  const kinds = new Uint16Array(size);
  let last = 0;
  for (const { text, type } of spellings) {
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const at = node * 128 + text.charCodeAt(i);
      if (nodes[at] === 0) nodes[at] = ++last;
      node = nodes[at]!;
    }
    kinds[node] = type!.kind;
  }
  return { nodes, kinds };
}

/** Whether a character is an operator, and neither a longer one nor a comment begins with it. */
export function isLone(character: string): boolean {
  if (character === '-' || character === '/') return false;
  const node = OPERATORS.nodes[character.charCodeAt(0)]!;
  return OPERATORS.kinds[node] !== 0 && OPERATORS.nodes.subarray(node * 128, (node + 1) * 128).every(next => next === 0);
}

/** The operator or bracket at `i`: the longest that fits. `type` is absent when its beginning leads nowhere. */
export function punctuationAt(text: string, i: number, dialect: Dialect): { readonly type: TokenType | undefined; readonly end: number } | undefined {
  const spelling = spellingAt(text, i, dialect.postgres ? POSTGRES_TABLE : COMMON_TABLE);
  if (spelling === undefined) return undefined;
  const end = i + spelling.text.length;
  if (!dialect.postgres || !spelling.extends || isFollowedByBlank(text, spelling.type, end)) return { type: spelling.type, end };
  let customEnd = end;
  while (CUSTOM_PARTS.has(text.charCodeAt(customEnd))) customEnd++;
  return customEnd === end ? { type: spelling.type, end } : { type: T.CustomOperator, end: customEnd };
}

function spellingAt(text: string, i: number, spellings: Table): Spelling | undefined {
  const row = spellings.get(text.charCodeAt(i));
  if (row === undefined) return undefined;
  for (const spelling of row) if (text.startsWith(spelling.text, i)) return spelling;
  return undefined;
}

/** `%` and `#` before a blank are complete. */
function isFollowedByBlank(text: string, type: TokenType | undefined, end: number): boolean {
  return (type === T.Mod || type === T.Sharp) && text.charCodeAt(end) === 32;
}

const CUSTOM_PARTS: ReadonlySet<number> = new Set([...'+-*/<>=~!@#%^&|`?'].map(character => character.charCodeAt(0)));
