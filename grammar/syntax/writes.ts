import type { Copy, CopyKind, Delete, Insert, ObjectName, OrderItem, Query, SelectItem, TableWithJoins } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { begin, finish } from './drafts.ts';
import { list } from './names.ts';

export interface WriteRules {
  /** INSERT and REPLACE, as a statement and as a query body. */
  readonly insert: Rule<[], Insert>;
  /** `ON CONFLICT …`, `ON DUPLICATE KEY UPDATE …`. */
  readonly onInsert: Rule<[], void>;
  /** `target = expr` of ON CONFLICT, ON DUPLICATE KEY and MySQL's INSERT … SET. */
  readonly assignment: Rule<[], void>;
  readonly delete: Rule<[], Delete>;
  /** COPY; `COPY (query) TO STDOUT` is the inner query itself. */
  readonly copy: Rule<[], Copy<CopyKind> | Query>;
}

/** Mirrors sqlparser's `parse_insert` and `parse_delete`, and `src/sql/src/parsers/copy_parser.rs`. */
export function writeRules($: Engine, all: Grammar): WriteRules {
  return {
    insert: $.RULE('insert', (): Insert => {
      const clauses: string[] = [];
      const start = $.start();
      const insert = begin<Insert>($, { kind: 'insert', replace: false, columns: [], clauses }, start);
      /** Keeps the words since `from` as a clause. */
      const keep = (from: number): void => $.ACTION(() => void clauses.push($.source.slice(from, $.end())));
      $.OR([
        { ALT: () => $.CONSUME(T.INSERT) },
        {
          ALT: () => {
            $.CONSUME(T.REPLACE);
            insert.replace = true;
          },
        },
      ]);
      const modifiers = $.start();
      $.OPTION(() => {
        $.OR1([
          {
            GATE: () => [T.REPLACE, T.ROLLBACK, T.ABORT, T.FAIL, T.IGNORE].some(word => $.is(2, word)),
            ALT: () => {
              $.CONSUME(T.OR);
              $.CONSUME(T.Word);
            },
          },
          { ALT: () => $.CONSUME1(T.REPLACE) },
        ]);
        keep(modifiers);
      });
      $.OPTION1(() => $.CONSUME(T.OVERWRITE));
      $.OPTION2(() => $.CONSUME(T.INTO));
      $.OPTION3(() => $.CONSUME(T.LOCAL));
      $.OPTION4(() => $.CONSUME(T.TABLE));
      insert.name = $.SUBRULE(all.objectName);
      $.OR2([
        {
          GATE: () => $.is(2, T.VALUES),
          ALT: () => {
            $.CONSUME(T.DEFAULT);
            $.CONSUME(T.VALUES);
          },
        },
        {
          ALT: () => {
            $.OPTION5({
              GATE: () => !$.is(2, T.SELECT),
              DEF: () => {
                insert.columns = $.SUBRULE(all.parenthesisedIdents);
              },
            });
            $.OPTION6(() => {
              const from = $.start();
              $.CONSUME(T.PARTITION);
              $.CONSUME(T.LParen);
              list($, 20, occurrence => $.subrule(occurrence, all.expr));
              $.CONSUME(T.RParen);
              keep(from);
            });
            insert.query = $.SUBRULE(all.query);
          },
        },
      ]);
      $.OPTION7(() => {
        const from = $.start();
        $.SUBRULE(all.onInsert);
        keep(from);
      });
      $.OPTION8(() => {
        const from = $.start();
        $.CONSUME(T.RETURNING);
        list($, 30, occurrence => $.subrule(occurrence, all.selectItem));
        keep(from);
      });
      return finish($, insert);
    }),

    onInsert: $.RULE('onInsert', () => {
      $.CONSUME(T.ON);
      $.OR({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.CONFLICT);
              $.OR1([
                {
                  GATE: () => $.is(2, T.CONSTRAINT),
                  ALT: () => {
                    $.CONSUME1(T.ON);
                    $.CONSUME(T.CONSTRAINT);
                    $.SUBRULE(all.objectName);
                  },
                },
                { ALT: () => void $.SUBRULE(all.parenthesisedIdents) },
                { ALT: () => undefined },
              ]);
              $.CONSUME(T.DO);
              $.OR2({
                DEF: [
                  { ALT: () => $.CONSUME(T.NOTHING) },
                  {
                    ALT: () => {
                      $.CONSUME(T.UPDATE);
                      $.CONSUME(T.SET);
                      list($, 0, occurrence => $.subrule(occurrence, all.assignment));
                      $.OPTION1(() => {
                        $.CONSUME(T.WHERE);
                        $.SUBRULE(all.expr);
                      });
                    },
                  },
                ],
                ERR_MSG: 'UPDATE',
              });
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.DUPLICATE);
              $.CONSUME(T.KEY);
              $.CONSUME1(T.UPDATE);
              list($, 10, occurrence => $.subrule(occurrence, all.assignment));
            },
          },
        ],
        ERR_MSG: 'DUPLICATE',
      });
    }),

    assignment: $.RULE('assignment', () => {
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            list($, 0, occurrence => $.subrule(occurrence, all.objectName));
            $.CONSUME(T.RParen);
          },
        },
        { ALT: () => $.SUBRULE9(all.objectName) },
      ]);
      $.CONSUME(T.Eq);
      $.SUBRULE(all.expr);
    }),

    delete: $.RULE('delete', (): Delete => {
      const del = begin<Delete>($, { kind: 'delete', tables: [], from: [], using: [], returning: [], orderBy: [] }, $.start());
      $.CONSUME(T.DELETE);
      $.OPTION({
        GATE: () => !$.is(1, T.FROM),
        DEF: () => {
          del.tables = list<ObjectName>($, 10, occurrence => $.subrule(occurrence, all.objectName));
        },
      });
      $.CONSUME(T.FROM);
      del.from = list<TableWithJoins>($, 20, occurrence => $.subrule(occurrence, all.tableWithJoins));
      $.OPTION1(() => {
        $.CONSUME(T.USING);
        del.using = list<TableWithJoins>($, 30, occurrence => $.subrule(occurrence, all.tableWithJoins));
      });
      $.OPTION2(() => {
        $.CONSUME(T.WHERE);
        del.where = $.SUBRULE(all.expr);
      });
      $.OPTION3(() => {
        $.CONSUME(T.RETURNING);
        del.returning = list<SelectItem>($, 40, occurrence => $.subrule(occurrence, all.selectItem));
      });
      $.OPTION4({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.ORDER);
          $.CONSUME(T.BY);
          del.orderBy = list<OrderItem>($, 50, occurrence => $.subrule(occurrence, all.orderItem));
        },
      });
      $.OPTION5(() => {
        $.CONSUME(T.LIMIT);
        $.OR([
          { ALT: () => $.CONSUME(T.ALL) },
          {
            ALT: () => {
              del.limit = $.SUBRULE1(all.expr);
            },
          },
        ]);
      });
      return finish($, del);
    }),

    copy: $.RULE('copy', (): Copy<CopyKind> | Query => {
      const copy = begin<Copy>($, { kind: 'copy_table', direction: 'TO', options: [], connection: [] }, $.start());
      $.CONSUME(T.COPY);
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.DATABASE);
            copy.kind = 'copy_database';
            copy.name = $.SUBRULE(all.namedObject, { ARGS: ['a database name'] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            copy.kind = 'copy_query';
            copy.query = $.SUBRULE(all.query);
            $.wrap("')'", () => $.CONSUME(T.RParen));
          },
        },
        {
          ALT: () => {
            copy.name = $.SUBRULE1(all.namedObject, { ARGS: ['a table name'] });
          },
        },
      ]);
      $.OR1({
        DEF: [
          { ALT: () => void $.CONSUME(T.TO) },
          {
            GATE: () => copy.kind !== 'copy_query',
            ALT: () => {
              $.CONSUME(T.FROM);
              copy.direction = 'FROM';
            },
          },
        ],
        ERR_MSG: 'FROM',
      });
      copy.location = $.wrap('a file name', () => $.SUBRULE(all.literalString)).value;
      copy.options = $.SUBRULE(all.withOptions);
      copy.connection = $.SUBRULE(all.connectionOptions);
      $.OPTION(() => {
        $.CONSUME(T.LIMIT);
        copy.limit = $.wrap('the number of maximum rows', () => $.SUBRULE(all.literalUint));
        $.ACTION(() => {
          if (copy.kind !== 'copy_table') $.invalid('InvalidSyntax', 'Invalid SQL, error: limit is not supported', $.LA(0));
        });
      });
      return finish($, copy);
    }),
  };
}
