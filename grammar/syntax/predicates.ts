import type { Expr, Literal } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { requireOperand } from './literals.ts';
import { list } from './names.ts';
import { precedences } from './operators.ts';

/** Tests behind an operand that words spell: IS, IN, BETWEEN, LIKE and their kin. */
export interface PredicateRules {
  readonly isTest: Rule<[left: Expr, start: number], Expr>;
  /** `[NOT] IN | BETWEEN | LIKE | ILIKE | SIMILAR TO | RLIKE | REGEXP`, `NOT NULL`. */
  readonly predicate: Rule<[left: Expr, start: number], Expr>;
  readonly inTail: Rule<[left: Expr, negated: boolean, start: number], Expr>;
  /** The values of `IN (…)`. Who calls it closes the bracket. */
  readonly inList: Rule<[left: Expr, negated: boolean, start: number], Expr>;
  readonly escape: Rule<[], Literal | undefined>;
}

export function predicateRules($: Engine, all: Grammar): PredicateRules {
  return {
    isTest: $.RULE('isTest', (left: Expr, start: number = 0): Expr => {
      $.CONSUME(T.IS);
      const complain = (): never => $.expected('[NOT] NULL | TRUE | FALSE | DISTINCT | [form] NORMALIZED FROM after IS', $.LA(1));
      $.ACTION(() => {
        if (!isTestAt($, $.is(1, T.NOT) ? 2 : 1)) complain();
      });
      const negated = $.OPTION(() => $.CONSUME(T.NOT)) !== undefined;
      const test = (test: 'NULL' | 'TRUE' | 'FALSE' | 'UNKNOWN'): Expr => ({
        kind: 'is',
        test,
        negated,
        expr: left,
        span: { start, end: $.end() },
      });
      return $.OR<Expr>([
        { ALT: () => ($.CONSUME(T.NULL), test('NULL')) },
        { ALT: () => ($.CONSUME(T.TRUE), test('TRUE')) },
        { ALT: () => ($.CONSUME(T.FALSE), test('FALSE')) },
        { ALT: () => ($.CONSUME(T.UNKNOWN), test('UNKNOWN')) },
        {
          ALT: () => {
            $.CONSUME(T.DISTINCT);
            $.CONSUME(T.FROM);
            const right = $.SUBRULE(all.expr);
            return { kind: 'is_distinct', negated, left, right, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            const form = $.OPTION1(() =>
              $.OR1([
                { ALT: () => $.CONSUME(T.NFC) },
                { ALT: () => $.CONSUME(T.NFD) },
                { ALT: () => $.CONSUME(T.NFKC) },
                { ALT: () => $.CONSUME(T.NFKD) },
              ]),
            );
            $.CONSUME(T.NORMALIZED);
            return {
              kind: 'is_normalized',
              negated,
              expr: left,
              ...(form === undefined ? {} : { form: $.ACTION(() => form.type.name as 'NFC') }),
              span: { start, end: $.end() },
            };
          },
        },
      ]);
    }),

    predicate: $.RULE('predicate', (left: Expr, start: number = 0): Expr => {
      const by = precedences($.dialect);
      const negated = $.OPTION(() => $.CONSUME(T.NOT)) !== undefined;
      $.ACTION(() => {
        if (!isPredicateAt($, negated)) $.expected('IN or BETWEEN after NOT');
      });
      return $.OR<Expr>([
        { ALT: () => $.SUBRULE(all.inTail, { ARGS: [left, negated, start] }) },
        {
          ALT: () => {
            $.CONSUME(T.BETWEEN);
            const low = $.SUBRULE1(all.subexpr, { ARGS: [by.between] });
            $.CONSUME(T.AND);
            const high = $.SUBRULE2(all.subexpr, { ARGS: [by.between] });
            return { kind: 'between', negated, expr: left, low, high, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            const op = $.OR1([
              { ALT: () => ($.CONSUME(T.LIKE), 'LIKE' as const) },
              { ALT: () => ($.CONSUME(T.ILIKE), 'ILIKE' as const) },
              { ALT: () => ($.CONSUME(T.SIMILAR), $.CONSUME(T.TO), 'SIMILAR TO' as const) },
            ]);
            const any = $.OPTION1({ GATE: () => op !== 'SIMILAR TO', DEF: () => $.CONSUME(T.ANY) }) !== undefined;
            const pattern = $.SUBRULE3(all.subexpr, { ARGS: [by.like] });
            const escape = $.SUBRULE(all.escape);
            return {
              kind: 'like',
              op,
              negated,
              any,
              expr: left,
              pattern,
              ...(escape === undefined ? {} : { escape }),
              span: { start, end: $.end() },
            };
          },
        },
        {
          ALT: () => {
            const op = $.OR2([
              { ALT: () => ($.CONSUME(T.RLIKE), 'RLIKE' as const) },
              { ALT: () => ($.CONSUME(T.REGEXP), $.OPTION2(() => $.CONSUME1(T.RLIKE)), 'REGEXP' as const) },
            ]);
            $.OPTION3({ GATE: () => !$.inColumnDefinition, DEF: () => $.CONSUME1(T.NULL) });
            const pattern = $.SUBRULE4(all.subexpr, { ARGS: [by.like] });
            return { kind: 'like', op, negated, any: false, expr: left, pattern, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.NULL);
            return { kind: 'is', test: 'NULL', negated: true, expr: left, span: { start, end: $.end() } };
          },
        },
      ]);
    }),

    inTail: $.RULE('inTail', (left: Expr, negated: boolean = false, start: number = 0): Expr => {
      $.CONSUME(T.IN);
      $.ACTION(() => {
        if (!$.is(1, T.UNNEST) && !$.is(1, T.LParen)) $.expected('(');
      });
      return $.OR<Expr>([
        {
          ALT: () => {
            $.CONSUME(T.UNNEST);
            $.CONSUME(T.LParen);
            const array = $.SUBRULE(all.expr);
            $.CONSUME(T.RParen);
            return { kind: 'in_unnest', negated, expr: left, array, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME1(T.LParen);
            requireOperand($);
            // No query begins with a value, and most lists do: they need no trial.
            const content = $.OR1<Expr>([
              { GATE: () => $.is(1, T.Number) || $.is(1, T.String), ALT: () => $.SUBRULE1(all.inList, { ARGS: [left, negated, start] }) },
              {
                ALT: () =>
                  $.TRY<Expr>(
                    2,
                    () => ({ kind: 'in_query', negated, expr: left, query: $.SUBRULE(all.query), span: { start, end: 0 } }),
                    () => $.SUBRULE2(all.inList, { ARGS: [left, negated, start] }),
                  ),
              },
            ]);
            $.CONSUME1(T.RParen);
            return { ...content, span: { start, end: $.end() } };
          },
        },
      ]);
    }),

    inList: $.RULE('inList', (left: Expr, negated: boolean = false, start: number = 0): Expr => ({
      kind: 'in_list',
      negated,
      expr: left,
      list: list($, 0, occurrence => $.subrule(occurrence, all.expr)),
      span: { start, end: 0 },
    })),

    escape: $.RULE('escape', (): Literal | undefined =>
      $.OPTION(() => {
        $.CONSUME(T.ESCAPE);
        return $.SUBRULE(all.value);
      }),
    ),
  };
}

function isTestAt($: Engine, n: number): boolean {
  switch ($.LA(n).type) {
    case T.NULL:
    case T.TRUE:
    case T.FALSE:
    case T.UNKNOWN:
    case T.NORMALIZED:
      return true;
    case T.DISTINCT:
      return $.is(n + 1, T.FROM);
    case T.NFC:
    case T.NFD:
    case T.NFKC:
    case T.NFKD:
      return $.is(n + 1, T.NORMALIZED);
    default:
      return false;
  }
}

function isPredicateAt($: Engine, negated: boolean): boolean {
  switch ($.LA(1).type) {
    case T.IN:
    case T.BETWEEN:
    case T.LIKE:
    case T.ILIKE:
    case T.RLIKE:
    case T.REGEXP:
      return true;
    case T.SIMILAR:
      return $.is(2, T.TO);
    case T.NULL:
      return negated;
    default:
      return false;
  }
}
