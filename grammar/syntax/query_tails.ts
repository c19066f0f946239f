import type { Expr, Literal, Query } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { NONE } from './drafts.ts';

/** What may stand behind the body of a query. */
export interface QueryTailRules {
  /** `ORDER BY`, `LIMIT`, `OFFSET`, `FETCH` and `FOR` behind a query body. */
  readonly queryTail: Rule<[query?: Filling<QueryTail>], void>;
  readonly offset: Rule<[beforeLimit: boolean], NonNullable<Query['offset']>>;
  readonly limit: Rule<[], NonNullable<Query['limit']>>;
  readonly fetchClause: Rule<[], NonNullable<Query['fetch']>>;
  readonly lock: Rule<[], Query['locks'][number]>;
}

type QueryTail = Pick<Query, 'orderBy' | 'limit' | 'offset' | 'fetch' | 'locks' | 'forClause'>;
type Filling<N> = { -readonly [Field in keyof N]: N[Field] };

export function queryTailRules($: Engine, all: Grammar): QueryTailRules {
  return {
    queryTail: $.RULE('queryTail', (tail: Filling<QueryTail> = { orderBy: NONE, locks: NONE }) => {
      $.OPTION({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.ORDER);
          $.CONSUME(T.BY);
          tail.orderBy = $.SUBRULE(all.orderItems);
        },
      });
      $.OPTION1(() => {
        tail.offset = $.SUBRULE(all.offset, { ARGS: [true] });
      });
      $.OPTION2(() => {
        $.CONSUME(T.LIMIT);
        tail.limit = $.SUBRULE(all.limit);
        $.OPTION3({
          GATE: () => $.dialect.mysql && tail.offset === undefined && tail.limit !== 'ALL',
          DEF: () => {
            $.CONSUME(T.Comma);
            const count = tail.limit as Expr;
            tail.limit = $.SUBRULE(all.expr);
            tail.offset = { count, beforeLimit: true };
          },
        });
      });
      $.OPTION4({
        GATE: () => tail.offset === undefined && tail.limit !== undefined,
        DEF: () => {
          tail.offset = $.SUBRULE1(all.offset, { ARGS: [false] });
        },
      });
      $.OPTION5(() => {
        tail.fetch = $.SUBRULE(all.fetchClause);
      });
      $.MANY({
        GATE: () => tail.forClause === undefined,
        DEF: () => {
          $.CONSUME(T.FOR);
          $.OR<void>({
            DEF: [
              {
                ALT: () => {
                  tail.forClause = $.SUBRULE(all.forClause);
                },
              },
              {
                ALT: () => {
                  tail.locks = [...tail.locks, $.SUBRULE(all.lock)];
                },
              },
            ],
            ERR_MSG: 'one of UPDATE or SHARE',
          });
        },
      });
    }),

    offset: $.RULE('offset', (beforeLimit: boolean = true): NonNullable<Query['offset']> => {
      $.CONSUME(T.OFFSET);
      const count = $.SUBRULE(all.expr);
      const unit = $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(T.ROW) }, { ALT: () => $.CONSUME(T.ROWS) }]));
      return { count, beforeLimit, ...(unit === undefined ? {} : { unit: unit.type === T.ROW ? 'ROW' : 'ROWS' }) };
    }),

    limit: $.RULE('limit', (): Expr | 'ALL' =>
      $.OR<Expr | 'ALL'>({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.ALL);
              return 'ALL';
            },
          },
          { GATE: () => !$.is(1, T.ALL), ALT: () => $.SUBRULE(all.expr) },
        ],
        ERR_MSG: 'an expression',
      }),
    ),

    fetchClause: $.RULE('fetchClause', (): NonNullable<Query['fetch']> => {
      $.CONSUME(T.FETCH);
      $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(T.FIRST) }, { ALT: () => $.CONSUME(T.NEXT) }]));
      let count: Literal | undefined;
      let percent = false;
      $.OR1<unknown>({
        DEF: [
          { ALT: () => $.CONSUME(T.ROW) },
          { ALT: () => $.CONSUME(T.ROWS) },
          {
            GATE: () => !$.is(1, T.ROW) && !$.is(1, T.ROWS),
            ALT: () => {
              count = $.SUBRULE(all.value);
              percent = $.OPTION1(() => $.CONSUME(T.PERCENT)) !== undefined;
              $.OPTION2(() => $.OR2([{ ALT: () => $.CONSUME1(T.ROW) }, { ALT: () => $.CONSUME1(T.ROWS) }]));
            },
          },
        ],
        ERR_MSG: 'a value',
      });
      let withTies = false;
      $.OPTION3(() => {
        $.CONSUME(T.ONLY);
      });
      $.OPTION4({
        GATE: () => !$.is(0, T.ONLY) && $.is(2, T.TIES),
        DEF: () => {
          $.CONSUME(T.WITH);
          $.CONSUME(T.TIES);
          withTies = true;
        },
      });
      return { percent, withTies, ...(count === undefined ? {} : { count }) };
    }),

    lock: $.RULE('lock', (): Query['locks'][number] => {
      const type = $.OR({
        DEF: [{ ALT: () => $.CONSUME(T.UPDATE) }, { ALT: () => $.CONSUME(T.SHARE) }],
        ERR_MSG: 'one of UPDATE or SHARE',
      });
      const of = $.OPTION(() => {
        $.CONSUME(T.OF);
        return $.SUBRULE(all.objectName);
      });
      let wait: 'NOWAIT' | 'SKIP LOCKED' | undefined;
      $.OPTION1(() => {
        $.CONSUME(T.NOWAIT);
        wait = 'NOWAIT';
      });
      $.OPTION2({
        GATE: () => wait === undefined && $.is(2, T.LOCKED),
        DEF: () => {
          $.CONSUME(T.SKIP);
          $.CONSUME(T.LOCKED);
          wait = 'SKIP LOCKED';
        },
      });
      return {
        type: type.type === T.UPDATE ? 'UPDATE' : 'SHARE',
        ...(of === undefined ? {} : { of }),
        ...(wait === undefined ? {} : { wait }),
      };
    }),
  };
}
