import { KEYWORDS, TEXT_WORDS, type Keyword, type TextWord } from './keywords.ts';

/**
 * The kinds of token. The objects have the shape Chevrotain wants of a token type, but need no Chevrotain: the lexer and the
 * fast engine work with `kind`, a small dense number.
 */
export interface TokenType {
  readonly name: string;
  readonly kind: number;
  /** As messages print it after `Expected: `. */
  readonly LABEL: string;
  readonly CATEGORIES: readonly TokenType[];
}

const types: TokenType[] = [];

function type(name: string, label: string, ...categories: readonly TokenType[]): TokenType {
  return typeWithin(name, label, categories);
}

function typeWithin(name: string, label: string, categories: readonly TokenType[]): TokenType {
  const made: TokenType = { name, kind: types.length, LABEL: label, CATEGORIES: categories };
  types.push(made);
  return made;
}

// ── categories ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
/** Any token at all: `FILL <any>`, `TO <any>`, TQL bodies. */
const Any = type('Any', 'any token');
/** Any word, keyword or not, quoted or not: almost nothing is reserved in this dialect. */
const Word = type('Word', 'identifier', Any);
/** What stands between two operands and takes part in precedence climbing as a plain binary operator. */
const BinaryOperator = type('BinaryOperator', 'operator', Any);

const String = type('String', 'string', Any);

// ── tokens with a content ───────────────────────────────────────────────────────────────────────────────────────────────────
const content = {
  Number: type('Number', 'number', Any),
  /** `'…'`; also the category of `"…"` in MySQL, which is taken for one wherever nothing else is said. */
  String,
  /** `"…"` in MySQL, where it is a string. */
  DoubleQuotedString: type('DoubleQuotedString', 'string', String, Any),
  NationalString: type('NationalString', 'national string', Any),
  HexString: type('HexString', 'hex string', Any),
  DollarString: type('DollarString', 'dollar string', Any),
  /** `E'…'`, PostgreSQL. */
  EscapedString: type('EscapedString', 'escaped string', Any),
  /** `U&'…'`, PostgreSQL. */
  UnicodeString: type('UnicodeString', 'unicode string', Any),
  /** `B'…'`, MySQL and PostgreSQL. */
  BitString: type('BitString', 'bit string', Any),
  /** `?`, `?12`, `$1`, `$name`. */
  Placeholder: type('Placeholder', 'placeholder', Any),
  /** An operator spelled with PostgreSQL's custom operator characters. */
  CustomOperator: type('CustomOperator', 'operator', BinaryOperator, Any),
  /** A character that starts no token. The lexer is total; the grammar has no place for it. */
  Char: type('Char', 'character', Any),
} as const;

// ── punctuation and operators ───────────────────────────────────────────────────────────────────────────────────────────────
const PUNCTUATION = {
  LParen: '(', RParen: ')', LBracket: '[', RBracket: ']', LBrace: '{', RBrace: '}',
  Comma: ',', SemiColon: ';', Period: '.', Colon: ':', DoubleColon: '::', Assignment: ':=',
  Eq: '=', DoubleEq: '==', RArrow: '=>', Neq: '<>', Lt: '<', LtEq: '<=', Spaceship: '<=>', Gt: '>', GtEq: '>=',
  ShiftLeft: '<<', ShiftRight: '>>', ArrowAt: '<@', AtArrow: '@>', AtQuestion: '@?', AtAt: '@@', AtSign: '@',
  Plus: '+', Minus: '-', Mul: '*', Div: '/', Mod: '%', Caret: '^', CaretAt: '^@',
  Ampersand: '&', Overlap: '&&', Pipe: '|', StringConcat: '||', PGSquareRoot: '|/', PGCubeRoot: '||/',
  ExclamationMark: '!', DoubleExclamationMark: '!!', ExclamationMarkTilde: '!~', ExclamationMarkTildeAsterisk: '!~*',
  ExclamationMarkDoubleTilde: '!~~', ExclamationMarkDoubleTildeAsterisk: '!~~*',
  Tilde: '~', TildeAsterisk: '~*', DoubleTilde: '~~', DoubleTildeAsterisk: '~~*',
  Arrow: '->', LongArrow: '->>', HashArrow: '#>', HashLongArrow: '#>>', HashMinus: '#-', Sharp: '#', Backslash: '\\',
  Question: '?', QuestionAnd: '?&', QuestionPipe: '?|', QuestionMarkDash: '?-', QuestionMarkSharp: '?#',
  AmpersandLeftAngleBracket: '&<', AmpersandRightAngleBracket: '&>', AmpersandLeftAngleBracketVerticalBar: '&<|',
  VerticalBarAmpersandRightAngleBracket: '|&>', TwoWayArrow: '<->', LeftAngleBracketCaret: '<^', RightAngleBracketCaret: '>^',
  QuestionMarkDashVerticalBar: '?-|', QuestionMarkDoubleVerticalBar: '?||', TildeEqual: '~=', ShiftLeftVerticalBar: '<<|',
  VerticalBarShiftRight: '|>>', VerticalBarRightAngleBracket: '|>', ArrowAtSign: '@-@', DoubleSharp: '##',
} as const;
type Punctuation = keyof typeof PUNCTUATION;

/** Punctuation that is a binary operator in every dialect, or in one of them. */
const BINARY_PUNCTUATION: ReadonlySet<string> = new Set<Punctuation>([
  'Assignment', 'Eq', 'DoubleEq', 'Neq', 'Lt', 'LtEq', 'Spaceship', 'Gt', 'GtEq', 'ShiftLeft', 'ShiftRight', 'ArrowAt', 'AtArrow',
  'AtQuestion', 'AtAt', 'AtSign', 'Plus', 'Minus', 'Mul', 'Div', 'Mod', 'Caret', 'CaretAt', 'Ampersand', 'Overlap', 'Pipe', 'StringConcat',
  'ExclamationMarkTilde', 'ExclamationMarkTildeAsterisk', 'ExclamationMarkDoubleTilde', 'ExclamationMarkDoubleTildeAsterisk', 'Tilde',
  'TildeAsterisk', 'DoubleTilde', 'DoubleTildeAsterisk', 'Arrow', 'LongArrow', 'HashArrow', 'HashLongArrow', 'HashMinus', 'Sharp',
  'Question', 'QuestionAnd', 'QuestionPipe', 'QuestionMarkDash', 'QuestionMarkSharp', 'AmpersandLeftAngleBracket',
  'AmpersandRightAngleBracket', 'AmpersandLeftAngleBracketVerticalBar', 'VerticalBarAmpersandRightAngleBracket', 'TwoWayArrow',
  'LeftAngleBracketCaret', 'RightAngleBracketCaret', 'QuestionMarkDashVerticalBar', 'QuestionMarkDoubleVerticalBar', 'TildeEqual',
  'ShiftLeftVerticalBar', 'VerticalBarShiftRight', 'DoubleSharp',
]);
const BINARY_WORDS: ReadonlySet<string> = new Set<Keyword>(['AND', 'OR', 'XOR', 'OVERLAPS', 'DIV']);

type Named<K extends string> = { readonly [P in K]: TokenType };

/** By name. `Object.fromEntries` takes ten times as long for a thousand names. */
function named<K extends string>(names: readonly K[], make: (name: K) => TokenType): Named<K> {
  const made: Record<string, TokenType> = {};
  for (const name of names) made[name] = make(name);
  return made as Named<K>;
}

const OPERATORS = [BinaryOperator, Any];
const OTHERS = [Any];
const WORDS = [Word];
const OPERATOR_WORDS = [Word, BinaryOperator];
const punctuation = named(Object.keys(PUNCTUATION) as Punctuation[], name =>
  typeWithin(name, PUNCTUATION[name], BINARY_PUNCTUATION.has(name) ? OPERATORS : OTHERS),
);
// The words come last and PlainWord before them: whether a kind is a word is one comparison.
/** A word that is neither keyword nor text word, or a quoted one. */
const PlainWord = type('PlainWord', 'identifier', Word);
const keywords = named<Keyword>(KEYWORDS, word => typeWithin(word, word, BINARY_WORDS.has(word) ? OPERATOR_WORDS : WORDS));
const textWords = named<TextWord>(Object.keys(TEXT_WORDS) as TextWord[], word => typeWithin(word, word, WORDS));

/** Every token type by name: `T.SELECT`, `T.Comma`, `T.Word`, `T.TQL`. */
export const T = { Any, Word, BinaryOperator, PlainWord, ...content, ...punctuation, ...keywords, ...textWords };

/** All of them, at their `kind`. */
export const TOKEN_TYPES: readonly TokenType[] = types;

/** The first kind that is a word; every kind from here on is one. */
export const FIRST_WORD = PlainWord.kind;
/** The kind after the last stands for the end of the text. */
export const END = types.length;

const FIRST_TEXT_WORD = END - Object.keys(TEXT_WORDS).length;

/** Whether tokens of the kind are unquoted words of the keyword table. */
export function isKeywordKind(kind: number): boolean {
  return kind > FIRST_WORD && kind < FIRST_TEXT_WORD;
}

/** Whether tokens of the kind are words that may be quoted. */
export function isQuotableKind(kind: number): boolean {
  return kind === FIRST_WORD || (kind >= FIRST_TEXT_WORD && kind < END);
}

/** The type of a quoted word: the few words that are matched by their text keep their type. */
export function typeOfQuotedWord(content_: string): TokenType {
  const upperCased = content_.toUpperCase();
  const row = Object.hasOwn(TEXT_WORDS, upperCased) ? TEXT_WORDS[upperCased as TextWord] : undefined;
  return row?.quoted === true ? textWords[upperCased as TextWord] : PlainWord;
}

/** The text of a punctuation token's type, for the lexer. */
export const PUNCTUATION_TEXT: { readonly [P in Punctuation]: string } = PUNCTUATION;

/** How an identifier is written: bare, or in one of the quotes (a single-quoted string is a legal name almost everywhere). */
export type Quote = '' | '"' | '`' | "'";

/**
 * A token as rules and actions see it. `start` and `end` are offsets into the parsed text, `end` exclusive.
 * `value` is the content: a word without its quotes, a string with its escapes undone, else the image.
 */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  readonly image: string;
  readonly quote: Quote;
  readonly value: string;
}
