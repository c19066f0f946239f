import type {
  Cte,
  Expr,
  OrderItem,
  ParenthesisedQuery,
  Query,
  QueryBody,
  SetOperation,
  TableBody,
  Tql,
  Values,
  ValuesRow,
  With,
} from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type Token } from '../tokens.ts';
import { requireOperand } from './literals.ts';
import { NONE } from './drafts.ts';
import { identOf, list, list0 } from './names.ts';
import type { BodyHolder } from './selects.ts';

export interface QueryRules {
  /** A query as it may stand anywhere (with plain WITH, no TQL). */
  readonly query: Rule<[], Query>;
  /** A statement, or flow body, that starts with WITH: GreptimeDB's hybrid form, whose CTEs may be TQL. */
  readonly hybridQuery: Rule<[requireNow?: boolean], Query>;
  /** `WITH [RECURSIVE] list(cte)`. */
  readonly withClause: Rule<[], With>;
  readonly cte: Rule<[], Cte>;
  /** One CTE of the hybrid form. */
  readonly hybridCte: Rule<[requireNow: boolean], Cte>;
  /** Set operations that bind tighter than `precedence`. */
  readonly queryBody: Rule<[precedence: number, holder?: BodyHolder], QueryBody>;
  readonly setOperator: Rule<[], SetOperator>;
  /** One operand of a set operation. */
  readonly queryTerm: Rule<[holder?: BodyHolder], QueryBody>;
  readonly values: Rule<[], Values>;
  readonly valuesRow: Rule<[], ValuesRow>;
  readonly tableBody: Rule<[], TableBody>;
  /** `list(expr)`. */
  readonly exprs: Rule<[], readonly Expr[]>;
  /** The same before a closing parenthesis, where it may be empty. */
  readonly optionalExprs: Rule<[], readonly Expr[]>;
  /** `list(order_item)`. */
  readonly orderItems: Rule<[], readonly OrderItem[]>;
}

type SetOperator = Pick<SetOperation, 'op' | 'quantifier'>;
type Filling<N> = { -readonly [Field in keyof N]: N[Field] };

/** Mirrors `parse_query` and what it calls in sqlparser, and GreptimeDB's `with_tql_parser.rs`. */
export function queryRules($: Engine, all: Grammar): QueryRules {
  return {
    query: $.RULE('query', (): Query =>
      $.deeper(() => {
        const start = $.start();
        const query = draftQuery($, start);
        const with_ = $.OPTION(() => $.SUBRULE(all.withClause));
        if (with_ !== undefined) query.with = with_;
        $.OR<void>({
          DEF: [
            {
              GATE: () => $.is(1, T.INSERT),
              ALT: () => {
                query.body = $.SUBRULE(all.insert);
              },
            },
            {
              GATE: () => $.is(1, T.DELETE),
              ALT: () => {
                query.body = $.SUBRULE(all.delete);
              },
            },
            {
              ALT: () => {
                query.body = $.SUBRULE(all.update);
              },
            },
            {
              ALT: () => {
                query.body = $.SUBRULE(all.merge);
              },
            },
            {
              ALT: () => {
                query.body = $.SUBRULE(all.queryBody, { ARGS: [0, query] });
                $.SUBRULE(all.queryTail, { ARGS: [query] });
              },
            },
          ],
          ERR_MSG: BODY,
        });
        query.span = $.spanOver(start, query.body!);
        return query as Query;
      }),
    ),

    hybridQuery: $.RULE('hybridQuery', (requireNow: boolean = false): Query => {
      const start = $.start();
      const query = draftQuery($, start);
      $.CONSUME(T.WITH);
      const recursive = $.OPTION(() => $.CONSUME(T.RECURSIVE)) !== undefined;
      const ctes: Cte[] = [];
      const with_: Filling<With> = { kind: 'with', recursive, ctes, span: { start, end: $.end() } };
      query.with = with_;
      ctes.push($.SUBRULE(all.hybridCte, { ARGS: [requireNow] }));
      $.MANY(() => {
        $.CONSUME(T.Comma);
        ctes.push($.SUBRULE1(all.hybridCte, { ARGS: [requireNow] }));
      });
      with_.span = { start, end: $.end() };
      const main = $.SUBRULE(all.query);
      return $.ACTION((): Query => Object.assign(query, outer(main, with_), { span: { start, end: $.end() } }));
    }),

    withClause: $.RULE('withClause', (): With => {
      const start = $.start();
      $.CONSUME(T.WITH);
      const recursive = $.OPTION(() => $.CONSUME(T.RECURSIVE)) !== undefined;
      const ctes = list($, 10, occurrence => $.subrule(occurrence, all.cte));
      return { kind: 'with', recursive, ctes, span: { start, end: $.end() } };
    }),

    cte: $.RULE('cte', (): Cte => {
      const start = $.start();
      const name = $.SUBRULE(all.ident);
      const columns = $.OPTION(() => $.SUBRULE(all.aliasColumns));
      $.CONSUME(T.AS);
      let materialized: Cte['materialized'];
      $.OPTION1({
        GATE: () => $.dialect.postgres,
        DEF: () => {
          materialized =
            $.OPTION2({ GATE: () => $.is(2, T.MATERIALIZED), DEF: () => $.CONSUME(T.NOT) }) === undefined
              ? 'MATERIALIZED'
              : 'NOT MATERIALIZED';
          $.CONSUME(T.MATERIALIZED);
        },
      });
      $.CONSUME(T.LParen);
      const body = $.SUBRULE(all.query);
      $.CONSUME(T.RParen);
      const from = $.OPTION3(() => {
        $.CONSUME(T.FROM);
        return $.SUBRULE1(all.ident);
      });
      return {
        kind: 'cte',
        name,
        columns: columns ?? [],
        hasColumns: columns !== undefined,
        body,
        ...(from === undefined ? {} : { from }),
        ...(materialized === undefined ? {} : { materialized }),
        span: { start, end: $.end() },
      };
    }),

    hybridCte: $.RULE('hybridCte', (requireNow: boolean = false): Cte => {
      const start = $.start();
      const name = $.SUBRULE(all.ident);
      let columns: Cte['columns'] | undefined;
      $.OPTION(() => {
        $.CONSUME(T.LParen);
        $.ACTION(() => {
          const isEmpty = $.is(1, T.RParen) || ($.is(1, T.Comma) && $.is(2, T.RParen));
          if (!isEmpty && !$.is(1, T.Word) && !$.is(1, T.String)) $.expected('identifier', $.LA(1), { consumed: true });
        });
        const names = list0(
          $,
          10,
          n => $.is(n, T.RParen),
          occurrence => $.subrule(occurrence, all.objectName),
        );
        $.CONSUME(T.RParen);
        columns = $.ACTION(() => names.map(({ parts }) => ({ name: parts[0]! })));
      });
      $.CONSUME(T.AS);
      $.CONSUME1(T.LParen);
      const body = $.OR<Query | Tql>({
        DEF: [
          { GATE: () => $.LA(1).quote === '', ALT: () => $.SUBRULE(all.tqlCte, { ARGS: [requireNow] }) },
          { ALT: () => $.SUBRULE(all.query) },
        ],
        ERR_MSG: BODY,
      });
      $.CONSUME1(T.RParen);
      return { kind: 'cte', name, columns: columns ?? [], hasColumns: columns !== undefined, body, span: { start, end: $.end() } };
    }),

    queryBody: $.RULE('queryBody', (precedence: number = 0, holder: BodyHolder = {}): QueryBody => {
      const start = $.start();
      let body = $.SUBRULE(all.queryTerm, { ARGS: [holder] });
      $.MANY({
        GATE: () => precedence < setPrecedence($.LA(1)),
        DEF: () => {
          const binding = setPrecedence($.LA(1));
          const operator = $.SUBRULE(all.setOperator);
          const right = $.SUBRULE(all.queryBody, { ARGS: [binding] });
          body = { kind: 'set_operation', left: body, right, span: { start, end: $.end() }, ...operator };
        },
      });
      return body;
    }),

    setOperator: $.RULE('setOperator', (): SetOperator => {
      const operator = $.OR([
        { ALT: () => $.CONSUME(T.UNION) },
        { ALT: () => $.CONSUME(T.EXCEPT) },
        { ALT: () => $.CONSUME(T.MINUS) },
        { ALT: () => $.CONSUME(T.INTERSECT) },
      ]);
      const word = $.OPTION(() => $.OR1([{ ALT: () => $.CONSUME(T.ALL) }, { ALT: () => $.CONSUME(T.DISTINCT) }]));
      const byName = $.OPTION1({
        GATE: () => $.is(2, T.NAME),
        DEF: () => {
          $.CONSUME(T.BY);
          return $.CONSUME(T.NAME);
        },
      });
      return $.ACTION((): SetOperator => {
        const op = operator.type.name as SetOperation['op'];
        if (word === undefined) return byName === undefined ? { op } : { op, quantifier: 'BY NAME' };
        const quantifier = word.type.name as 'ALL' | 'DISTINCT';
        return { op, quantifier: byName === undefined ? quantifier : `${quantifier} BY NAME` };
      });
    }),

    queryTerm: $.RULE('queryTerm', (holder: BodyHolder = {}): QueryBody =>
      $.OR<QueryBody>({
        DEF: [
          { ALT: () => $.SUBRULE(all.select, { ARGS: [holder] }) },
          {
            ALT: (): ParenthesisedQuery => {
              const start = $.start();
              $.CONSUME(T.LParen);
              const query = $.SUBRULE(all.query);
              $.CONSUME(T.RParen);
              return { kind: 'parenthesised_query', query, span: { start, end: $.end() } };
            },
          },
          { ALT: () => $.SUBRULE(all.values) },
          { ALT: () => $.SUBRULE(all.tableBody) },
        ],
        ERR_MSG: BODY,
      }),
    ),

    values: $.RULE('values', (): Values => {
      const start = $.start();
      const word = $.OR([{ ALT: () => $.CONSUME(T.VALUES) }, { ALT: () => $.CONSUME(T.VALUE) }]);
      const rows = list($, 0, occurrence => $.subrule(occurrence, all.valuesRow));
      return { kind: 'values', singular: word.type === T.VALUE, rows, span: { start, end: $.end() } };
    }),

    valuesRow: $.RULE('valuesRow', (): ValuesRow => {
      const start = $.start();
      const explicit = $.OPTION(() => $.CONSUME(T.ROW)) !== undefined;
      $.CONSUME(T.LParen);
      if (!$.dialect.mysql) requireOperand($);
      const values = $.SUBRULE(all.optionalExprs);
      $.CONSUME(T.RParen);
      return { kind: 'row', explicit, values, span: { start, end: $.end() } };
    }),

    // The original reads three tokens blindly, whether they belong to the name or not.
    tableBody: $.RULE('tableBody', (): TableBody => {
      const start = $.start();
      $.CONSUME(T.TABLE);
      const parts: Token[] = [];
      $.ACTION(() => {
        const qualified = $.is(2, T.Period);
        if (!$.is(1, T.Word)) $.expected(qualified ? 'Schema name' : 'Table name', $.LA(1));
        if (qualified && !$.is(3, T.Word)) $.expected('Table name', $.LA(3));
        parts.push($.LA(1));
        if (qualified) parts.push($.LA(3));
      });
      $.OPTION(() => $.CONSUME(T.Any));
      $.OPTION1(() => $.CONSUME1(T.Any));
      $.OPTION2(() => $.CONSUME2(T.Any));
      const name = { kind: 'name', parts: parts.map(identOf), span: { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0 } } as const;
      return { kind: 'table', name, span: { start, end: $.end() } };
    }),

    exprs: $.RULE('exprs', () => list($, 0, occurrence => $.subrule(occurrence, all.expr))),
    optionalExprs: $.RULE('optionalExprs', (): readonly Expr[] => {
      if (!$.is(1, T.RParen)) requireOperand($);
      return $.OPTION(() => $.SUBRULE(all.exprs)) ?? NONE;
    }),
    orderItems: $.RULE('orderItems', () => list($, 0, occurrence => $.subrule(occurrence, all.orderItem))),
  };
}

const BODY = 'SELECT, VALUES, or a subquery in the query body';

/** A query of which nothing is known yet. */
function draftQuery($: Engine, start: number): Filling<Partial<Query> & Pick<Query, 'kind' | 'span' | 'orderBy' | 'locks'>> {
  return $.draft({ kind: 'query', orderBy: NONE, locks: NONE, span: { start, end: start } });
}

/** What the hybrid WITH makes of its main query, which may begin with a WITH of its own. */
function outer(main: Query, with_: With): Query {
  if (main.with === undefined) return { ...main, with: with_ };
  return { ...main, with: with_, body: { kind: 'parenthesised_query', query: main, span: main.span }, orderBy: [], locks: [] };
}

/** How strongly a set operator binds; 0 if the token is none. */
function setPrecedence(token: Token): number {
  switch (token.type) {
    case T.UNION:
    case T.EXCEPT:
    case T.MINUS:
      return 10;
    case T.INTERSECT:
      return 20;
    default:
      return 0;
  }
}
