import type { Delete, Insert, ObjectName, OrderItem, SelectItem, TableWithJoins } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { kindSet } from '../kinds.ts';
import { print } from '../print.ts';
import { T, type TokenType } from '../tokens.ts';
import { begin, finish, spanFrom, type Filling } from './drafts.ts';
import { list } from './names.ts';

export interface WriteRules {
  /** INSERT and REPLACE, as a statement and as a query body. */
  readonly insert: Rule<[], Insert>;
  /** `DIRECTORY 'path' query`: read and refused, with its own text. */
  readonly insertDirectory: Rule<[start: string], void>;
  /** `AS alias` where the dialect has it. */
  readonly insertAlias: Rule<[clauses: string[], isKnown: boolean], void>;
  /** DEFAULT VALUES, or columns and a query. */
  readonly insertSource: Rule<[insert: Filling<Insert>], void>;
  /** `ON CONFLICT …`, `ON DUPLICATE KEY UPDATE …`. */
  readonly onInsert: Rule<[], void>;
  /** `target = expr` of ON CONFLICT, ON DUPLICATE KEY and MySQL's INSERT … SET. */
  readonly assignment: Rule<[], void>;
  readonly delete: Rule<[], Delete>;
}

/** Mirrors sqlparser's `parse_insert` and `parse_delete`. */
export function writeRules($: Engine, all: Grammar): WriteRules {
  const isMySql = (): boolean => $.dialect.mysql;
  /** Keeps the words since `from` as a clause. */
  const keep = (clauses: string[], from: number): void =>
    $.ACTION(() => {
      if ($.end() > from) clauses.push($.source.slice(from, $.end()));
    });

  return {
    insert: $.RULE('insert', (): Insert => {
      const clauses: string[] = [];
      const insert = begin<Insert>($, { kind: 'insert', replace: false, columns: [], clauses, span: spanFrom($.start()) });
      $.OR([
        { ALT: () => void $.CONSUME(T.INSERT) },
        {
          ALT: () => {
            $.CONSUME(T.REPLACE);
            insert.replace = true;
          },
        },
      ]);
      const modifiers = $.start();
      $.OPTION({
        GATE: () => $.is(1, T.REPLACE) || ($.is(1, T.OR) && CONFLICTS[$.kind(2)] === 1),
        DEF: () => {
          $.OPTION1(() => $.CONSUME(T.OR));
          $.CONSUME(T.Word);
        },
      });
      $.OPTION2({
        GATE: isMySql,
        DEF: () =>
          $.OR1([{ ALT: () => $.CONSUME(T.LOW_PRIORITY) }, { ALT: () => $.CONSUME(T.DELAYED) }, { ALT: () => $.CONSUME(T.HIGH_PRIORITY) }]),
      });
      $.OPTION3({ GATE: isMySql, DEF: () => $.CONSUME(T.IGNORE) });
      let overwrite = '';
      $.OPTION4(() => {
        $.CONSUME(T.OVERWRITE);
        overwrite = ' OVERWRITE';
      });
      keep(clauses, modifiers);
      $.OPTION5(() => $.CONSUME(T.INTO));
      let local = '';
      $.OPTION6(() => {
        $.CONSUME(T.LOCAL);
        local = ' LOCAL';
      });
      $.OPTION7(() => $.SUBRULE(all.insertDirectory, { ARGS: [`INSERT${overwrite}${local} DIRECTORY`] }));
      $.OPTION8(() => $.CONSUME(T.TABLE));
      insert.name = $.SUBRULE(all.objectName);
      $.SUBRULE(all.insertAlias, { ARGS: [clauses, $.dialect.postgres] });
      $.SUBRULE(all.insertSource, { ARGS: [insert] });
      $.SUBRULE1(all.insertAlias, { ARGS: [clauses, $.dialect.mysql] });
      $.OPTION9(() => {
        const from = $.start();
        $.SUBRULE(all.onInsert);
        keep(clauses, from);
      });
      $.option(10, () => {
        const from = $.start();
        $.CONSUME(T.RETURNING);
        list($, 30, occurrence => $.subrule(occurrence, all.selectItem));
        keep(clauses, from);
      });
      return finish($, insert);
    }),

    insertDirectory: $.RULE('insertDirectory', (start: string = '') => {
      $.CONSUME(T.DIRECTORY);
      const path = $.SUBRULE(all.literalString);
      let format = '';
      $.OPTION({
        GATE: () => $.is(2, T.AS),
        DEF: () => {
          $.CONSUME(T.STORED);
          $.CONSUME(T.AS);
          $.ACTION(() => {
            if (!FILE_FORMATS.some(word => $.is(1, word))) $.expected('fileformat');
          });
          const word = $.CONSUME(T.Word);
          format = $.ACTION(() => ` STORED AS ${word.type.name}`);
        },
      });
      const query = $.SUBRULE(all.query);
      $.ACTION(() =>
        $.invalid('Unsupported', `SQL statement is not supported, keyword: ${start} '${path.value}'${format} ${print(query)}`, {
          start: path.start,
          end: $.end(),
        }),
      );
    }),

    insertAlias: $.RULE('insertAlias', (clauses: string[] = [], isKnown: boolean = false) => {
      $.OPTION({
        GATE: () => isKnown,
        DEF: () => {
          const from = $.start();
          $.CONSUME(T.AS);
          $.SUBRULE(all.objectName);
          $.OPTION1({ GATE: isMySql, DEF: () => $.SUBRULE(all.parenthesisedIdents) });
          keep(clauses, from);
        },
      });
    }),

    insertSource: $.RULE('insertSource', (insert: Filling<Insert> = NOTHING) => {
      $.OR({
        ERR_MSG: 'SELECT, VALUES, or a subquery in the query body',
        DEF: [
          {
            GATE: () => $.is(2, T.VALUES),
            ALT: () => {
              $.CONSUME(T.DEFAULT);
              $.CONSUME(T.VALUES);
            },
          },
          {
            ALT: () => {
              $.OPTION({
                GATE: () => isMySql() && $.is(2, T.RParen),
                DEF: () => {
                  $.CONSUME(T.LParen);
                  $.CONSUME(T.RParen);
                },
              });
              $.OPTION1({
                GATE: () => !$.is(2, T.SELECT),
                DEF: () => {
                  insert.columns = $.SUBRULE(all.parenthesisedIdents);
                },
              });
              $.OPTION2(() => {
                const from = $.start();
                $.CONSUME(T.PARTITION);
                $.CONSUME1(T.LParen);
                list($, 10, occurrence => $.subrule(occurrence, all.expr));
                $.CONSUME1(T.RParen);
                keep(insert.clauses as string[], from);
              });
              $.OR1({
                ERR_MSG: 'SELECT, VALUES, or a subquery in the query body',
                DEF: [
                  {
                    GATE: isMySql,
                    ALT: () => {
                      const from = $.start();
                      $.CONSUME(T.SET);
                      list($, 20, occurrence => $.subrule(occurrence, all.assignment));
                      keep(insert.clauses as string[], from);
                    },
                  },
                  {
                    ALT: () => {
                      insert.query = $.SUBRULE(all.query);
                    },
                  },
                ],
              });
            },
          },
          // the words of another database: nothing is read, so that they are left over
          { GATE: () => $.is(1, T.FORMAT) || $.is(1, T.SETTINGS), ALT: () => undefined },
        ],
      });
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
      const del = begin<Delete>($, {
        kind: 'delete',
        tables: [],
        from: [],
        using: [],
        returning: [],
        orderBy: [],
        span: spanFrom($.start()),
      });
      $.CONSUME(T.DELETE);
      if ($.RECORDING_PHASE || !$.is(1, T.FROM)) del.tables = list<ObjectName>($, 10, occurrence => $.subrule(occurrence, all.objectName));
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
        const unlimited = $.OPTION6(() => $.CONSUME(T.ALL));
        if ($.RECORDING_PHASE || unlimited === undefined) del.limit = $.SUBRULE1(all.expr);
      });
      return finish($, del);
    }),
  };
}

const CONFLICTS = kindSet([T.REPLACE, T.ROLLBACK, T.ABORT, T.FAIL, T.IGNORE]);
const FILE_FORMATS: readonly TokenType[] = [T.TEXTFILE, T.SEQUENCEFILE, T.ORC, T.PARQUET, T.AVRO, T.RCFILE, T.JSONFILE];

/** Stands for the argument while the grammar is recorded. */
const NOTHING = { clauses: [] } as unknown as Filling<Insert>;
