import type { Describe, Explain, Ident, ObjectName, Show } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type TokenType } from '../tokens.ts';
import { printName } from '../validate/names.ts';
import { begin, finish, type Filling } from './drafts.ts';

export interface ShowRules {
  readonly show: Rule<[], Show>;
  /** What stands behind SHOW FULL. */
  readonly showFull: Rule<[show: Filling<Show>], void>;
  /** What stands behind SHOW CREATE. */
  readonly showCreate: Rule<[show: Filling<Show>], void>;
  /** `[ LIKE ident | WHERE expr ]` to the end of the statement, after SHOW DATABASES. */
  readonly showDatabasesFilter: Rule<[show: Filling<Show>], void>;
  /** `[ (FROM | IN) database ] [ LIKE ident | WHERE expr ]`. */
  readonly showFilter: Rule<[show: Filling<Show>, inDatabase: boolean], void>;
  /** `(FROM | IN) table`. */
  readonly showTable: Rule<[show: Filling<Show>], void>;
  readonly describe: Rule<[], Describe>;
  readonly explain: Rule<[], Explain>;
}

/** Mirrors `show_parser.rs`, `describe_parser.rs` and `explain_parser.rs` of `src/sql/src/parsers`. */
export function showRules($: Engine, all: Grammar): ShowRules {
  /** Most words of SHOW are compared with the token as printed, so a quoted word is no keyword. */
  const isBare = (type: TokenType): boolean => $.LA(1).type === type && $.LA(1).quote === '';
  const what = (show: Filling<Show>, value: Show['what']): void => {
    show.what = value;
  };
  const one = (name: ObjectName): void =>
    $.ACTION(() => {
      if (name.parts.length > 1) $.invalid('InvalidArguments', `Invalid database name: ${printName(name)}`, name.span);
    });

  return {
    show: $.RULE('show', (): Show => {
      const show = begin<Show>($, { kind: 'show', what: 'variables', full: false, foreignTable: false }, $.start());
      $.CONSUME(T.SHOW);
      $.OR({
        DEF: [
          {
            ALT: () => {
              $.OR1([{ ALT: () => $.CONSUME(T.DATABASES) }, { ALT: () => $.CONSUME(T.SCHEMAS) }]);
              what(show, 'databases');
              $.SUBRULE(all.showDatabasesFilter, { ARGS: [show] });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.TABLES);
              what(show, 'tables');
              $.SUBRULE1(all.showFilter, { ARGS: [show, true] });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.VIEWS);
              what(show, 'views');
              $.SUBRULE2(all.showFilter, { ARGS: [show, true] });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.TABLE);
              $.ACTION(() => {
                if (!$.is(1, T.STATUS)) $.unsupported();
              });
              $.CONSUME1(T.STATUS);
              what(show, 'table_status');
              $.SUBRULE3(all.showFilter, { ARGS: [show, true] });
            },
          },
          {
            GATE: () => isBare(T.FLOWS),
            ALT: () => {
              $.CONSUME(T.FLOWS);
              what(show, 'flows');
              $.SUBRULE4(all.showFilter, { ARGS: [show, true] });
            },
          },
          {
            GATE: () => isBare(T.FLOW),
            ALT: () => {
              $.CONSUME(T.FLOW);
              $.ACTION(() => {
                if (!$.is(1, T.STATUS)) $.unsupported();
              });
              $.CONSUME2(T.STATUS);
              what(show, 'flow_status');
              $.SUBRULE5(all.showFilter, { ARGS: [show, false] });
            },
          },
          {
            ALT: () => {
              $.OR2([
                { ALT: () => $.CONSUME(T.CHARSET) },
                {
                  ALT: () => {
                    $.CONSUME(T.CHARACTER);
                    $.ACTION(() => {
                      if (!$.is(1, T.SET)) $.unsupported();
                    });
                    $.CONSUME(T.SET);
                  },
                },
              ]);
              what(show, 'charset');
              $.SUBRULE6(all.showFilter, { ARGS: [show, false] });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.COLLATION);
              what(show, 'collation');
              $.SUBRULE7(all.showFilter, { ARGS: [show, false] });
            },
          },
          {
            ALT: () => {
              $.OR3([{ ALT: () => $.CONSUME(T.COLUMNS) }, { ALT: () => $.CONSUME(T.FIELDS) }]);
              what(show, 'columns');
              $.SUBRULE(all.showTable, { ARGS: [show] });
              $.SUBRULE8(all.showFilter, { ARGS: [show, true] });
            },
          },
          {
            GATE: () => !$.is(1, T.INDEXES) || isBare(T.INDEXES),
            ALT: () => {
              $.OR4([{ ALT: () => $.CONSUME(T.INDEX) }, { ALT: () => $.CONSUME(T.INDEXES) }, { ALT: () => $.CONSUME(T.KEYS) }]);
              what(show, 'index');
              $.SUBRULE1(all.showTable, { ARGS: [show] });
              $.subrule(10, all.showFilter, { ARGS: [show, true] });
            },
          },
          {
            GATE: () => !$.is(1, T.REGIONS) || isBare(T.REGIONS),
            ALT: () => {
              $.OR5([{ ALT: () => $.CONSUME(T.REGION) }, { ALT: () => $.CONSUME(T.REGIONS) }]);
              what(show, 'region');
              $.SUBRULE2(all.showTable, { ARGS: [show] });
              $.subrule(11, all.showFilter, { ARGS: [show, true] });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.CREATE);
              $.SUBRULE(all.showCreate, { ARGS: [show] });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.FULL);
              $.SUBRULE(all.showFull, { ARGS: [show] });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.VARIABLES);
              show.name = $.SUBRULE(all.namedObject, { ARGS: ['a variable name'] });
            },
          },
          {
            ALT: () => {
              $.CONSUME3(T.STATUS);
              what(show, 'status');
            },
          },
          {
            GATE: () => isBare(T.SEARCH_PATH),
            ALT: () => {
              $.CONSUME(T.SEARCH_PATH);
              what(show, 'search_path');
            },
          },
          {
            GATE: () => isBare(T.PROCESSLIST),
            ALT: () => {
              $.CONSUME(T.PROCESSLIST);
              what(show, 'processlist');
            },
          },
          {
            ALT: () => {
              show.name = $.SUBRULE1(all.namedObject, { ARGS: ['a variable name'] });
            },
          },
        ],
        ERR_MSG: 'identifier',
      });
      return finish($, show);
    }),

    showCreate: $.RULE('showCreate', (show: Filling<Show> = NOTHING) => {
      $.OR([
        {
          ALT: () => {
            $.OR1([{ ALT: () => $.CONSUME(T.DATABASE) }, { ALT: () => $.CONSUME(T.SCHEMA) }]);
            what(show, 'create_database');
            show.name = $.SUBRULE(all.namedObject, { ARGS: ['a database name'] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.TABLE);
            what(show, 'create_table');
            show.name = $.SUBRULE1(all.namedObject, { ARGS: ['a table name'] });
            $.OPTION(() => {
              $.CONSUME(T.FOR);
              $.ACTION(() => {
                if (!isBare(T.POSTGRES_FOREIGN_TABLE)) $.unsupported();
              });
              $.CONSUME(T.POSTGRES_FOREIGN_TABLE);
              show.foreignTable = true;
            });
          },
        },
        {
          GATE: () => isBare(T.FLOW),
          ALT: () => {
            $.CONSUME(T.FLOW);
            what(show, 'create_flow');
            show.name = $.SUBRULE2(all.namedObject, { ARGS: ['a flow name'] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.VIEW);
            what(show, 'create_view');
            show.name = $.SUBRULE3(all.namedObject, { ARGS: ['a view name'] });
          },
        },
      ]);
    }),

    showFull: $.RULE('showFull', (show: Filling<Show> = NOTHING) => {
      show.full = true;
      $.OR([
        {
          ALT: () => {
            $.OR1([{ ALT: () => $.CONSUME(T.DATABASES) }, { ALT: () => $.CONSUME(T.SCHEMAS) }]);
            what(show, 'databases');
            $.SUBRULE(all.showDatabasesFilter, { ARGS: [show] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.TABLES);
            what(show, 'tables');
            $.SUBRULE(all.showFilter, { ARGS: [show, true] });
          },
        },
        {
          ALT: () => {
            $.OR2([{ ALT: () => $.CONSUME(T.COLUMNS) }, { ALT: () => $.CONSUME(T.FIELDS) }]);
            what(show, 'columns');
            $.SUBRULE(all.showTable, { ARGS: [show] });
            $.SUBRULE1(all.showFilter, { ARGS: [show, true] });
          },
        },
        {
          GATE: () => isBare(T.PROCESSLIST),
          ALT: () => {
            $.CONSUME(T.PROCESSLIST);
            what(show, 'processlist');
          },
        },
      ]);
    }),

    showDatabasesFilter: $.RULE('showDatabasesFilter', (show: Filling<Show> = NOTHING) => {
      $.SUBRULE(all.showFilter, { ARGS: [show, false] });
    }),

    showFilter: $.RULE('showFilter', (show: Filling<Show> = NOTHING, inDatabase: boolean = false) => {
      $.OPTION({
        GATE: () => inDatabase,
        DEF: () => {
          $.OR([{ ALT: () => $.CONSUME(T.FROM) }, { ALT: () => $.CONSUME(T.IN) }]);
          const database = $.SUBRULE(all.namedObject, { ARGS: ['a database name'] });
          one(database);
          show.database = database;
        },
      });
      $.OPTION1(() => {
        $.OR1([
          {
            ALT: () => {
              $.CONSUME(T.LIKE);
              show.like = $.wrap('LIKE', (): Ident => $.SUBRULE(all.ident));
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.WHERE);
              show.where = $.wrap('some valid expression', () => $.SUBRULE(all.expr));
            },
          },
        ]);
      });
    }),

    showTable: $.RULE('showTable', (show: Filling<Show> = NOTHING) => {
      $.ACTION(() => {
        if ($.is(1, T.FROM) || $.is(1, T.IN)) return;
        const token = $.LA(1);
        $.invalid('InvalidSyntax', `Unexpected token while parsing SQL statement, expected: '{FROM | IN} table', found: ${$.found(token)}`, token);
      });
      $.OR([{ ALT: () => $.CONSUME(T.FROM) }, { ALT: () => $.CONSUME(T.IN) }]);
      const name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
      one(name);
      show.name = name;
    }),

    describe: $.RULE('describe', (): Describe => {
      const describe = begin<Describe>($, { kind: 'describe' }, $.start());
      $.OR([{ ALT: () => $.CONSUME(T.DESCRIBE) }, { ALT: () => $.CONSUME(T.DESC) }]);
      $.OPTION(() => $.CONSUME(T.TABLE));
      describe.name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
      return finish($, describe);
    }),

    explain: $.RULE('explain', (): Explain => {
      const start = $.start();
      let analyze = false;
      let verbose = false;
      let format: string | undefined;
      $.CONSUME(T.EXPLAIN);
      $.OPTION(() => {
        $.CONSUME(T.ANALYZE);
        analyze = true;
      });
      $.OPTION1(() => {
        $.CONSUME(T.VERBOSE);
        verbose = true;
      });
      $.OPTION2(() => {
        $.CONSUME(T.FORMAT);
        format = $.wrap('analyze format', () => {
          $.ACTION(() => {
            if (![T.TEXT, T.JSON, T.GRAPHVIZ, T.TREE].some(word => $.is(1, word))) $.expected('fileformat', $.LA(1), { consumed: true });
          });
          return $.CONSUME(T.Word).image;
        });
      });
      const statement = $.SUBRULE(all.statement);
      return { kind: 'explain', analyze, verbose, ...(format === undefined ? {} : { format: format.toUpperCase() }), statement, span: { start, end: $.end() } };
    }),
  };
}

/** Stands for the argument while the grammar is recorded. */
const NOTHING = {} as Filling<Show>;
