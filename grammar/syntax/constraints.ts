import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type TokenType } from '../tokens.ts';
import { list } from './names.ts';

/**
 * Table constraints of sqlparser (`parse_optional_table_constraint`). GreptimeDB parses them after ALTER TABLE … ADD and supports
 * none of them, so nothing but their text is kept.
 */
export interface ConstraintRules {
  readonly constraint: Rule<[], void>;
  readonly uniqueConstraint: Rule<[], void>;
  readonly primaryKeyConstraint: Rule<[], void>;
  readonly foreignKeyConstraint: Rule<[], void>;
  readonly checkConstraint: Rule<[], void>;
  /** `INDEX`, `KEY`, `FULLTEXT`, `SPATIAL` of MySQL. */
  readonly mysqlIndex: Rule<[], void>;
  /** `[name] [USING type] (columns) {index_option} characteristics`. */
  readonly indexBody: Rule<[], void>;
  readonly indexColumns: Rule<[], void>;
  readonly indexColumn: Rule<[], void>;
  /** `REFERENCES …` from the table's name on. */
  readonly references: Rule<[], void>;
  readonly referentialAction: Rule<[], void>;
  /** DEFERRABLE, INITIALLY …, ENFORCED in any order, each once. */
  readonly characteristics: Rule<[], void>;
}

export function constraintRules($: Engine, all: Grammar): ConstraintRules {
  return {
    constraint: $.RULE('constraint', () => {
      let named = false;
      $.OPTION(() => {
        $.CONSUME(T.CONSTRAINT);
        $.SUBRULE(all.ident);
        named = true;
      });
      $.ACTION(() => {
        const known = [T.UNIQUE, T.PRIMARY, T.FOREIGN, T.CHECK].some(word => $.is(1, word));
        if (!known && named) $.expected('PRIMARY, UNIQUE, FOREIGN, or CHECK', $.LA(1), { consumed: true });
      });
      $.OR([
        { ALT: () => $.SUBRULE(all.uniqueConstraint) },
        { ALT: () => $.SUBRULE(all.primaryKeyConstraint) },
        { ALT: () => $.SUBRULE(all.foreignKeyConstraint) },
        { ALT: () => $.SUBRULE(all.checkConstraint) },
        { ALT: () => $.SUBRULE(all.mysqlIndex) },
      ]);
    }),

    uniqueConstraint: $.RULE('uniqueConstraint', () => {
      $.CONSUME(T.UNIQUE);
      $.OPTION(() => {
        $.OR([{ ALT: () => $.CONSUME(T.KEY) }, { ALT: () => $.CONSUME(T.INDEX) }]);
        $.ACTION(() => {
          if (!$.dialect.mysql) $.expected('`index_name` or `(column_name [, ...])`');
        });
      });
      $.OPTION1(() => {
        $.CONSUME(T.NULLS);
        $.OPTION2(() => $.CONSUME(T.NOT));
        $.CONSUME(T.DISTINCT);
      });
      $.SUBRULE(all.indexBody);
    }),

    primaryKeyConstraint: $.RULE('primaryKeyConstraint', () => {
      $.CONSUME(T.PRIMARY);
      $.CONSUME(T.KEY);
      $.SUBRULE(all.indexBody);
    }),

    foreignKeyConstraint: $.RULE('foreignKeyConstraint', () => {
      $.CONSUME(T.FOREIGN);
      $.CONSUME(T.KEY);
      $.OPTION(() => $.SUBRULE(all.ident));
      $.SUBRULE(all.parenthesisedIdents);
      $.CONSUME(T.REFERENCES);
      $.SUBRULE(all.references);
    }),

    checkConstraint: $.RULE('checkConstraint', () => {
      $.CONSUME(T.CHECK);
      $.CONSUME(T.LParen);
      $.SUBRULE(all.expr);
      $.CONSUME(T.RParen);
      $.OPTION({
        GATE: () => $.is(1, T.ENFORCED) || $.is(2, T.ENFORCED),
        DEF: () => {
          $.OPTION1(() => $.CONSUME(T.NOT));
          $.CONSUME(T.ENFORCED);
        },
      });
    }),

    mysqlIndex: $.RULE('mysqlIndex', () => {
      $.OR([
        {
          ALT: () => {
            $.OR1([{ ALT: () => $.CONSUME(T.INDEX) }, { ALT: () => $.CONSUME(T.KEY) }]);
            $.SUBRULE(all.indexBody);
          },
        },
        {
          ALT: () => {
            $.OR2([{ ALT: () => $.CONSUME(T.FULLTEXT) }, { ALT: () => $.CONSUME(T.SPATIAL) }]);
            $.OPTION(() => $.OR3([{ ALT: () => $.CONSUME1(T.INDEX) }, { ALT: () => $.CONSUME1(T.KEY) }]));
            $.OPTION1(() => $.SUBRULE(all.ident));
            $.SUBRULE(all.indexColumns);
          },
        },
      ]);
    }),

    indexBody: $.RULE('indexBody', () => {
      $.OPTION(() => $.SUBRULE(all.ident));
      $.OPTION1(() => {
        $.CONSUME(T.USING);
        $.SUBRULE1(all.ident);
      });
      $.SUBRULE(all.indexColumns);
      $.MANY(() =>
        $.OR([
          {
            ALT: () => {
              $.CONSUME1(T.USING);
              $.SUBRULE2(all.ident);
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.COMMENT);
              $.SUBRULE(all.literalString);
            },
          },
        ]),
      );
      $.SUBRULE(all.characteristics);
    }),

    indexColumns: $.RULE('indexColumns', () => {
      $.CONSUME(T.LParen, { ERR_MSG: 'a list of columns in parentheses' });
      list($, 0, occurrence => $.subrule(occurrence, all.indexColumn));
      $.CONSUME(T.RParen);
    }),

    indexColumn: $.RULE('indexColumn', () => {
      $.SUBRULE(all.expr);
      $.OPTION({
        GATE: () => ![T.ASC, T.DESC, T.NULLS, T.WITH].some(word => $.is(1, word)),
        DEF: () => $.SUBRULE(all.objectName),
      });
      $.OPTION1(() => $.OR([{ ALT: () => $.CONSUME(T.ASC) }, { ALT: () => $.CONSUME(T.DESC) }]));
      $.OPTION2({
        GATE: () => $.is(2, T.FIRST) || $.is(2, T.LAST),
        DEF: () => {
          $.CONSUME(T.NULLS);
          $.CONSUME(T.Word);
        },
      });
    }),

    references: $.RULE('references', () => {
      $.SUBRULE(all.objectName);
      $.OPTION(() => $.SUBRULE(all.parenthesisedIdents));
      const seen = new Set<TokenType>();
      const isNew = (word: TokenType): boolean => !seen.has(word);
      $.MANY({
        GATE: () => ($.is(1, T.MATCH) ? isNew(T.MATCH) : ($.is(2, T.DELETE) && isNew(T.DELETE)) || ($.is(2, T.UPDATE) && isNew(T.UPDATE))),
        DEF: () => {
          $.OR([
            {
              ALT: () => {
                $.CONSUME(T.MATCH);
                seen.add(T.MATCH);
                $.OR1({
                  DEF: [{ ALT: () => $.CONSUME(T.FULL) }, { ALT: () => $.CONSUME(T.PARTIAL) }, { ALT: () => $.CONSUME(T.SIMPLE) }],
                  ERR_MSG: 'one of FULL, PARTIAL or SIMPLE',
                });
              },
            },
            {
              ALT: () => {
                $.CONSUME(T.ON);
                $.OR2([
                  {
                    ALT: () => {
                      $.CONSUME(T.DELETE);
                      seen.add(T.DELETE);
                    },
                  },
                  {
                    ALT: () => {
                      $.CONSUME(T.UPDATE);
                      seen.add(T.UPDATE);
                    },
                  },
                ]);
                $.SUBRULE(all.referentialAction);
              },
            },
          ]);
        },
      });
      $.SUBRULE(all.characteristics);
    }),

    referentialAction: $.RULE('referentialAction', () => {
      const message = 'one of RESTRICT, CASCADE, SET NULL, NO ACTION or SET DEFAULT';
      $.OR({
        DEF: [
          { ALT: () => $.CONSUME(T.RESTRICT) },
          { ALT: () => $.CONSUME(T.CASCADE) },
          {
            GATE: () => $.is(2, T.NULL) || $.is(2, T.DEFAULT),
            ALT: () => {
              $.CONSUME(T.SET);
              return $.OR1([{ ALT: () => $.CONSUME(T.NULL) }, { ALT: () => $.CONSUME(T.DEFAULT) }]);
            },
          },
          {
            GATE: () => $.is(2, T.ACTION),
            ALT: () => {
              $.CONSUME(T.NO);
              return $.CONSUME(T.ACTION);
            },
          },
        ],
        ERR_MSG: message,
      });
    }),

    characteristics: $.RULE('characteristics', () => {
      const seen = new Set<TokenType>();
      const word = (): TokenType => ($.is(1, T.NOT) ? $.LA(2) : $.LA(1)).type;
      $.MANY({
        GATE: () => !seen.has(word()) && (!$.is(1, T.NOT) || $.is(2, T.DEFERRABLE) || $.is(2, T.ENFORCED)),
        DEF: () => {
          $.ACTION(() => seen.add(word()));
          $.OR([
            {
              ALT: () => {
                $.CONSUME(T.INITIALLY);
                $.OR1({
                  DEF: [{ ALT: () => $.CONSUME(T.DEFERRED) }, { ALT: () => $.CONSUME(T.IMMEDIATE) }],
                  ERR_MSG: 'one of DEFERRED or IMMEDIATE',
                });
              },
            },
            {
              ALT: () => {
                $.OPTION(() => $.CONSUME(T.NOT));
                $.OR2([{ ALT: () => $.CONSUME(T.DEFERRABLE) }, { ALT: () => $.CONSUME(T.ENFORCED) }]);
              },
            },
          ]);
        },
      });
    }),
  };
}
