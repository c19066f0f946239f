import type { Expr, IntervalLiteral } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type TokenType } from '../tokens.ts';
import { requireOperand } from './literals.ts';

/** Intervals, and the parts of a date or time that name their units. */
export interface IntervalRules {
  readonly interval: Rule<[], IntervalLiteral>;
  /** What INTERVAL takes behind its word (also a frame bound that starts with a string). */
  readonly intervalTail: Rule<[start: number], IntervalLiteral>;
  /** A part of a date or time, in upper case. */
  readonly field: Rule<[], string>;
  /** `"(" n ")"`. */
  readonly parenthesisedNumber: Rule<[], string>;
}

export function intervalRules($: Engine, all: Grammar): IntervalRules {
  return {
    interval: $.RULE('interval', (): IntervalLiteral => {
      const start = $.start();
      $.CONSUME(T.INTERVAL);
      $.ACTION(() => {
        if ($.is(1, T.INTERVAL) && $.is(WORDS_IN_A_ROW, T.INTERVAL)) $.syntax('recursion limit exceeded');
      });
      let typed: IntervalLiteral | undefined;
      $.OPTION({
        GATE: () => $.dialect.postgres && isUnitAt($, 1),
        DEF: () => {
          // PostgreSQL first reads a type, whose fields it forgets: `INTERVAL DAY '1'`.
          typed = $.FALLBACK(
            3,
            () => {
              $.SUBRULE(all.intervalFields);
              return $.SUBRULE1(all.intervalTail, { ARGS: [start] });
            },
            () => $.SUBRULE2(all.intervalTail, { ARGS: [start] }),
            'otherwise',
          );
        },
      });
      if (typed !== undefined && !$.RECORDING_PHASE) return typed;
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
        kind: 'interval',
        value,
        ...(unit === undefined ? {} : { unit }),
        ...(precision === undefined ? {} : { precision }),
        ...(to === undefined ? {} : { to }),
        ...(toPrecision === undefined ? {} : { toPrecision }),
        span: { start, end: $.end() },
      };
    }),

    field: $.RULE('field', (): string => {
      $.ACTION(() => {
        if (!isFieldAt($, 1)) $.expected('date/time field', $.LA(1), { consumed: true });
      });
      const field = $.OR([{ ALT: () => $.CONSUME(T.Word) }, { ALT: () => $.CONSUME(T.String) }]);
      return $.ACTION(() => (isNamedFieldAt($, 0) ? field.image.toUpperCase() : field.image));
    }),

    parenthesisedNumber: $.RULE('parenthesisedNumber', (): string => {
      $.CONSUME(T.LParen);
      const number = $.SUBRULE(all.unsignedNumber);
      $.CONSUME(T.RParen);
      return number;
    }),
  };
}

/** So many times may INTERVAL stand before an operand. The original has no limit but its stack. */
const WORDS_IN_A_ROW = 50;

/** Parts of a date or time, as EXTRACT, CEIL, FLOOR and the second half of an interval's unit know them. */
export const FIELDS = [
  T.YEAR,
  T.YEARS,
  T.MONTH,
  T.MONTHS,
  T.WEEK,
  T.WEEKS,
  T.DAY,
  T.DAYS,
  T.DAYOFWEEK,
  T.DAYOFYEAR,
  T.DATE,
  T.DATETIME,
  T.HOUR,
  T.HOURS,
  T.MINUTE,
  T.MINUTES,
  T.SECOND,
  T.SECONDS,
  T.CENTURY,
  T.DECADE,
  T.DOY,
  T.DOW,
  T.EPOCH,
  T.ISODOW,
  T.ISOYEAR,
  T.ISOWEEK,
  T.JULIAN,
  T.MICROSECOND,
  T.MICROSECONDS,
  T.MILLENIUM,
  T.MILLENNIUM,
  T.MILLISECOND,
  T.MILLISECONDS,
  T.NANOSECOND,
  T.NANOSECONDS,
  T.QUARTER,
  T.TIME,
  T.TIMEZONE,
  T.TIMEZONE_ABBR,
  T.TIMEZONE_HOUR,
  T.TIMEZONE_MINUTE,
  T.TIMEZONE_REGION,
] as const;

/** The fields that may follow the value of an interval; other words are left alone (`INTERVAL '1' x` is an alias). */
const UNITS: ReadonlySet<TokenType> = new Set<TokenType>([
  T.YEAR,
  T.YEARS,
  T.MONTH,
  T.MONTHS,
  T.WEEK,
  T.WEEKS,
  T.DAY,
  T.DAYS,
  T.HOUR,
  T.HOURS,
  T.MINUTE,
  T.MINUTES,
  T.SECOND,
  T.SECONDS,
  T.CENTURY,
  T.DECADE,
  T.DOW,
  T.DOY,
  T.EPOCH,
  T.ISODOW,
  T.ISOYEAR,
  T.JULIAN,
  T.MICROSECOND,
  T.MICROSECONDS,
  T.MILLENIUM,
  T.MILLENNIUM,
  T.MILLISECOND,
  T.MILLISECONDS,
  T.NANOSECOND,
  T.NANOSECONDS,
  T.QUARTER,
  T.TIMEZONE,
  T.TIMEZONE_HOUR,
  T.TIMEZONE_MINUTE,
]);
const ALL_FIELDS: ReadonlySet<TokenType> = new Set<TokenType>(FIELDS);

export function isUnitAt($: Engine, n: number): boolean {
  return UNITS.has($.LA(n).type);
}
export function isNamedFieldAt($: Engine, n: number): boolean {
  return ALL_FIELDS.has($.LA(n).type);
}
/** PostgreSQL takes any word and any string for a field. */
export function isFieldAt($: Engine, n: number): boolean {
  return isNamedFieldAt($, n) || ($.dialect.postgres && ($.is(n, T.Word) || $.is(n, T.String)));
}
