import type { Describe, Explain, Ident, ObjectName, Show } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type Token, type TokenType } from '../tokens.ts';
import { printName } from '../validate/names.ts';
import { begin, finish, spanFrom, type Filling } from './drafts.ts';

export interface ShowRules {
  readonly show: Rule<[], Show>;
  /** What stands behind SHOW FULL. */
  readonly showFull: Rule<[show: Filling<Show>], void>;
  /** What stands behind SHOW CREATE. */
  readonly showCreate: Rule<[show: Filling<Show>], void>;
  /** `(DATABASES | SCHEMAS)` and its filter. */
  readonly showDatabases: Rule<[show: Filling<Show>], void>;
  readonly showProcesses: Rule<[show: Filling<Show>], void>;
  /** `(TABLES | VIEWS | FLOWS) [in_database] filter`. */
  readonly showObjects: Rule<[show: Filling<Show>], void>;
  /** `(COLUMNS | FIELDS) in_table [in_database] filter`. */
  readonly showColumns: Rule<[show: Filling<Show>], void>;
  /** `[ LIKE ident | WHERE expr ]`. */
  readonly showFilter: Rule<[show: Filling<Show>], void>;
  /** `[ WHERE expr ]`. */
  readonly showWhere: Rule<[show: Filling<Show>], void>;
  /** `(FROM | IN) table`. */
  readonly inTable: Rule<[show: Filling<Show>], void>;
  /** `[ (FROM | IN) database ]`. */
  readonly inDatabase: Rule<[show: Filling<Show>], void>;
  readonly describe: Rule<[], Describe>;
  readonly explain: Rule<[], Explain>;
}

/** What the first word after SHOW asks for. */
const WHAT: { readonly [Word in string]?: Show['what'] } = {
  TABLES: 'tables',
  VIEWS: 'views',
  FLOWS: 'flows',
  CHARSET: 'charset',
  CHARACTER: 'charset',
  COLLATION: 'collation',
  INDEX: 'index',
  INDEXES: 'index',
  KEYS: 'index',
  REGION: 'region',
  REGIONS: 'region',
  STATUS: 'status',
  SEARCH_PATH: 'search_path',
};

/** Mirrors `show_parser.rs`, `describe_parser.rs` and `explain_parser.rs` of `src/sql/src/parsers`. */
export function showRules($: Engine, all: Grammar): ShowRules {
  return {
    show: $.RULE('show', (): Show => {
      const show = begin<Show>($, { kind: 'show', what: 'variables', full: false, foreignTable: false, span: spanFrom($.start()) });
      $.CONSUME(T.SHOW);
      $.ACTION(() => {
        if (!$.is(1, T.Word) && !$.is(1, T.String)) {
          $.wrap('a variable name', () => $.expected('identifier', $.LA(1), { consumed: true }));
        }
      });
      $.OR([
        { ALT: () => $.SUBRULE(all.showDatabases, { ARGS: [show] }) },
        { GATE: isBare, ALT: () => $.SUBRULE(all.showObjects, { ARGS: [show] }) },
        {
          ALT: () => {
            $.CONSUME(T.TABLE);
            status();
            $.CONSUME(T.STATUS);
            show.what = 'table_status';
            $.SUBRULE(all.inDatabase, { ARGS: [show] });
            $.SUBRULE(all.showFilter, { ARGS: [show] });
          },
        },
        {
          GATE: isBare,
          ALT: () => {
            $.CONSUME(T.FLOW);
            status();
            $.CONSUME1(T.STATUS);
            show.what = 'flow_status';
            $.SUBRULE1(all.showFilter, { ARGS: [show] });
          },
        },
        {
          ALT: () => {
            what(
              show,
              $.OR1([
                { ALT: () => $.CONSUME(T.CHARSET) },
                {
                  ALT: () => {
                    const word = $.CONSUME(T.CHARACTER);
                    $.ACTION(() => {
                      if (!$.is(1, T.SET)) $.unsupported();
                    });
                    $.CONSUME(T.SET);
                    return word;
                  },
                },
                { ALT: () => $.CONSUME(T.COLLATION) },
              ]),
            );
            $.SUBRULE2(all.showFilter, { ARGS: [show] });
          },
        },
        { ALT: () => $.SUBRULE(all.showColumns, { ARGS: [show] }) },
        {
          GATE: isBare,
          ALT: () => {
            what(
              show,
              $.OR2([
                { ALT: () => $.CONSUME(T.INDEX) },
                { ALT: () => $.CONSUME(T.INDEXES) },
                { ALT: () => $.CONSUME(T.KEYS) },
                { ALT: () => $.CONSUME(T.REGION) },
                { ALT: () => $.CONSUME(T.REGIONS) },
              ]),
            );
            $.SUBRULE(all.inTable, { ARGS: [show] });
            $.SUBRULE1(all.inDatabase, { ARGS: [show] });
            $.SUBRULE(all.showWhere, { ARGS: [show] });
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
          GATE: isBare,
          ALT: () => what(show, $.OR3([{ ALT: () => $.CONSUME2(T.STATUS) }, { ALT: () => $.CONSUME(T.SEARCH_PATH) }])),
        },
        { GATE: isBare, ALT: () => $.SUBRULE(all.showProcesses, { ARGS: [show] }) },
        {
          // any other name is a variable's
          GATE: () => true,
          ALT: () => {
            show.name = $.SUBRULE1(all.namedObject, { ARGS: ['a variable name'] });
          },
        },
      ]);
      return finish($, show);
    }),

    showCreate: $.RULE('showCreate', (show: Filling<Show> = NOTHING) => {
      $.OR([
        {
          ALT: () => {
            $.OR1([{ ALT: () => $.CONSUME(T.DATABASE) }, { ALT: () => $.CONSUME(T.SCHEMA) }]);
            show.what = 'create_database';
            show.name = $.SUBRULE(all.namedObject, { ARGS: ['a database name'] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.TABLE);
            show.what = 'create_table';
            show.name = $.SUBRULE1(all.namedObject, { ARGS: ['a table name'] });
            $.OPTION(() => {
              $.CONSUME(T.FOR);
              $.ACTION(() => {
                if (!$.is(1, T.POSTGRES_FOREIGN_TABLE) || !isBare()) $.unsupported();
              });
              $.CONSUME(T.POSTGRES_FOREIGN_TABLE);
              show.foreignTable = true;
            });
          },
        },
        {
          GATE: isBare,
          ALT: () => {
            $.CONSUME(T.FLOW);
            show.what = 'create_flow';
            show.name = $.SUBRULE2(all.namedObject, { ARGS: ['a flow name'] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.VIEW);
            show.what = 'create_view';
            show.name = $.SUBRULE3(all.namedObject, { ARGS: ['a view name'] });
          },
        },
      ]);
    }),

    showFull: $.RULE('showFull', (show: Filling<Show> = NOTHING) => {
      show.full = true;
      $.OR([
        { ALT: () => $.SUBRULE(all.showDatabases, { ARGS: [show] }) },
        { GATE: () => $.is(1, T.TABLES), ALT: () => $.SUBRULE(all.showObjects, { ARGS: [show] }) },
        { ALT: () => $.SUBRULE(all.showColumns, { ARGS: [show] }) },
        { GATE: isBare, ALT: () => $.SUBRULE(all.showProcesses, { ARGS: [show] }) },
      ]);
    }),

    showProcesses: $.RULE('showProcesses', (show: Filling<Show> = NOTHING) => {
      $.CONSUME(T.PROCESSLIST);
      show.what = 'processlist';
      $.ACTION(() => {
        if (!isEnd()) $.unsupported($.LA(2));
      });
    }),

    showDatabases: $.RULE('showDatabases', (show: Filling<Show> = NOTHING) => {
      $.OR([{ ALT: () => $.CONSUME(T.DATABASES) }, { ALT: () => $.CONSUME(T.SCHEMAS) }]);
      show.what = 'databases';
      $.ACTION(() => {
        if (!$.is(1, T.LIKE) && !$.is(1, T.WHERE) && !isEnd()) $.unsupported($.LA(2));
      });
      $.SUBRULE(all.showFilter, { ARGS: [show] });
    }),

    showObjects: $.RULE('showObjects', (show: Filling<Show> = NOTHING) => {
      what(show, $.OR([{ ALT: () => $.CONSUME(T.TABLES) }, { ALT: () => $.CONSUME(T.VIEWS) }, { ALT: () => $.CONSUME(T.FLOWS) }]));
      $.SUBRULE(all.inDatabase, { ARGS: [show] });
      $.SUBRULE(all.showFilter, { ARGS: [show] });
    }),

    showColumns: $.RULE('showColumns', (show: Filling<Show> = NOTHING) => {
      $.OR([{ ALT: () => $.CONSUME(T.COLUMNS) }, { ALT: () => $.CONSUME(T.FIELDS) }]);
      show.what = 'columns';
      $.SUBRULE(all.inTable, { ARGS: [show] });
      $.SUBRULE(all.inDatabase, { ARGS: [show] });
      $.SUBRULE(all.showFilter, { ARGS: [show] });
    }),

    showFilter: $.RULE('showFilter', (show: Filling<Show> = NOTHING) => {
      $.OPTION(() =>
        $.OR([
          {
            ALT: () => {
              $.CONSUME(T.LIKE);
              show.like = $.wrap('LIKE', (): Ident => $.SUBRULE(all.ident));
            },
          },
          { ALT: () => $.SUBRULE(all.showWhere, { ARGS: [show] }) },
        ]),
      );
    }),

    showWhere: $.RULE('showWhere', (show: Filling<Show> = NOTHING) => {
      $.OPTION(() => {
        $.CONSUME(T.WHERE);
        show.where = $.wrap('some valid expression', () => $.SUBRULE(all.expr));
      });
    }),

    inTable: $.RULE('inTable', (show: Filling<Show> = NOTHING) => {
      $.ACTION(() => {
        if ($.is(1, T.FROM) || $.is(1, T.IN)) return;
        const token = $.LA(1);
        $.invalid(
          'InvalidSyntax',
          `Unexpected token while parsing SQL statement, expected: '{FROM | IN} table', found: ${$.found(token)}`,
          token,
        );
      });
      $.OR([{ ALT: () => $.CONSUME(T.FROM) }, { ALT: () => $.CONSUME(T.IN) }]);
      const name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
      onePart(name);
      show.name = name;
    }),

    inDatabase: $.RULE('inDatabase', (show: Filling<Show> = NOTHING) => {
      $.OPTION(() => {
        $.OR([{ ALT: () => $.CONSUME(T.FROM) }, { ALT: () => $.CONSUME(T.IN) }]);
        const database = $.SUBRULE(all.namedObject, { ARGS: ['a database name'] });
        onePart(database);
        show.database = database;
      });
    }),

    describe: $.RULE('describe', (): Describe => {
      const describe = begin<Describe>($, { kind: 'describe', span: spanFrom($.start()) });
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
        $.ACTION(() => {
          if (isFormat()) return;
          $.wrap('analyze format', () => $.expected('fileformat', $.LA(1), { consumed: true }));
        });
        const word = $.CONSUME(T.Word);
        format = $.ACTION(() => word.image.toUpperCase());
      });
      const statement = $.SUBRULE(all.statement);
      return { kind: 'explain', analyze, verbose, ...(format === undefined ? {} : { format }), statement, span: { start, end: $.end() } };
    }),
  };

  /** Most words of SHOW are compared with the token as printed: a quoted word is none of them, but a variable's name. */
  function isBare(): boolean {
    return $.LA(1).quote === '';
  }

  /** Two forms take the token behind them, and want it to be the end; if it is not, the message names the next one. */
  function isEnd(): boolean {
    return $.isEnd(1) || $.LA(1).type === T.SemiColon;
  }

  function status(): void {
    $.ACTION(() => {
      if (!$.is(1, T.STATUS)) $.unsupported();
    });
  }

  function what(show: Filling<Show>, word: Token): void {
    $.ACTION(() => {
      show.what = WHAT[word.type.name]!;
    });
  }

  function onePart(name: ObjectName): void {
    $.ACTION(() => {
      if (name.parts.length > 1) $.invalid('InvalidArguments', `Invalid database name: ${printName(name)}`, name.span);
    });
  }

  function isFormat(): boolean {
    return FORMATS.includes($.LA(1).type);
  }
}

const FORMATS: readonly TokenType[] = [T.TEXT, T.JSON, T.GRAPHVIZ, T.TREE];

/** Stands for the argument while the grammar is recorded. */
const NOTHING = {} as Filling<Show>;
