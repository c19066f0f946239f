import type { Call, Case, Cast, Convert, Exists, Expr, Ident, StructLiteral } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { kindSet } from '../kinds.ts';
import { T, type Token, type TokenType } from '../tokens.ts';
import { requireElement, requireOperand } from './literals.ts';
import { list, list0 } from './names.ts';
import { precedences } from './operators.ts';

/** Expressions that a word opens: each has a syntax of its own, and most words are plain names when it does not fit. */
export interface FormRules {
  /** Any of them. */
  readonly form: Rule<[], Expr>;
  readonly case: Rule<[], Case>;
  readonly cast: Rule<[], Cast>;
  readonly castFormat: Rule<[], NonNullable<Cast['format']>>;
  readonly convert: Rule<[], Convert>;
  readonly not: Rule<[], Expr>;
  /** `PRIOR x`, in CONNECT BY only. */
  readonly prior: Rule<[], Expr>;
  readonly exists: Rule<[negated: boolean, start: number], Exists>;
  /** `ARRAY [ … ]`, `ARRAY ( query )`. */
  readonly array: Rule<[], Expr>;
  readonly struct: Rule<[], StructLiteral>;
  readonly structField: Rule<[], StructField>;
  readonly structValue: Rule<[typed: boolean], StructLiteral['values'][number]>;
  /** CURRENT_USER and its kin, PostgreSQL. */
  readonly sessionFunction: Rule<[], Call>;
  /** `BINARY x`, MySQL. */
  readonly binaryCast: Rule<[], Expr>;
  /** CURRENT_TIMESTAMP and its kin, with or without arguments. */
  readonly timeFunction: Rule<[], Call>;
}

/** A field, and whether its type ended in the `>>` that closes the list of fields as well. */
interface StructField {
  readonly field: StructLiteral['fields'][number];
  readonly closesOuter: boolean;
}

const TIME_FUNCTIONS: readonly TokenType[] = [T.CURRENT_TIMESTAMP, T.CURRENT_TIME, T.CURRENT_DATE, T.LOCALTIME, T.LOCALTIMESTAMP];
const OWN_WORDS: ReadonlySet<TokenType> = new Set([...TIME_FUNCTIONS, T.CASE, T.EXISTS, T.TRIM, T.INTERVAL, T.NOT]);
/** Names that are calls by themselves in PostgreSQL. */
const SESSION_FUNCTIONS: ReadonlySet<TokenType> = new Set([T.CURRENT_CATALOG, T.CURRENT_USER, T.SESSION_USER, T.USER]);
/** Words whose form begins with a parenthesis: without one they are plain names. */
const CALL_LIKE: ReadonlySet<TokenType> = new Set([
  T.CAST,
  T.TRY_CAST,
  T.SAFE_CAST,
  T.CONVERT,
  T.EXTRACT,
  T.CEIL,
  T.FLOOR,
  T.POSITION,
  T.SUBSTR,
  T.SUBSTRING,
  T.OVERLAY,
]);

/** All words that may. */
const FORM_WORDS = kindSet([...OWN_WORDS, ...SESSION_FUNCTIONS, ...CALL_LIKE, T.PRIOR, T.ARRAY, T.STRUCT, T.BINARY, T.MATCH]);

/** Whether the next word opens a form. */
export function isFormAt($: Engine): boolean {
  if (FORM_WORDS[$.kind(1)] !== 1) return false;
  const { type } = $.LA(1);
  if (OWN_WORDS.has(type)) return true;
  if (type === T.PRIOR) return $.inConnectBy;
  if (type === T.ARRAY) return $.is(2, T.LBracket) || $.is(2, T.LParen);
  if (type === T.STRUCT) return $.dialect.greptime;
  if ($.dialect.postgres && SESSION_FUNCTIONS.has(type)) return true;
  if ($.dialect.mysql && (type === T.BINARY || (type === T.MATCH && $.is(2, T.LParen)))) return true;
  return CALL_LIKE.has(type) && $.is(2, T.LParen);
}

/** Whether the word may be a name after all when its form does not fit. */
export function hasFallback($: Engine): boolean {
  const { type } = $.LA(1);
  return type !== T.EXISTS && type !== T.TRIM && type !== T.STRUCT && type !== T.INTERVAL;
}

export function formRules($: Engine, all: Grammar): FormRules {
  return {
    form: $.RULE('form', (): Expr =>
      $.OR<Expr>([
        { ALT: () => $.SUBRULE(all.case) },
        { ALT: () => $.SUBRULE(all.cast) },
        { ALT: () => $.SUBRULE(all.not) },
        { ALT: () => $.SUBRULE(all.prior) },
        { ALT: () => $.SUBRULE(all.interval) },
        { ALT: () => $.SUBRULE(all.timeFunction) },
        { ALT: () => $.SUBRULE(all.extract) },
        { ALT: () => $.SUBRULE(all.ceilFloor) },
        { ALT: () => $.SUBRULE(all.exists, { ARGS: [false, $.start()] }) },
        { ALT: () => $.SUBRULE(all.array) },
        { ALT: () => $.SUBRULE(all.substring) },
        { ALT: () => $.SUBRULE(all.trim) },
        { GATE: () => $.is(1, T.POSITION), ALT: () => $.SUBRULE(all.position) },
        { ALT: () => $.SUBRULE(all.overlay) },
        { ALT: () => $.SUBRULE(all.convert) },
        { ALT: () => $.SUBRULE(all.struct) },
        { ALT: () => $.SUBRULE(all.sessionFunction) },
        { ALT: () => $.SUBRULE(all.binaryCast) },
        { ALT: () => $.SUBRULE(all.matchAgainst) },
      ]),
    ),

    case: $.RULE('case', (): Case => {
      const start = $.start();
      $.CONSUME(T.CASE);
      let operand: Expr | undefined;
      requireOperand($);
      $.OPTION({
        GATE: () => !$.is(1, T.WHEN),
        DEF: () => {
          operand = $.SUBRULE(all.expr);
        },
      });
      const branches: Case['branches'][number][] = [];
      $.CONSUME(T.WHEN);
      const branch = (occurrence: number): void => {
        const when = $.subrule(occurrence, all.expr);
        $.consume(occurrence, T.THEN);
        // oxlint-disable-next-line unicorn/no-thenable -- a branch is named in the words of SQL, and nobody awaits it
        branches.push({ when, then: $.subrule(occurrence + 1, all.expr) });
      };
      branch(2);
      $.MANY(() => {
        $.CONSUME1(T.WHEN);
        branch(4);
      });
      const otherwise = $.OPTION1(() => {
        $.CONSUME(T.ELSE);
        return $.SUBRULE9(all.expr);
      });
      $.CONSUME(T.END);
      return {
        kind: 'case',
        ...(operand === undefined ? {} : { operand }),
        branches,
        ...(otherwise === undefined ? {} : { otherwise }),
        span: { start, end: $.end() },
      };
    }),

    cast: $.RULE('cast', (): Cast => {
      const start = $.start();
      const style = $.OR([
        { ALT: () => ($.CONSUME(T.CAST), 'CAST' as const) },
        { ALT: () => ($.CONSUME(T.TRY_CAST), 'TRY_CAST' as const) },
        { ALT: () => ($.CONSUME(T.SAFE_CAST), 'SAFE_CAST' as const) },
      ]);
      $.CONSUME(T.LParen);
      const expr = $.SUBRULE(all.expr);
      $.CONSUME(T.AS);
      const type = $.SUBRULE(all.dataType);
      const array = $.OPTION(() => $.CONSUME(T.ARRAY)) !== undefined;
      const format = $.OPTION1(() => $.SUBRULE(all.castFormat));
      $.CONSUME(T.RParen);
      return { kind: 'cast', style, expr, type, array, ...(format === undefined ? {} : { format }), span: { start, end: $.end() } };
    }),

    castFormat: $.RULE('castFormat', (): NonNullable<Cast['format']> => {
      $.CONSUME(T.FORMAT);
      const format = $.SUBRULE(all.value);
      const zone = $.OPTION({
        GATE: () => $.is(2, T.TIME) && $.is(3, T.ZONE),
        DEF: () => {
          $.CONSUME(T.AT);
          $.CONSUME(T.TIME);
          $.CONSUME(T.ZONE);
          return $.SUBRULE1(all.value);
        },
      });
      return { format, ...(zone === undefined ? {} : { zone }) };
    }),

    convert: $.RULE('convert', (): Convert => {
      const start = $.start();
      $.CONSUME(T.CONVERT);
      $.CONSUME(T.LParen);
      const expr = $.SUBRULE(all.expr);
      let type: Convert['type'];
      $.ACTION(() => {
        if (!$.is(1, T.USING) && !$.is(1, T.Comma)) $.expected(',');
      });
      const charset = $.OR([
        {
          ALT: () => {
            $.CONSUME(T.USING);
            return $.SUBRULE(all.objectName);
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.Comma);
            type = $.SUBRULE(all.dataType);
            return $.OPTION({
              GATE: () => $.is(2, T.SET),
              DEF: () => {
                $.CONSUME(T.CHARACTER);
                $.CONSUME(T.SET);
                return $.SUBRULE1(all.objectName);
              },
            });
          },
        },
      ]);
      $.CONSUME(T.RParen);
      return {
        kind: 'convert',
        expr,
        ...(type === undefined ? {} : { type }),
        ...(charset === undefined ? {} : { charset }),
        span: { start, end: $.end() },
      };
    }),

    prior: $.RULE('prior', (): Expr => {
      const start = $.start();
      $.CONSUME(T.PRIOR);
      const operand = $.SUBRULE(all.subexpr, { ARGS: [precedences($.dialect).plus] });
      return { kind: 'unary', op: 'PRIOR', operand, span: { start, end: $.end() } };
    }),

    not: $.RULE('not', (): Expr => {
      const start = $.start();
      $.CONSUME(T.NOT);
      let exists: Expr | undefined;
      $.OPTION(() => {
        exists = $.SUBRULE(all.exists, { ARGS: [true, start] });
      });
      if (exists !== undefined && !$.RECORDING_PHASE) return exists;
      const operand = $.SUBRULE(all.subexpr, { ARGS: [precedences($.dialect).not] });
      return { kind: 'unary', op: 'NOT', operand, span: { start, end: $.end() } };
    }),

    exists: $.RULE('exists', (negated: boolean = false, start: number = 0): Exists => {
      $.CONSUME(T.EXISTS);
      $.CONSUME(T.LParen);
      const query = $.SUBRULE(all.query);
      $.CONSUME(T.RParen);
      return { kind: 'exists', negated, query, span: { start, end: $.end() } };
    }),

    array: $.RULE('array', (): Expr => {
      const start = $.start();
      const word = $.CONSUME(T.ARRAY);
      return $.OR<Expr>([
        {
          ALT: () => {
            $.CONSUME(T.LBracket);
            requireElement($);
            const elements = list0(
              $,
              0,
              n => $.is(n, T.RBracket),
              occurrence => $.subrule(occurrence, all.expr),
            );
            $.CONSUME(T.RBracket);
            return { kind: 'array', named: true, elements, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            const query = $.SUBRULE(all.query);
            $.CONSUME(T.RParen);
            return { ...bareCall(word), query, span: { start, end: $.end() } };
          },
        },
      ]);
    }),

    struct: $.RULE('struct', (): StructLiteral => {
      const start = $.start();
      $.CONSUME(T.STRUCT);
      const fields: StructLiteral['fields'][number][] = [];
      $.OPTION9(() => {
        $.CONSUME(T.Lt);
        let last = $.SUBRULE(all.structField);
        fields.push(last.field);
        $.MANY9({
          GATE: () => !last.closesOuter,
          DEF: () => {
            $.CONSUME9(T.Comma);
            last = $.SUBRULE1(all.structField);
            fields.push(last.field);
          },
        });
        $.ACTION(() => {
          if (!last.closesOuter && $.is(1, T.ShiftRight)) $.syntax('unmatched > in STRUCT literal', { at: $.LA(2) });
          if (!last.closesOuter && !$.is(1, T.Gt)) $.expected('>');
        });
        $.OPTION7({ GATE: () => !last.closesOuter, DEF: () => $.CONSUME(T.Gt) });
      });
      let values: StructLiteral['values'] = [];
      $.OPTION8(() => {
        $.CONSUME(T.LParen);
        values = list($, 0, occurrence => $.subrule(occurrence, all.structValue, { ARGS: [fields.length > 0] }));
        $.CONSUME(T.RParen);
      });
      return { kind: 'struct', fields, values, span: { start, end: $.end() } };
    }),

    structField: $.RULE('structField', (): StructField => {
      const name = $.OPTION({
        GATE: () => $.is(1, T.Word) && ($.is(2, T.Word) || $.is(2, T.Colon)),
        DEF: () => {
          const ident = $.SUBRULE(all.ident);
          $.OPTION1(() => $.CONSUME(T.Colon));
          return ident;
        },
      });
      const { type, closesOuter } = $.SUBRULE(all.nestedType, { ARGS: [1] });
      $.OPTION2({
        GATE: () => !closesOuter,
        DEF: () => {
          $.CONSUME(T.OPTIONS);
          $.CONSUME(T.LParen);
          list0(
            $,
            3,
            n => $.is(n, T.RParen),
            occurrence => $.subrule(occurrence, all.option),
          );
          $.CONSUME(T.RParen);
        },
      });
      return { field: { ...(name === undefined ? {} : { name }), type }, closesOuter };
    }),

    structValue: $.RULE('structValue', (typed: boolean = false): StructLiteral['values'][number] => {
      const expr = $.SUBRULE(all.expr);
      const name = $.OPTION(() => {
        const as = $.CONSUME(T.AS);
        $.ACTION(() => {
          if (typed) $.syntax('Typed syntax does not allow AS', { at: as });
        });
        return $.SUBRULE(all.ident);
      });
      return { expr, ...(name === undefined ? {} : { name }) };
    }),

    sessionFunction: $.RULE('sessionFunction', (): Call => {
      const word = $.OR([
        { ALT: () => $.CONSUME(T.CURRENT_CATALOG) },
        { ALT: () => $.CONSUME(T.CURRENT_USER) },
        { ALT: () => $.CONSUME(T.SESSION_USER) },
        { ALT: () => $.CONSUME(T.USER) },
      ]);
      return bareCall(word);
    }),

    binaryCast: $.RULE('binaryCast', (): Expr => {
      const start = $.start();
      $.CONSUME(T.BINARY);
      $.OPTION({ GATE: () => $.is(2, T.Number) && $.is(3, T.RParen), DEF: () => $.SUBRULE(all.parenthesisedNumber) });
      const operand = $.SUBRULE(all.expr);
      return { kind: 'unary', op: 'BINARY', operand, span: { start, end: $.end() } };
    }),

    timeFunction: $.RULE('timeFunction', (): Call => {
      const word = $.OR([
        { ALT: () => $.CONSUME(T.CURRENT_TIMESTAMP) },
        { ALT: () => $.CONSUME(T.CURRENT_TIME) },
        { ALT: () => $.CONSUME(T.CURRENT_DATE) },
        { ALT: () => $.CONSUME(T.LOCALTIME) },
        { ALT: () => $.CONSUME(T.LOCALTIMESTAMP) },
      ]);
      const bare = bareCall(word);
      const written = $.OPTION(() => $.SUBRULE(all.argumentList));
      return written === undefined ? bare : { ...bare, ...written, span: { start: bare.span.start, end: $.end() } };
    }),
  };
}

/** A name that is a call without parentheses. */
function bareCall(word: Token): Call {
  const span = { start: word.start, end: word.end };
  const ident: Ident = { kind: 'ident', value: word.value, quote: '', span };
  return { kind: 'call', name: { kind: 'name', parts: [ident], span }, orderBy: [], clauses: [], withinGroup: [], span };
}
