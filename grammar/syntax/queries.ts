import type { Query, Select, SelectItem, TableWithJoins } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface QueryRules {
  /** A query as it may stand anywhere (with plain WITH, no TQL). */
  readonly query: Rule<[], Query>;
  /** A statement, or flow body, that starts with WITH: GreptimeDB's hybrid form, whose CTEs may be TQL. */
  readonly hybridQuery: Rule<[], Query>;
  readonly select: Rule<[], Select>;
  readonly selectItem: Rule<[], SelectItem>;
  readonly tableWithJoins: Rule<[], TableWithJoins>;
}

export function queryRules($: Engine, all: Grammar): QueryRules {
  return {
    query: $.RULE('query', (): Query => {
      const body = $.SUBRULE(all.select);
      return { kind: 'query', body, orderBy: [], locks: [], span: body.span };
    }),
    hybridQuery: $.RULE('hybridQuery', (): Query => {
      $.CONSUME(T.WITH);
      return $.SUBRULE(all.query);
    }),
    select: $.RULE('select', (): Select => {
      const start = $.start();
      $.CONSUME(T.SELECT);
      $.MANY(() => $.CONSUME(T.Any));
      return {
        kind: 'select', items: [], from: [], lateralViews: [], clusterBy: [], distributeBy: [], sortBy: [], windows: [],
        windowBeforeQualify: false, span: { start, end: $.end() },
      };
    }),
    selectItem: $.RULE('selectItem', (): SelectItem => {
      const expr = $.SUBRULE(all.expr);
      return { kind: 'item', expr, explicit: false, span: expr.span };
    }),
    tableWithJoins: $.RULE('tableWithJoins', (): TableWithJoins => {
      const name = $.SUBRULE(all.objectName);
      const relation = { kind: 'table_ref', name, withOrdinality: false, hints: [], tails: [], span: name.span } as const;
      return { kind: 'table_with_joins', relation, joins: [], span: name.span };
    }),
  };
}
