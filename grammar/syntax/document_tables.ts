import type { OpaqueFactor } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { list } from './names.ts';

/** Tables made of a JSON or XML document: sqlparser reads them, GreptimeDB plans none of them. */
export interface DocumentTableRules {
  /** JSON_TABLE, OPENJSON, XMLTABLE; the caller has seen the parenthesis behind the word. */
  readonly documentTable: Rule<[], OpaqueFactor>;
  readonly jsonTable: Rule<[], void>;
  readonly jsonColumn: Rule<[], void>;
  readonly openJson: Rule<[], void>;
  readonly openJsonColumn: Rule<[], void>;
  readonly xmlTable: Rule<[], void>;
  readonly xmlNamespace: Rule<[], void>;
  readonly xmlPassing: Rule<[], void>;
  readonly xmlColumn: Rule<[], void>;
}

export function documentTableRules($: Engine, all: Grammar): DocumentTableRules {
  return {
    documentTable: $.RULE('documentTable', (): OpaqueFactor => {
      const start = $.start();
      $.OR([{ ALT: () => $.SUBRULE(all.jsonTable) }, { ALT: () => $.SUBRULE(all.openJson) }, { ALT: () => $.SUBRULE(all.xmlTable) }]);
      const text = $.source.slice(start, $.end());
      const alias = $.SUBRULE(all.tableAlias);
      return { kind: 'opaque_factor', text, ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() } };
    }),

    jsonTable: $.RULE('jsonTable', () => {
      $.CONSUME(T.JSON_TABLE);
      $.CONSUME(T.LParen);
      $.SUBRULE(all.expr);
      $.CONSUME(T.Comma);
      $.SUBRULE(all.value);
      $.CONSUME(T.COLUMNS);
      $.CONSUME1(T.LParen);
      list($, 10, occurrence => $.subrule(occurrence, all.jsonColumn));
      $.CONSUME(T.RParen);
      $.CONSUME1(T.RParen);
    }),

    jsonColumn: $.RULE('jsonColumn', () =>
      $.OR<void>([
        {
          ALT: () => {
            $.CONSUME(T.NESTED);
            $.OPTION(() => $.CONSUME(T.PATH));
            $.SUBRULE(all.value);
            $.CONSUME(T.COLUMNS);
            $.CONSUME(T.LParen);
            list($, 10, occurrence => $.subrule(occurrence, all.jsonColumn));
            $.CONSUME(T.RParen);
          },
        },
        {
          GATE: () => !$.is(1, T.NESTED),
          ALT: () => {
            $.SUBRULE(all.ident);
            $.OR1<void>({
              DEF: [
                {
                  ALT: () => {
                    $.CONSUME(T.FOR);
                    $.CONSUME(T.ORDINALITY);
                  },
                },
                {
                  GATE: () => !$.is(1, T.FOR),
                  ALT: () => {
                    $.SUBRULE(all.dataType);
                    $.OPTION1(() => $.CONSUME(T.EXISTS));
                    $.CONSUME1(T.PATH);
                    $.SUBRULE1(all.value);
                    $.MANY1(() => {
                      $.OR2([
                        { ALT: () => $.CONSUME(T.NULL) },
                        { ALT: () => $.CONSUME(T.ERROR) },
                        {
                          ALT: () => {
                            $.CONSUME(T.DEFAULT);
                            $.SUBRULE2(all.value);
                          },
                        },
                      ]);
                      $.CONSUME(T.ON);
                      $.OR3({ DEF: [{ ALT: () => $.CONSUME(T.EMPTY) }, { ALT: () => $.CONSUME1(T.ERROR) }], ERR_MSG: 'ERROR' });
                    });
                  },
                },
              ],
              ERR_MSG: 'a data type name',
            });
          },
        },
      ]),
    ),

    openJson: $.RULE('openJson', () => {
      $.CONSUME(T.OPENJSON);
      $.CONSUME(T.LParen);
      $.SUBRULE(all.expr);
      $.OPTION(() => {
        $.CONSUME(T.Comma);
        $.SUBRULE(all.value);
      });
      $.CONSUME(T.RParen);
      $.OPTION1(() => {
        $.CONSUME(T.WITH);
        $.CONSUME1(T.LParen);
        list($, 10, occurrence => $.subrule(occurrence, all.openJsonColumn));
        $.CONSUME1(T.RParen);
      });
    }),

    openJsonColumn: $.RULE('openJsonColumn', () => {
      $.SUBRULE(all.ident);
      $.SUBRULE(all.dataType);
      $.OPTION(() => $.CONSUME(T.String));
      $.OPTION1(() => {
        $.CONSUME(T.AS);
        $.CONSUME(T.JSON);
      });
    }),

    xmlTable: $.RULE('xmlTable', () => {
      $.CONSUME(T.XMLTABLE);
      $.CONSUME(T.LParen);
      $.OPTION(() => {
        $.CONSUME(T.XMLNAMESPACES);
        $.CONSUME1(T.LParen);
        list($, 10, occurrence => $.subrule(occurrence, all.xmlNamespace));
        $.CONSUME(T.RParen);
        $.CONSUME(T.Comma);
      });
      $.SUBRULE(all.expr);
      $.OPTION1(() => $.SUBRULE(all.xmlPassing));
      $.CONSUME(T.COLUMNS);
      list($, 20, occurrence => $.subrule(occurrence, all.xmlColumn));
      $.CONSUME1(T.RParen);
    }),

    xmlNamespace: $.RULE('xmlNamespace', () => {
      $.SUBRULE(all.expr);
      $.CONSUME(T.AS);
      $.SUBRULE(all.ident);
    }),

    xmlPassing: $.RULE('xmlPassing', () => {
      $.CONSUME(T.PASSING);
      let hasMore = true;
      $.MANY({
        GATE: () => hasMore,
        DEF: () => {
          $.OPTION({
            GATE: () => $.is(2, T.VALUE),
            DEF: () => {
              $.CONSUME(T.BY);
              $.CONSUME(T.VALUE);
            },
          });
          $.SUBRULE(all.expr);
          $.OPTION1(() => {
            $.CONSUME(T.AS);
            $.SUBRULE(all.ident);
          });
          hasMore = $.OPTION2(() => $.CONSUME(T.Comma)) !== undefined;
        },
      });
    }),

    xmlColumn: $.RULE('xmlColumn', () => {
      $.SUBRULE(all.ident);
      $.OR<void>({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.FOR);
              $.CONSUME(T.ORDINALITY);
            },
          },
          {
            GATE: () => !$.is(1, T.FOR),
            ALT: () => {
              $.SUBRULE(all.dataType);
              $.OPTION(() => {
                $.CONSUME(T.PATH);
                $.SUBRULE(all.expr);
              });
              $.OPTION1(() => {
                $.CONSUME(T.DEFAULT);
                $.SUBRULE1(all.expr);
              });
              $.OPTION2({ GATE: () => $.is(2, T.NULL), DEF: () => $.CONSUME(T.NOT) });
              $.OPTION3(() => $.CONSUME(T.NULL));
            },
          },
        ],
        ERR_MSG: 'a data type name',
      });
    }),
  };
}
