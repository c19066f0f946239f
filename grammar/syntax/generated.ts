import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

/** `GENERATED …` and MySQL's `AS (…)` of an added column: sqlparser reads them, GreptimeDB keeps nothing of them. */
export interface GeneratedRules {
  /** What stands behind GENERATED. Says whether it was an option. */
  readonly generated: Rule<[], boolean>;
  /** `( expr ) [STORED | VIRTUAL]`. */
  readonly generatedAs: Rule<[isGenerated: boolean], void>;
  readonly sequenceOptions: Rule<[], void>;
  /** A number with signs in front. */
  readonly sequenceNumber: Rule<[], void>;
}

/** Mirrors sqlparser's `parse_optional_column_option_generated` and `parse_create_sequence_options`. */
export function generatedRules($: Engine, all: Grammar): GeneratedRules {
  return {
    generated: $.RULE('generated', (): boolean => {
      let option = false;
      $.OPTION({
        GATE: () => ($.is(1, T.ALWAYS) && $.is(2, T.AS)) || ($.is(1, T.BY) && $.is(2, T.DEFAULT) && $.is(3, T.AS) && $.is(4, T.IDENTITY)),
        DEF: () => {
          $.OR([
            { ALT: () => $.CONSUME(T.ALWAYS) },
            {
              ALT: () => {
                $.CONSUME(T.BY);
                return $.CONSUME(T.DEFAULT);
              },
            },
          ]);
          $.CONSUME(T.AS);
          $.OR1([
            {
              ALT: () => {
                $.CONSUME(T.IDENTITY);
                $.OPTION1(() => {
                  $.CONSUME(T.LParen);
                  $.SUBRULE(all.sequenceOptions);
                  $.CONSUME(T.RParen);
                });
                option = true;
              },
            },
            {
              ALT: () => {
                $.SUBRULE(all.generatedAs, { ARGS: [true] });
                option = true;
              },
            },
            { ALT: () => undefined },
          ]);
        },
      });
      return option;
    }),

    generatedAs: $.RULE('generatedAs', (isGenerated: boolean = false) => {
      const outer = $.inColumnDefinition;
      $.CONSUME(T.LParen);
      if (isGenerated) $.inColumnDefinition = false;
      $.SUBRULE(all.expr);
      $.inColumnDefinition = outer;
      $.CONSUME(T.RParen);
      $.ACTION(() => {
        if (isGenerated && $.dialect.postgres && !$.is(1, T.STORED)) $.expected('STORED');
      });
      $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(T.STORED) }, { ALT: () => $.CONSUME(T.VIRTUAL) }]));
    }),

    sequenceOptions: $.RULE('sequenceOptions', () => {
      $.OPTION(() => {
        $.CONSUME(T.INCREMENT);
        $.OPTION1(() => $.CONSUME(T.BY));
        $.SUBRULE(all.sequenceNumber);
      });
      $.OPTION2({
        GATE: () => !$.is(1, T.NO) || $.is(2, T.MINVALUE),
        DEF: () =>
          $.OR([
            {
              ALT: () => {
                $.CONSUME(T.MINVALUE);
                $.SUBRULE1(all.sequenceNumber);
              },
            },
            {
              ALT: () => {
                $.CONSUME(T.NO);
                $.CONSUME1(T.MINVALUE);
              },
            },
          ]),
      });
      $.OPTION3({
        GATE: () => !$.is(1, T.NO) || $.is(2, T.MAXVALUE),
        DEF: () =>
          $.OR1([
            {
              ALT: () => {
                $.CONSUME(T.MAXVALUE);
                $.SUBRULE2(all.sequenceNumber);
              },
            },
            {
              ALT: () => {
                $.CONSUME1(T.NO);
                $.CONSUME1(T.MAXVALUE);
              },
            },
          ]),
      });
      $.OPTION4(() => {
        $.CONSUME(T.START);
        $.OPTION5(() => $.CONSUME(T.WITH));
        $.SUBRULE3(all.sequenceNumber);
      });
      $.OPTION6(() => {
        $.CONSUME(T.CACHE);
        $.SUBRULE4(all.sequenceNumber);
      });
      $.OPTION7({
        GATE: () => !$.is(1, T.NO) || $.is(2, T.CYCLE),
        DEF: () => {
          $.OPTION8(() => $.CONSUME2(T.NO));
          $.CONSUME(T.CYCLE);
        },
      });
    }),

    sequenceNumber: $.RULE('sequenceNumber', () => {
      $.MANY(() => $.OR([{ ALT: () => $.CONSUME(T.Plus) }, { ALT: () => $.CONSUME(T.Minus) }]));
      $.ACTION(() => {
        if ($.LA(1).type !== T.Number && $.LA(1).type !== T.Placeholder) $.expected('literal number');
      });
      $.OR1([{ ALT: () => $.CONSUME(T.Number) }, { ALT: () => $.CONSUME(T.Placeholder) }]);
    }),
  };
}
