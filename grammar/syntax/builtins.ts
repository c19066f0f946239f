import type { Expr, ExtractExpr, MatchAgainst, Substring, Trim } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { list } from './names.ts';
import { precedences } from './operators.ts';

/** Functions whose arguments words part: `SUBSTRING(a FROM 1)`. */
export interface BuiltinRules {
  readonly extract: Rule<[], ExtractExpr>;
  readonly ceilFloor: Rule<[], Expr>;
  readonly position: Rule<[], Expr>;
  readonly substring: Rule<[], Substring>;
  readonly overlay: Rule<[], Expr>;
  readonly trim: Rule<[], Trim>;
  /** `MATCH (a, b) AGAINST ('x' …)`, MySQL. */
  readonly matchAgainst: Rule<[], MatchAgainst>;
  readonly matchModifier: Rule<[], string>;
}

export function builtinRules($: Engine, all: Grammar): BuiltinRules {
  return {
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
        kind: 'ceil_floor',
        function: name,
        expr,
        ...(field === undefined ? {} : { field }),
        ...(scale === undefined ? {} : { scale }),
        span: { start, end: $.end() },
      };
    }),

    position: $.RULE('position', (): Expr => {
      const start = $.start();
      return $.FALLBACK<Expr>(
        2,
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
        'otherwise',
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
        kind: 'substring',
        short,
        expr,
        ...(from === undefined ? {} : { from }),
        ...(length === undefined ? {} : { for: length }),
        commas,
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
        kind: 'trim',
        ...(where === undefined ? {} : { where }),
        ...(second === undefined ? {} : { what: first }),
        expr: second ?? first,
        span: { start, end: $.end() },
      };
    }),

    matchAgainst: $.RULE('matchAgainst', (): MatchAgainst => {
      const start = $.start();
      $.CONSUME(T.MATCH);
      $.CONSUME(T.LParen);
      const columns = list($, 0, occurrence => $.subrule(occurrence, all.objectName));
      $.CONSUME(T.RParen);
      $.CONSUME(T.AGAINST);
      $.CONSUME1(T.LParen);
      const value = $.SUBRULE(all.value);
      const modifier = $.OPTION1(() => $.SUBRULE(all.matchModifier));
      $.CONSUME1(T.RParen);
      return { kind: 'match_against', columns, value, ...(modifier === undefined ? {} : { modifier }), span: { start, end: $.end() } };
    }),

    matchModifier: $.RULE('matchModifier', (): string => {
      let text = '';
      $.OPTION(() => {
        $.CONSUME(T.IN);
        $.OR([
          {
            ALT: () => {
              $.CONSUME(T.NATURAL);
              $.CONSUME(T.LANGUAGE);
              text = 'IN NATURAL LANGUAGE MODE';
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.BOOLEAN);
              text = 'IN BOOLEAN MODE';
            },
          },
        ]);
        $.CONSUME(T.MODE);
      });
      $.OPTION1(() => {
        $.CONSUME(T.WITH);
        $.CONSUME(T.QUERY);
        $.CONSUME(T.EXPANSION);
        text = text === '' ? 'WITH QUERY EXPANSION' : `${text} WITH QUERY EXPANSION`;
      });
      return text;
    }),
  };
}
