import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { NONE } from './drafts.ts';
import { identOf, list } from './names.ts';
import { precedences } from './operators.ts';
import { NO_COLUMN_ALIAS, startsAlias } from './relations.ts';

/** What may stand behind a table that no planner of GreptimeDB understands: it has to be read, and is kept as written. */
export interface TableTailRules {
  /** A sample, then any number of PIVOT and UNPIVOT. */
  readonly tableTails: Rule<[], readonly string[]>;
  /** `(TABLESAMPLE | SAMPLE) …`, if there is one. */
  readonly tableSample: Rule<[], string | undefined>;
  readonly sampleSize: Rule<[], void>;
  readonly pivot: Rule<[], string>;
  readonly pivotFunction: Rule<[], void>;
  readonly unpivot: Rule<[], string>;
  /** `expr [AS ident]`. */
  readonly aliasedExpr: Rule<[], void>;
  /** `PARTITION (a, b)` of MySQL. */
  readonly tablePartitions: Rule<[], string>;
  /** `USE INDEX (…)` and its kin of MySQL; what does not fit is left standing. */
  readonly indexHints: Rule<[], string>;
  readonly indexHint: Rule<[], void>;
  /** A number or a placeholder. */
  readonly numberValue: Rule<[], void>;
}

export function tableTailRules($: Engine, all: Grammar): TableTailRules {
  const written = (start: number): string => $.source.slice(start, $.end());
  return {
    tableTails: $.RULE('tableTails', (): readonly string[] => {
      const sample = $.SUBRULE(all.tableSample);
      let tails: readonly string[] = sample === undefined ? NONE : [sample];
      $.MANY(() => {
        const tail = $.OR([{ ALT: () => $.SUBRULE(all.pivot) }, { ALT: () => $.SUBRULE(all.unpivot) }]);
        tails = [...tails, tail];
      });
      return tails;
    }),

    tableSample: $.RULE('tableSample', (): string | undefined => {
      const start = $.start();
      return $.OPTION(() => {
        $.OR([{ ALT: () => $.CONSUME(T.TABLESAMPLE) }, { ALT: () => $.CONSUME(T.SAMPLE) }]);
        $.OPTION1(() =>
          $.OR1([
            { ALT: () => $.CONSUME(T.BERNOULLI) },
            { ALT: () => $.CONSUME(T.ROW) },
            { ALT: () => $.CONSUME(T.SYSTEM) },
            { ALT: () => $.CONSUME(T.BLOCK) },
          ]),
        );
        $.SUBRULE(all.sampleSize);
        $.OPTION2(() => {
          $.OR2([{ ALT: () => $.CONSUME(T.REPEATABLE) }, { ALT: () => $.CONSUME(T.SEED) }]);
          $.CONSUME(T.LParen);
          $.SUBRULE(all.numberValue);
          $.CONSUME(T.RParen);
        });
        $.OPTION3(() => {
          $.CONSUME(T.OFFSET);
          $.SUBRULE(all.expr);
        });
        return written(start);
      });
    }),

    sampleSize: $.RULE('sampleSize', () => {
      const isParenthesised = $.OPTION(() => $.CONSUME(T.LParen)) !== undefined;
      const bucket = $.OPTION1({
        GATE: () => isParenthesised,
        DEF: () => {
          $.CONSUME(T.BUCKET);
          $.SUBRULE(all.numberValue);
          $.CONSUME(T.OUT);
          $.CONSUME(T.OF);
          $.SUBRULE1(all.numberValue);
          $.OPTION2(() => {
            $.CONSUME(T.ON);
            $.SUBRULE(all.expr);
          });
          return true;
        },
      });
      if (bucket === undefined || $.RECORDING_PHASE) {
        $.TRY<void>(
          1,
          () => {
            $.SUBRULE1(all.expr);
          },
          () => {
            $.ACTION(() => {
              if (!$.is(1, T.Word)) $.syntax('Expecting number or byte length e.g. 100M', { at: $.LA(2) });
            });
            $.CONSUME(T.Word);
          },
        );
        $.OPTION3(() => $.OR2([{ ALT: () => $.CONSUME(T.ROWS) }, { ALT: () => $.CONSUME(T.PERCENT) }]));
      }
      if (isParenthesised || $.RECORDING_PHASE) $.CONSUME(T.RParen);
    }),

    pivot: $.RULE('pivot', (): string => {
      const start = $.start();
      $.CONSUME(T.PIVOT);
      $.CONSUME(T.LParen);
      list($, 10, occurrence => $.subrule(occurrence, all.pivotFunction));
      $.CONSUME(T.FOR);
      const between = precedences($.dialect).between;
      $.OR([
        {
          ALT: () => {
            $.CONSUME1(T.LParen);
            list($, 20, occurrence => $.subrule(occurrence, all.subexpr, { ARGS: [between] }));
            $.CONSUME(T.RParen);
          },
        },
        { GATE: () => !$.is(1, T.LParen), ALT: () => $.SUBRULE(all.subexpr, { ARGS: [between] }) },
      ]);
      $.CONSUME(T.IN);
      $.CONSUME2(T.LParen);
      $.OR1([
        {
          ALT: () => {
            $.CONSUME(T.ANY);
            $.OPTION({
              GATE: () => $.is(2, T.BY),
              DEF: () => {
                $.CONSUME(T.ORDER);
                $.CONSUME(T.BY);
                $.SUBRULE(all.orderItems);
              },
            });
          },
        },
        { GATE: () => $.is(1, T.SELECT) || $.is(1, T.WITH), ALT: () => $.SUBRULE(all.query) },
        { GATE: () => !$.is(1, T.ANY), ALT: () => list($, 30, occurrence => $.subrule(occurrence, all.aliasedExpr)) },
      ]);
      $.CONSUME1(T.RParen);
      $.OPTION1({
        GATE: () => $.is(2, T.ON) && $.is(3, T.NULL),
        DEF: () => {
          $.CONSUME(T.DEFAULT);
          $.CONSUME(T.ON);
          $.CONSUME(T.NULL);
          $.CONSUME3(T.LParen);
          $.SUBRULE(all.expr);
          $.CONSUME2(T.RParen);
        },
      });
      $.CONSUME3(T.RParen);
      $.SUBRULE(all.tableAlias);
      return written(start);
    }),

    pivotFunction: $.RULE('pivotFunction', () => {
      $.ACTION(() => {
        if (!$.is(1, T.Word)) $.expected('a function identifier', $.LA(2));
      });
      const name = identOf($.CONSUME(T.Word));
      $.SUBRULE(all.callTail, { ARGS: [{ kind: 'name', parts: [name], span: name.span }] });
      $.OPTION({ GATE: () => !$.is(1, T.FOR) && startsAlias($, NO_COLUMN_ALIAS), DEF: () => $.SUBRULE(all.alias) });
    }),

    unpivot: $.RULE('unpivot', (): string => {
      const start = $.start();
      $.CONSUME(T.UNPIVOT);
      $.OPTION(() => {
        $.OR([{ ALT: () => $.CONSUME(T.INCLUDE) }, { ALT: () => $.CONSUME(T.EXCLUDE) }]);
        $.CONSUME(T.NULLS);
      });
      $.CONSUME(T.LParen);
      $.SUBRULE(all.expr);
      $.CONSUME(T.FOR);
      $.SUBRULE(all.ident);
      $.CONSUME(T.IN);
      $.CONSUME1(T.LParen, { ERR_MSG: 'a list of columns in parentheses' });
      list($, 10, occurrence => $.subrule(occurrence, all.aliasedExpr));
      $.CONSUME(T.RParen);
      $.CONSUME1(T.RParen);
      $.SUBRULE(all.tableAlias);
      return written(start);
    }),

    aliasedExpr: $.RULE('aliasedExpr', () => {
      $.SUBRULE(all.expr);
      $.OPTION(() => {
        $.CONSUME(T.AS);
        $.SUBRULE(all.ident);
      });
    }),

    tablePartitions: $.RULE('tablePartitions', (): string => {
      const start = $.start();
      $.CONSUME(T.PARTITION);
      $.SUBRULE(all.parenthesisedIdents);
      return written(start);
    }),

    indexHints: $.RULE('indexHints', (): string => {
      const start = $.start();
      $.SUBRULE(all.indexHint);
      $.MANY(() => $.SUBRULE1(all.indexHint));
      return written(start);
    }),

    indexHint: $.RULE('indexHint', () => {
      $.OR([{ ALT: () => $.CONSUME(T.USE) }, { ALT: () => $.CONSUME(T.IGNORE) }, { ALT: () => $.CONSUME(T.FORCE) }]);
      $.OR1([{ ALT: () => $.CONSUME(T.INDEX) }, { ALT: () => $.CONSUME(T.KEY) }]);
      $.OPTION(() => {
        $.CONSUME(T.FOR);
        $.OR2([
          { ALT: () => $.CONSUME(T.JOIN) },
          {
            ALT: () => {
              $.CONSUME(T.ORDER);
              $.CONSUME(T.BY);
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.GROUP);
              $.CONSUME1(T.BY);
            },
          },
        ]);
      });
      $.CONSUME(T.LParen);
      $.OPTION1({ GATE: () => !$.is(1, T.RParen), DEF: () => list($, 10, occurrence => $.subrule(occurrence, all.ident)) });
      $.CONSUME(T.RParen);
    }),

    numberValue: $.RULE('numberValue', () => {
      const value = $.SUBRULE(all.value);
      $.ACTION(() => {
        if (value.type !== 'number' && value.type !== 'placeholder') $.expected('literal number', $.LA(0));
      });
    }),
  };
}
