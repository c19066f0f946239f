import type { Expr, Join, TableWithJoins } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { kindSet } from '../kinds.ts';
import { T } from '../tokens.ts';
import { NONE } from './drafts.ts';
import { list } from './names.ts';

/** Tables and the joins behind them. */
export interface JoinRules {
  readonly tableWithJoins: Rule<[], TableWithJoins>;
  readonly join: Rule<[], Join>;
  readonly joinType: Rule<[], JoinType>;
  /** `ON expr` or `USING (…)`, if any. */
  readonly joinConstraint: Rule<[isAllowed: boolean], JoinConstraint>;
}

type JoinType = Pick<Join, 'type' | 'natural' | 'global'>;
type JoinConstraint = Pick<Join, 'on' | 'using'>;

/** Mirrors `parse_table_and_joins` and `parse_joins` of sqlparser. */
export function joinRules($: Engine, all: Grammar): JoinRules {
  return {
    tableWithJoins: $.RULE('tableWithJoins', (): TableWithJoins => {
      const start = $.start();
      const relation = $.SUBRULE(all.tableFactor);
      let joins: Join[] | undefined;
      $.MANY({
        GATE: () => startsJoin($),
        DEF: () => {
          const join = $.SUBRULE(all.join);
          if (joins === undefined) joins = [join];
          else joins.push(join);
        },
      });
      // The original takes GLOBAL before it looks for a join.
      $.OPTION(() => $.CONSUME(T.GLOBAL));
      return { kind: 'table_with_joins', relation, joins: joins ?? NONE, span: $.spanOver(start, relation) };
    }),

    join: $.RULE('join', (): Join => {
      const start = $.start();
      const type = $.SUBRULE(all.joinType);
      const relation = $.SUBRULE(all.tableFactor);
      let matchCondition: Expr | undefined;
      $.OPTION({
        GATE: () => type.type === 'ASOF JOIN',
        DEF: () => {
          $.CONSUME(T.MATCH_CONDITION);
          $.CONSUME(T.LParen);
          matchCondition = $.SUBRULE(all.expr);
          $.CONSUME(T.RParen);
        },
      });
      $.ACTION(() => {
        if (type.type === 'ASOF JOIN' && matchCondition === undefined) $.expected('MATCH_CONDITION');
      });
      const constraint = $.SUBRULE(all.joinConstraint, { ARGS: [isConstrained($, type)] });
      return {
        kind: 'join',
        ...type,
        relation,
        ...constraint,
        ...(matchCondition === undefined ? {} : { matchCondition }),
        span: { start, end: $.end() },
      };
    }),

    joinType: $.RULE('joinType', (): JoinType => {
      const global = $.OPTION(() => $.CONSUME(T.GLOBAL)) !== undefined;
      let natural = false;
      const type = $.OR<string>({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.CROSS);
              return $.OR1<string>({
                DEF: [{ ALT: () => ($.CONSUME(T.JOIN), 'CROSS JOIN') }, { ALT: () => ($.CONSUME(T.APPLY), 'CROSS APPLY') }],
                ERR_MSG: 'JOIN or APPLY after CROSS',
              });
            },
          },
          { ALT: () => ($.CONSUME(T.OUTER), $.CONSUME1(T.APPLY), 'OUTER APPLY') },
          { ALT: () => ($.CONSUME(T.ASOF), $.CONSUME1(T.JOIN), 'ASOF JOIN') },
          {
            ALT: () => {
              natural = $.OPTION1(() => $.CONSUME(T.NATURAL)) !== undefined;
              $.ACTION(() => {
                if ($.is(1, T.OUTER)) $.expected('LEFT, RIGHT, or FULL');
              });
              return $.OR2<string>({
                DEF: [
                  { ALT: () => ($.CONSUME2(T.JOIN), 'JOIN') },
                  { ALT: () => ($.CONSUME(T.INNER), $.CONSUME3(T.JOIN), 'INNER JOIN') },
                  {
                    ALT: () => {
                      const side = $.OR3([{ ALT: () => $.CONSUME(T.LEFT) }, { ALT: () => $.CONSUME(T.RIGHT) }]);
                      $.ACTION(() => {
                        if (!$.is(1, T.OUTER) && !$.is(1, T.SEMI) && !$.is(1, T.ANTI) && !$.is(1, T.JOIN)) {
                          $.syntax(`expected OUTER, SEMI, ANTI or JOIN after ${side.type.name}`);
                        }
                      });
                      const kind = $.OPTION2(() =>
                        $.OR4([{ ALT: () => $.CONSUME1(T.OUTER) }, { ALT: () => $.CONSUME(T.SEMI) }, { ALT: () => $.CONSUME(T.ANTI) }]),
                      );
                      $.CONSUME4(T.JOIN);
                      return $.ACTION(() => `${side.type.name}${kind === undefined ? '' : ` ${kind.type.name}`} JOIN`);
                    },
                  },
                  { ALT: () => ($.CONSUME1(T.SEMI), $.CONSUME5(T.JOIN), 'SEMI JOIN') },
                  { ALT: () => ($.CONSUME1(T.ANTI), $.CONSUME6(T.JOIN), 'ANTI JOIN') },
                  {
                    ALT: () => {
                      $.CONSUME(T.FULL);
                      const isOuter = $.OPTION3(() => $.CONSUME2(T.OUTER)) !== undefined;
                      $.CONSUME7(T.JOIN);
                      return isOuter ? 'FULL OUTER JOIN' : 'FULL JOIN';
                    },
                  },
                  { ALT: () => ($.CONSUME(T.STRAIGHT_JOIN), 'STRAIGHT_JOIN') },
                ],
                ERR_MSG: 'a join type after NATURAL',
              });
            },
          },
        ],
        ERR_MSG: 'JOIN',
      });
      return { global, natural, type };
    }),

    joinConstraint: $.RULE(
      'joinConstraint',
      (isAllowed: boolean = true): JoinConstraint =>
        $.OPTION<JoinConstraint>({
          GATE: () => isAllowed,
          DEF: () =>
            $.OR<JoinConstraint>([
              {
                ALT: () => {
                  $.CONSUME(T.ON);
                  return { on: $.SUBRULE(all.expr) };
                },
              },
              {
                ALT: () => {
                  $.CONSUME(T.USING);
                  $.CONSUME(T.LParen, { ERR_MSG: 'a list of columns in parentheses' });
                  const using = list($, 10, occurrence => $.subrule(occurrence, all.objectName));
                  $.CONSUME(T.RParen);
                  return { using };
                },
              },
            ]),
        }) ?? {},
    ),
  };
}

/** Whether the next word opens a join (GLOBAL is taken even where none follows). */
function startsJoin($: Engine): boolean {
  return JOIN_WORDS[$.is(1, T.GLOBAL) ? $.kind(2) : $.kind(1)] === 1;
}
const JOIN_WORDS = kindSet([
  'CROSS',
  'OUTER',
  'ASOF',
  'NATURAL',
  'JOIN',
  'INNER',
  'LEFT',
  'RIGHT',
  'SEMI',
  'ANTI',
  'FULL',
  'STRAIGHT_JOIN',
]);

/** Whether ON or USING may follow the table of such a join. */
function isConstrained($: Engine, { type, natural }: JoinType): boolean {
  if (type === 'CROSS JOIN') return $.dialect.mysql;
  return !natural && type !== 'CROSS APPLY' && type !== 'OUTER APPLY';
}
