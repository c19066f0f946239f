import type { Call, IntroducedString, Literal, OdbcCall, OdbcLiteral, TypedLiteral } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { kindSet } from '../kinds.ts';
import { isQuotableKind, T, type Token, type TokenType } from '../tokens.ts';
import { endOfType } from './shapes.ts';

/** Values: numbers, strings of all kinds, constants, placeholders, and what is made of them. */
export interface LiteralRules {
  /** A literal value (sqlparser's `parse_value`). */
  readonly value: Rule<[], Literal>;
  /** A string; in MySQL strings that follow each other are one. */
  readonly stringValue: Rule<[], Literal>;
  /** `DATE '2020-01-01'`, `INT 5`. */
  readonly typedLiteral: Rule<[], TypedLiteral>;
  /** `_utf8'x'`. */
  readonly introducedString: Rule<[], IntroducedString>;
  /** `{d '…'}`, `{t '…'}`, `{ts '…'}`, `{fn f()}`. */
  readonly odbc: Rule<[], OdbcLiteral | OdbcCall>;
  readonly odbcBody: Rule<[start: number], Call | OdbcLiteral>;
}

export function literalRules($: Engine, all: Grammar): LiteralRules {
  return {
    value: $.RULE('value', (): Literal => {
      $.ACTION(() => {
        if (!isValueAt($, 1)) refuseValue($);
      });
      return $.OR<Literal>([
        { ALT: () => numberOf($.CONSUME(T.Number)) },
        { ALT: () => $.SUBRULE(all.stringValue) },
        { ALT: () => literal('null', $.CONSUME(T.NULL), 'NULL') },
        { ALT: () => literal('boolean', $.CONSUME(T.TRUE), 'true') },
        { ALT: () => literal('boolean', $.CONSUME(T.FALSE), 'false') },
        { ALT: () => literalOf($.CONSUME(T.Placeholder), 'placeholder') },
        { ALT: () => literalOf($.CONSUME(T.NationalString), 'national') },
        { ALT: () => literalOf($.CONSUME(T.HexString), 'hex') },
        { ALT: () => dollarOf($.CONSUME(T.DollarString)) },
        { ALT: () => literalOf($.CONSUME(T.EscapedString), 'escaped') },
        { ALT: () => literalOf($.CONSUME(T.UnicodeString), 'unicode') },
        { ALT: () => literalOf($.CONSUME(T.BitString), 'bit') },
        {
          ALT: () => {
            const colon = $.OR1([{ ALT: () => $.CONSUME(T.Colon) }, { ALT: () => $.CONSUME(T.AtSign) }]);
            const name = $.OR2([{ ALT: () => $.CONSUME(T.Word) }, { ALT: () => $.CONSUME1(T.Number) }]);
            return { kind: 'literal', type: 'placeholder', value: colon.image + name.value, span: { start: colon.start, end: name.end } };
          },
        },
        { GATE: () => $.LA(1).quote === '"', ALT: () => literalOf($.CONSUME1(T.Word), 'double_quoted') },
      ]);
    }),

    stringValue: $.RULE('stringValue', (): Literal => {
      const first = stringOf($.CONSUME(T.String));
      let value: string | undefined;
      $.MANY({
        GATE: () => $.dialect.mysql,
        DEF: () => {
          value = (value ?? first.value) + $.CONSUME1(T.String).value;
        },
      });
      return value === undefined ? first : { ...first, value, span: { start: first.span.start, end: $.end() } };
    }),

    typedLiteral: $.RULE('typedLiteral', (): TypedLiteral => {
      const start = $.start();
      const type = $.SUBRULE(all.dataType);
      const value = $.SUBRULE(all.value);
      return { kind: 'typed_literal', type, value, span: { start, end: $.end() } };
    }),

    introducedString: $.RULE('introducedString', (): IntroducedString => {
      const introducer = $.CONSUME(T.Word);
      const value = $.SUBRULE(all.value);
      return { kind: 'introduced_string', introducer: introducer.value, value, span: { start: introducer.start, end: $.end() } };
    }),

    odbc: $.RULE('odbc', (): OdbcLiteral | OdbcCall => {
      const start = $.start();
      const brace = $.CONSUME(T.LBrace);
      const content = $.TRY<Call | OdbcLiteral>(
        1,
        () => $.SUBRULE(all.odbcBody, { ARGS: [start] }),
        () => $.ACTION(() => $.expected('an expression', brace)),
      );
      $.CONSUME(T.RBrace);
      const span = { start, end: $.end() };
      return content.kind === 'call' ? { kind: 'odbc_call', call: content, span } : { ...content, span };
    }),

    odbcBody: $.RULE('odbcBody', (start: number = 0): Call | OdbcLiteral =>
      $.OR<Call | OdbcLiteral>([
        {
          ALT: () => {
            $.CONSUME(T.FN);
            return $.SUBRULE(all.call);
          },
        },
        {
          GATE: () => !$.is(1, T.FN),
          ALT: () => {
            const word = $.CONSUME(T.Word);
            $.ACTION(() => {
              if (!ODBC_TYPES.has(word.image)) $.expected('ODBC datetime keyword (t, d, or ts)', word);
            });
            const { value } = $.SUBRULE(all.value);
            return { kind: 'odbc_literal', type: word.image as OdbcLiteral['type'], value, span: { start, end: $.end() } };
          },
        },
      ]),
    ),
  };
}

/** The words of date, time and timestamp in `{…}`: lower case only. */
const ODBC_TYPES: ReadonlySet<string> = new Set(['d', 't', 'ts']);

/** Whether a typed literal may stand next: a built-in type, then a value. */
export function isTypedLiteral($: Engine): boolean {
  if ($.is(1, T.INTERVAL) || ($.dialect.mysql && $.is(1, T.BINARY))) return false;
  const end = endOfType($, 1);
  return end !== 0 && isValueAt($, end);
}

const VALUE_TYPES: readonly TokenType[] = [
  T.Number,
  T.String,
  T.DoubleQuotedString,
  T.NULL,
  T.TRUE,
  T.FALSE,
  T.Placeholder,
  T.NationalString,
  T.HexString,
  T.DollarString,
  T.EscapedString,
  T.UnicodeString,
  T.BitString,
];
const VALUES = kindSet(VALUE_TYPES);

/** Whether a value stands `n` tokens ahead. A word in double quotes counts as a string; a colon needs its name right behind it. */
export function isValueAt($: Engine, n: number): boolean {
  const kind = $.kind(n);
  if (VALUES[kind] === 1) return true;
  if (kind === T.Colon.kind || kind === T.AtSign.kind) return isPlaceholderNameAt($, n + 1) && $.LA(n + 1).start === $.LA(n).end;
  return isQuotableKind(kind) && $.LA(n).quote === '"';
}

/** TRUE, FALSE, NULL. */
export function isConstantAt($: Engine): boolean {
  return $.is(1, T.TRUE) || $.is(1, T.FALSE) || $.is(1, T.NULL);
}

const OPERANDS = kindSet([...VALUE_TYPES, T.Colon, T.AtSign, T.LParen, T.LBracket, T.LBrace, T.Minus, T.Plus, T.Tilde]);
const POSTGRES_OPERANDS = kindSet([
  T.DoubleExclamationMark,
  T.PGSquareRoot,
  T.PGCubeRoot,
  T.Sharp,
  T.ArrowAtSign,
  T.AtAt,
  T.QuestionMarkDash,
  T.QuestionPipe,
]);

/** Whether an expression may begin `n` tokens ahead. */
export function isOperandAt($: Engine, n: number): boolean {
  const kind = $.kind(n);
  return $.is(n, T.Word) || OPERANDS[kind] === 1 || ($.dialect.postgres && POSTGRES_OPERANDS[kind] === 1);
}

/** Refuses a token that begins no expression. */
export function requireOperand($: Engine): void {
  if (!$.RECORDING_PHASE && !isOperandAt($, 1)) $.expected('an expression', $.LA(1), { consumed: true });
}

/** The same at the head of an array, which may be empty or hold a lone comma. */
export function requireElement($: Engine): void {
  if (!$.is(1, T.RBracket) && !($.is(1, T.Comma) && $.is(2, T.RBracket))) requireOperand($);
}

function isPlaceholderNameAt($: Engine, n: number): boolean {
  return $.is(n, T.Word) || ($.is(n, T.Number) && !$.LA(n).image.endsWith('L'));
}

function refuseValue($: Engine): never {
  const token = $.LA(1);
  if (token.type === T.Colon || token.type === T.AtSign) {
    const gap = $.source.charAt(token.end);
    if (gap !== '' && $.LA(2).start > token.end) {
      return $.syntax(`Expected: placeholder, found: ${gap}`, { at: { ...token, start: token.end, end: token.end + 1 } });
    }
    return $.expected('placeholder', $.LA(2), { consumed: true });
  }
  if (!$.is(1, T.Word)) return $.expected('a value', token, { consumed: true });
  return $.expected(token.quote === '' ? 'a concrete value' : 'A value?', token, { consumed: true });
}

function literal(type: Literal['type'], token: Token, value: string): Literal {
  return { kind: 'literal', type, value, span: { start: token.start, end: token.end } };
}

function literalOf(token: Token, type: Literal['type']): Literal {
  return literal(type, token, token.value);
}

export function numberOf(token: Token): Literal {
  const { image } = token;
  const long = image.endsWith('L');
  return long ? { ...literal('number', token, image.slice(0, -1)), long } : literal('number', token, image);
}

function stringOf(token: Token): Literal {
  return literalOf(token, token.type === T.DoubleQuotedString ? 'double_quoted' : 'string');
}

function dollarOf(token: Token): Literal {
  const tag = token.image.slice(1, token.image.indexOf('$', 1));
  return tag === '' ? literalOf(token, 'dollar') : { ...literalOf(token, 'dollar'), tag };
}
