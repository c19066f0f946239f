import type { CallArg, DerivedTable, Expr, Ident, Join, NestedJoin, ObjectName, TableAlias, TableFactor, TableRef, TableWithJoins } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { RESERVED_FOR_TABLE_ALIAS } from '../keywords.ts';
import { T } from '../tokens.ts';
import { identOf, list } from './names.ts';

/** What stands after FROM. */
export interface RelationRules {
  readonly tableWithJoins: Rule<[], TableWithJoins>;
  readonly tableFactor: Rule<[], TableFactor>;
  readonly join: Rule<[], Join>;
  readonly joinType: Rule<[], JoinType>;
  /** `ON expr` or `USING (…)`, if any. */
  readonly joinConstraint: Rule<[natural: boolean], JoinConstraint>;
  readonly derivedTable: Rule<[start: number, lateral: boolean], DerivedTable>;
  readonly nestedJoin: Rule<[start: number], NestedJoin>;
  readonly namedTable: Rule<[], TableRef>;
  readonly tableArgs: Rule<[], readonly CallArg[]>;
  /** `[AS] name [(columns)]`, if one follows. */
  readonly tableAlias: Rule<[], TableAlias | undefined>;
  /** `[AS] name`: the caller has seen that one follows. */
  readonly alias: Rule<[], Alias>;
  /** `"(" list( ident [data_type] ) ")"`. */
  readonly aliasColumns: Rule<[], TableAlias['columns']>;
  readonly aliasColumn: Rule<[], TableAlias['columns'][number]>;
}

/** An alias, and whether it is written with AS. */
export interface Alias {
  readonly name: Ident;
  readonly explicit: boolean;
}
type JoinType = Pick<Join, 'type' | 'natural' | 'global'>;
type JoinConstraint = Pick<Join, 'on' | 'using'>;

/** Mirrors `parse_table_and_joins` and `parse_table_factor` of sqlparser. */
export function relationRules($: Engine, all: Grammar): RelationRules {
  return {
    tableWithJoins: $.RULE('tableWithJoins', (): TableWithJoins => {
      const start = $.start();
      const relation = $.SUBRULE(all.tableFactor);
      const joins: Join[] = [];
      $.MANY({
        GATE: () => startsJoin($),
        DEF: () => {
          joins.push($.SUBRULE(all.join));
        },
      });
      return { kind: 'table_with_joins', relation, joins, span: { start, end: $.end() } };
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
        kind: 'join', ...type, relation, ...constraint, ...(matchCondition === undefined ? {} : { matchCondition }), span: { start, end: $.end() },
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
                DEF: [
                  { ALT: () => ($.CONSUME(T.JOIN), 'CROSS JOIN') },
                  { ALT: () => ($.CONSUME(T.APPLY), 'CROSS APPLY') },
                ],
                ERR_MSG: 'JOIN or APPLY after CROSS',
              });
            },
          },
          { ALT: () => ($.CONSUME(T.OUTER), $.CONSUME1(T.APPLY), 'OUTER APPLY') },
          { ALT: () => ($.CONSUME(T.ASOF), $.CONSUME1(T.JOIN), 'ASOF JOIN') },
          {
            ALT: () => {
              natural = $.OPTION1(() => $.CONSUME(T.NATURAL)) !== undefined;
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

    joinConstraint: $.RULE('joinConstraint', (isAllowed: boolean = true): JoinConstraint =>
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

    tableFactor: $.RULE('tableFactor', (): TableFactor =>
      $.deeper(() => {
        const start = $.start();
        return $.OR<TableFactor>({
          DEF: [
            {
              ALT: (): TableFactor => {
                $.CONSUME(T.LATERAL);
                return $.OR1<TableFactor>({
                  DEF: [
                    {
                      ALT: () => {
                        $.CONSUME(T.LParen);
                        return $.SUBRULE(all.derivedTable, { ARGS: [start, true] });
                      },
                    },
                    {
                      ALT: (): TableFactor => {
                        const name = $.SUBRULE(all.objectName);
                        $.CONSUME1(T.LParen);
                        const args = $.SUBRULE(all.tableArgs);
                        const span = { start, end: $.end() };
                        const alias = $.SUBRULE(all.tableAlias);
                        return {
                          kind: 'table_function', lateral: true,
                          call: { kind: 'call', name, args, orderBy: [], clauses: [], withinGroup: [], span },
                          ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() },
                        };
                      },
                    },
                  ],
                  ERR_MSG: 'identifier',
                });
              },
            },
            {
              ALT: (): TableFactor => {
                $.CONSUME(T.TABLE);
                $.CONSUME2(T.LParen);
                const call = $.SUBRULE(all.expr);
                $.CONSUME2(T.RParen);
                const alias = $.SUBRULE1(all.tableAlias);
                return { kind: 'table_function', lateral: false, call, ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() } };
              },
            },
            {
              ALT: () => {
                $.CONSUME3(T.LParen);
                return $.TRY<TableFactor>(
                  2,
                  () => $.SUBRULE1(all.derivedTable, { ARGS: [start, false] }),
                  () => $.SUBRULE(all.nestedJoin, { ARGS: [start] }),
                );
              },
            },
            { ALT: () => $.SUBRULE(all.namedTable) },
          ],
          ERR_MSG: 'identifier',
        });
      }),
    ),

    derivedTable: $.RULE('derivedTable', (start: number = 0, lateral: boolean = false): DerivedTable => {
      const query = $.SUBRULE(all.query);
      $.CONSUME(T.RParen);
      const alias = $.SUBRULE(all.tableAlias);
      return { kind: 'derived', lateral, query, tails: [], ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() } };
    }),

    nestedJoin: $.RULE('nestedJoin', (start: number = 0): NestedJoin => {
      const table = $.SUBRULE(all.tableWithJoins);
      $.ACTION(() => {
        if (table.joins.length === 0 && table.relation.kind !== 'nested_join') $.expected('joined table');
      });
      $.CONSUME(T.RParen);
      const alias = $.SUBRULE(all.tableAlias);
      return { kind: 'nested_join', table, ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() } };
    }),

    namedTable: $.RULE('namedTable', (): TableRef => {
      const start = $.start();
      const name: ObjectName = $.SUBRULE(all.objectName);
      const args = $.OPTION(() => {
        $.CONSUME(T.LParen);
        return $.SUBRULE(all.tableArgs);
      });
      let withOrdinality = false;
      $.OPTION1({
        GATE: () => $.is(2, T.ORDINALITY),
        DEF: () => {
          $.CONSUME(T.WITH);
          $.CONSUME(T.ORDINALITY);
          withOrdinality = true;
        },
      });
      const alias = $.SUBRULE(all.tableAlias);
      const hints = $.OPTION2({
        GATE: () => $.is(2, T.LParen),
        DEF: () => {
          $.CONSUME1(T.WITH);
          $.CONSUME1(T.LParen);
          const exprs = $.SUBRULE(all.exprs);
          $.CONSUME(T.RParen);
          return exprs;
        },
      });
      return {
        kind: 'table_ref', name, withOrdinality, hints: hints ?? [], tails: [],
        ...(args === undefined ? {} : { args }), ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() },
      };
    }),

    // Begins behind the opening parenthesis, and takes the closing one.
    tableArgs: $.RULE('tableArgs', (): readonly CallArg[] => {
      let args: readonly CallArg[] = [];
      $.OPTION({
        GATE: () => !$.is(1, T.RParen),
        DEF: () => {
          args = $.ACTION(() => []);
          const exprs = $.SUBRULE(all.exprs);
          args = $.ACTION((): CallArg[] => exprs.map(expr => ({ kind: 'expr', expr, span: expr.span })));
        },
      });
      $.CONSUME(T.RParen);
      return args;
    }),

    tableAlias: $.RULE('tableAlias', (): TableAlias | undefined => {
      const start = $.start();
      return $.OPTION<TableAlias>({
        GATE: () => startsAlias($, RESERVED_FOR_TABLE_ALIAS),
        DEF: () => {
          const { name, explicit } = $.SUBRULE(all.alias);
          const columns = $.OPTION1(() => $.SUBRULE(all.aliasColumns)) ?? [];
          return { kind: 'table_alias', name, columns, explicit, span: { start, end: $.end() } };
        },
      });
    }),

    alias: $.RULE('alias', (): Alias => {
      let explicit = false;
      $.OPTION(() => {
        $.CONSUME(T.AS);
        explicit = true;
      });
      const name = $.OR({
        DEF: [{ ALT: () => $.CONSUME(T.Word) }, { ALT: () => $.CONSUME(T.String) }],
        ERR_MSG: 'an identifier after AS',
      });
      return { name: identOf(name), explicit };
    }),

    aliasColumns: $.RULE('aliasColumns', () => {
      $.CONSUME(T.LParen);
      const columns = list($, 0, occurrence => $.subrule(occurrence, all.aliasColumn));
      $.CONSUME(T.RParen);
      return columns;
    }),

    aliasColumn: $.RULE('aliasColumn', (): TableAlias['columns'][number] => {
      const name = $.SUBRULE(all.ident);
      let type: TableAlias['columns'][number]['type'];
      $.OPTION({
        GATE: () => !$.is(1, T.Comma) && !$.is(1, T.RParen),
        DEF: () => {
          $.TRY(
            0,
            () => { type = $.SUBRULE(all.dataType); },
            () => {},
          );
        },
      });
      return { name, ...(type === undefined ? {} : { type }) };
    }),
  };
}

/** Whether an alias follows: AS, a string, or a word that is not reserved here. */
export function startsAlias($: Engine, reserved: ReadonlySet<string>): boolean {
  const token = $.LA(1);
  if (token.type === T.AS || token.type === T.String) return true;
  return $.is(1, T.Word) && (token.quote !== '' || !reserved.has(token.type.name));
}

/** Whether the next word opens a join (GLOBAL is taken even where none follows). */
function startsJoin($: Engine): boolean {
  const next = $.LA(1).type === T.GLOBAL ? $.LA(2).type : $.LA(1).type;
  return JOIN_WORDS.has(next.name);
}
const JOIN_WORDS: ReadonlySet<string> = new Set([
  'CROSS', 'OUTER', 'ASOF', 'NATURAL', 'JOIN', 'INNER', 'LEFT', 'RIGHT', 'SEMI', 'ANTI', 'FULL', 'STRAIGHT_JOIN',
]);

/** Whether ON or USING may follow the table of such a join. */
function isConstrained($: Engine, { type, natural }: JoinType): boolean {
  if (type === 'CROSS JOIN') return $.dialect.mysql;
  return !natural && type !== 'CROSS APPLY' && type !== 'OUTER APPLY';
}
