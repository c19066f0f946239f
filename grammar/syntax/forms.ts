import type { Call, Case, Cast, Convert, Exists, Expr, ExtractExpr, IntervalLiteral, StructLiteral, Substring, Trim } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type TokenType } from '../tokens.ts';
import { isFieldAt, isUnitAt } from './fields.ts';
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
  readonly extract: Rule<[], ExtractExpr>;
  readonly ceilFloor: Rule<[], Expr>;
  readonly position: Rule<[], Expr>;
  readonly substring: Rule<[], Substring>;
  readonly overlay: Rule<[], Expr>;
  readonly trim: Rule<[], Trim>;
  readonly not: Rule<[], Expr>;
  /** `PRIOR x`, in CONNECT BY only. */
  readonly prior: Rule<[], Expr>;
  readonly exists: Rule<[negated: boolean, start: number], Exists>;
  /** `ARRAY [ … ]`, `ARRAY ( query )`. */
  readonly array: Rule<[], Expr>;
  readonly struct: Rule<[], StructLiteral>;
  readonly structField: Rule<[], StructLiteral['fields'][number]>;
  readonly structValue: Rule<[typed: boolean], StructLiteral['values'][number]>;
  readonly interval: Rule<[], IntervalLiteral>;
  /** What INTERVAL takes behind its word (also a frame bound that starts with a string). */
  readonly intervalTail: Rule<[start: number], IntervalLiteral>;
  /** A part of a date or time, in upper case. */
  readonly field: Rule<[], string>;
  /** `"(" n ")"`. */
  readonly parenthesisedNumber: Rule<[], string>;
  /** CURRENT_TIMESTAMP and its kin, with or without arguments. */
  readonly timeFunction: Rule<[], Call>;
}

const TIME_FUNCTIONS: readonly TokenType[] = [T.CURRENT_TIMESTAMP, T.CURRENT_TIME, T.CURRENT_DATE, T.LOCALTIME, T.LOCALTIMESTAMP];
const OWN_WORDS: ReadonlySet<TokenType> = new Set([...TIME_FUNCTIONS, T.CASE, T.EXISTS, T.TRIM, T.INTERVAL, T.NOT, T.STRUCT]);
/** Words whose form begins with a parenthesis: without one they are plain names. */
const CALL_LIKE: ReadonlySet<TokenType> = new Set([
  T.CAST, T.TRY_CAST, T.SAFE_CAST, T.CONVERT, T.EXTRACT, T.CEIL, T.FLOOR, T.POSITION, T.SUBSTR, T.SUBSTRING, T.OVERLAY,
]);

/** Whether the next word opens a form. */
export function isFormAt($: Engine): boolean {
  const { type } = $.LA(1);
  if (OWN_WORDS.has(type)) return true;
  if (type === T.PRIOR) return $.inConnectBy;
  if (type === T.ARRAY) return $.is(2, T.LBracket) || $.is(2, T.LParen);
  return CALL_LIKE.has(type) && $.is(2, T.LParen);
}

/** Whether the word may be a name after all when its form does not fit. */
export function hasFallback($: Engine): boolean {
  const { type } = $.LA(1);
  return type !== T.EXISTS && type !== T.TRIM && type !== T.STRUCT && (type !== T.INTERVAL || $.dialect.postgres);
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
        kind: 'case', ...(operand === undefined ? {} : { operand }), branches, ...(otherwise === undefined ? {} : { otherwise }),
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
        kind: 'convert', expr, ...(type === undefined ? {} : { type }), ...(charset === undefined ? {} : { charset }), span: { start, end: $.end() },
      };
    }),

    extract: $.RULE('extract', (): ExtractExpr => {
      const start = $.start();
      $.CONSUME(T.EXTRACT);
      $.CONSUME(T.LParen);
      const field = $.SUBRULE(all.field);
      $.ACTION(() => {
        if (!$.is(1, T.FROM)) $.syntax("Expected 'FROM' or ','");
      });
      $.CONSUME(T.FROM);
      const expr = $.SUBRULE(all.expr);
      $.CONSUME(T.RParen);
      return { kind: 'extract', field, expr, span: { start, end: $.end() } };
    }),

    ceilFloor: $.RULE('ceilFloor', (): Expr => {
      const start = $.start();
      const name = $.OR([{ ALT: () => ($.CONSUME(T.CEIL), 'CEIL' as const) }, { ALT: () => ($.CONSUME(T.FLOOR), 'FLOOR' as const) }]);
      $.CONSUME(T.LParen);
      const expr = $.SUBRULE(all.expr);
      const field = $.OPTION(() => {
        $.CONSUME(T.TO);
        return $.SUBRULE(all.field);
      });
      const scale = $.OPTION1({
        GATE: () => field === undefined,
        DEF: () => {
          $.CONSUME(T.Comma);
          const value = $.SUBRULE(all.value);
          $.ACTION(() => {
            if (value.type !== 'number') $.syntax('Scale field can only be of number type');
          });
          return value;
        },
      });
      $.CONSUME(T.RParen);
      return {
        kind: 'ceil_floor', function: name, expr, ...(field === undefined ? {} : { field }), ...(scale === undefined ? {} : { scale }),
        span: { start, end: $.end() },
      };
    }),

    position: $.RULE('position', (): Expr => {
      const start = $.start();
      return $.TRY<Expr>(
        0,
        () => {
          $.CONSUME(T.POSITION);
          $.CONSUME(T.LParen);
          const needle = $.SUBRULE(all.subexpr, { ARGS: [precedences($.dialect).between] });
          $.CONSUME(T.IN);
          const haystack = $.SUBRULE(all.expr);
          $.CONSUME(T.RParen);
          return { kind: 'position', needle, haystack, span: { start, end: $.end() } };
        },
        () => $.SUBRULE(all.simpleCall),
      );
    }),

    substring: $.RULE('substring', (): Substring => {
      const start = $.start();
      const short = $.OR([{ ALT: () => ($.CONSUME(T.SUBSTR), true) }, { ALT: () => ($.CONSUME(T.SUBSTRING), false) }]);
      $.CONSUME(T.LParen);
      const expr = $.SUBRULE(all.expr);
      let commas = false;
      const from = $.OPTION(() => {
        commas = $.OR1([{ ALT: () => ($.CONSUME(T.Comma), true) }, { ALT: () => ($.CONSUME(T.FROM), false) }]);
        return $.SUBRULE1(all.expr);
      });
      const length = $.OPTION1(() => {
        $.OR2([{ ALT: () => $.CONSUME1(T.Comma) }, { ALT: () => $.CONSUME(T.FOR) }]);
        return $.SUBRULE2(all.expr);
      });
      $.CONSUME(T.RParen);
      return {
        kind: 'substring', short, expr, ...(from === undefined ? {} : { from }), ...(length === undefined ? {} : { for: length }), commas,
        span: { start, end: $.end() },
      };
    }),

    overlay: $.RULE('overlay', (): Expr => {
      const start = $.start();
      $.CONSUME(T.OVERLAY);
      $.CONSUME(T.LParen);
      const expr = $.SUBRULE(all.expr);
      $.CONSUME(T.PLACING);
      const what = $.SUBRULE1(all.expr);
      $.CONSUME(T.FROM);
      const from = $.SUBRULE2(all.expr);
      const length = $.OPTION(() => {
        $.CONSUME(T.FOR);
        return $.SUBRULE3(all.expr);
      });
      $.CONSUME(T.RParen);
      return { kind: 'overlay', expr, what, from, ...(length === undefined ? {} : { for: length }), span: { start, end: $.end() } };
    }),

    trim: $.RULE('trim', (): Trim => {
      const start = $.start();
      $.CONSUME(T.TRIM);
      $.CONSUME(T.LParen);
      const where = $.OPTION(() =>
        $.OR([
          { ALT: () => ($.CONSUME(T.BOTH), 'BOTH' as const) },
          { ALT: () => ($.CONSUME(T.LEADING), 'LEADING' as const) },
          { ALT: () => ($.CONSUME(T.TRAILING), 'TRAILING' as const) },
        ]),
      );
      const first = $.SUBRULE(all.expr);
      const second = $.OPTION1(() => {
        $.CONSUME(T.FROM);
        return $.SUBRULE1(all.expr);
      });
      // The original swallows a comma here before it finds that its dialect has no list of characters.
      $.OPTION2({ GATE: () => second === undefined, DEF: () => $.CONSUME(T.Comma) });
      $.CONSUME(T.RParen);
      return {
        kind: 'trim', ...(where === undefined ? {} : { where }), ...(second === undefined ? {} : { what: first }), expr: second ?? first,
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
            const elements = list0($, 0, n => $.is(n, T.RBracket), occurrence => $.subrule(occurrence, all.expr));
            $.CONSUME(T.RBracket);
            return { kind: 'array', named: true, elements, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            const query = $.SUBRULE(all.query);
            $.CONSUME(T.RParen);
            const span = { start: word.start, end: word.end };
            const name = { kind: 'name', parts: [{ kind: 'ident', value: word.value, quote: '', span }], span } as const;
            return { kind: 'call', name, query, orderBy: [], clauses: [], withinGroup: [], span: { start, end: $.end() } };
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
        fields.push($.SUBRULE(all.structField));
        $.MANY9(() => {
          $.CONSUME9(T.Comma);
          fields.push($.SUBRULE1(all.structField));
        });
        $.CONSUME(T.Gt);
      });
      let values: StructLiteral['values'] = [];
      $.OPTION8(() => {
        $.CONSUME(T.LParen);
        values = list($, 0, occurrence => $.subrule(occurrence, all.structValue, { ARGS: [fields.length > 0] }));
        $.CONSUME(T.RParen);
      });
      return { kind: 'struct', fields, values, span: { start, end: $.end() } };
    }),

    structField: $.RULE('structField', (): StructLiteral['fields'][number] => {
      const name = $.OPTION({ GATE: () => $.is(1, T.Word) && $.is(2, T.Word), DEF: () => $.SUBRULE(all.ident) });
      const type = $.SUBRULE(all.dataType);
      return { ...(name === undefined ? {} : { name }), type };
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

    interval: $.RULE('interval', (): IntervalLiteral => {
      const start = $.start();
      $.CONSUME(T.INTERVAL);
      return $.SUBRULE(all.intervalTail, { ARGS: [start] });
    }),

    intervalTail: $.RULE('intervalTail', (start: number = 0): IntervalLiteral => {
      const needsUnit = $.dialect.mysql;
      requireOperand($);
      const value = $.OR<Expr>([{ GATE: () => needsUnit, ALT: () => $.SUBRULE(all.expr) }, { ALT: () => $.SUBRULE(all.prefix) }]);
      const unit = $.OPTION({ GATE: () => isUnitAt($, 1), DEF: () => $.SUBRULE(all.field) });
      $.ACTION(() => {
        if (needsUnit && unit === undefined) $.syntax('INTERVAL requires a unit after the literal value', { at: $.LA(1) });
      });
      let precision: string | undefined;
      let toPrecision: string | undefined;
      const to = $.OR1<string | undefined>([
        {
          GATE: () => unit === 'SECOND',
          ALT: () => {
            $.OPTION1(() => {
              $.CONSUME(T.LParen);
              precision = $.SUBRULE(all.unsignedNumber);
              $.OPTION2(() => {
                $.CONSUME(T.Comma);
                toPrecision = $.SUBRULE1(all.unsignedNumber);
              });
              $.CONSUME(T.RParen);
            });
            return undefined;
          },
        },
        {
          ALT: () => {
            precision = $.OPTION3(() => $.SUBRULE(all.parenthesisedNumber));
            return $.OPTION4(() => {
              $.CONSUME(T.TO);
              const field = $.SUBRULE1(all.field);
              toPrecision = $.OPTION5({ GATE: () => field === 'SECOND', DEF: () => $.SUBRULE1(all.parenthesisedNumber) });
              return field;
            });
          },
        },
      ]);
      return {
        kind: 'interval', value, ...(unit === undefined ? {} : { unit }), ...(precision === undefined ? {} : { precision }),
        ...(to === undefined ? {} : { to }), ...(toPrecision === undefined ? {} : { toPrecision }), span: { start, end: $.end() },
      };
    }),

    field: $.RULE('field', (): string => {
      $.ACTION(() => {
        if (!isFieldAt($, 1)) $.expected('date/time field', $.LA(1), { consumed: true });
      });
      return $.CONSUME(T.Word).image.toUpperCase();
    }),

    parenthesisedNumber: $.RULE('parenthesisedNumber', (): string => {
      $.CONSUME(T.LParen);
      const number = $.SUBRULE(all.unsignedNumber);
      $.CONSUME(T.RParen);
      return number;
    }),

    timeFunction: $.RULE('timeFunction', (): Call => {
      const word = $.OR([
        { ALT: () => $.CONSUME(T.CURRENT_TIMESTAMP) },
        { ALT: () => $.CONSUME(T.CURRENT_TIME) },
        { ALT: () => $.CONSUME(T.CURRENT_DATE) },
        { ALT: () => $.CONSUME(T.LOCALTIME) },
        { ALT: () => $.CONSUME(T.LOCALTIMESTAMP) },
      ]);
      const span = { start: word.start, end: word.end };
      const name = { kind: 'name', parts: [{ kind: 'ident', value: word.value, quote: '', span }], span } as const;
      const bare: Call = { kind: 'call', name, orderBy: [], clauses: [], withinGroup: [], span };
      const written = $.OPTION(() => $.SUBRULE(all.argumentList, { ARGS: [bare] }));
      return written ?? bare;
    }),
  };
}
