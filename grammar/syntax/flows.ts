import type { CreateFlow, Expr, FlowInterval, Literal, Query, Tql } from '../ast.ts';
import { flowSeconds, type IntervalClause } from '../constants.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { storedQuery } from '../offsets.ts';
import type { Span } from '../span.ts';
import { T, type Token } from '../tokens.ts';

export interface FlowRules {
  /** Starts after `CREATE [OR REPLACE] FLOW`; `start` is where CREATE stands. */
  readonly createFlow: Rule<[start: number, orReplace: boolean], CreateFlow>;
  /** `[ EXPIRE [ AFTER expr ] ]`. */
  readonly expireClause: Rule<[], ExpireClause>;
  /** `[ EVAL INTERVAL expr ]`, both words in upper case. */
  readonly evalClause: Rule<[], FlowInterval | undefined>;
  /** `[ COMMENT 'text' ]`. */
  readonly flowComment: Rule<[], Literal | undefined>;
  /** What stands behind AS: a query that starts with SELECT, the hybrid WITH, or TQL. */
  readonly flowBody: Rule<[], Query | Tql>;
}

type ExpireClause = Pick<CreateFlow, 'expireAfter' | 'bareExpire'>;
type Filling<N> = { -readonly [Field in keyof N]: N[Field] };
type FlowDraft = Filling<Pick<CreateFlow, 'kind' | 'span' | 'orReplace' | 'ifNotExists' | 'options'> & Partial<CreateFlow>>;

/** Mirrors `parse_create_flow` of `src/sql/src/parsers/create_parser.rs`: the clauses come in one order, each at most once. */
export function flowRules($: Engine, all: Grammar): FlowRules {
  return {
    createFlow: $.RULE('createFlow', (start: number = 0, orReplace: boolean = false): CreateFlow => {
      const flow: FlowDraft = { kind: 'create_flow', span: { start, end: $.end() }, orReplace, ifNotExists: false, options: [] };
      $.draft(flow);
      flow.ifNotExists = $.SUBRULE(all.ifNotExists);
      flow.name = $.wrap('a table name', () => $.SUBRULE(all.objectName));
      flow.span = { start, end: $.end() };
      $.ACTION(() => {
        if (!$.is(1, T.SINK)) $.syntax('Expect `SINK` keyword');
      });
      $.CONSUME(T.SINK);
      $.CONSUME(T.TO);
      flow.sink = $.wrap('a table name', () => $.SUBRULE1(all.objectName));
      flow.span = { start, end: $.end() };

      Object.assign(flow, $.SUBRULE(all.expireClause));
      flow.span = { start, end: $.end() };
      const evalInterval = $.SUBRULE(all.evalClause);
      if (evalInterval !== undefined) flow.evalInterval = evalInterval;
      flow.span = { start, end: $.end() };
      const comment = $.SUBRULE(all.flowComment);
      if (comment !== undefined) flow.comment = comment;
      flow.span = { start, end: $.end() };
      const withStart = $.start();
      const hasOptions = $.is(1, T.WITH);
      flow.options = $.SUBRULE(all.withOptions);
      flow.span = { start, end: $.end() };
      if (hasOptions) flow.withSpan = { start: withStart, end: $.end() };
      $.CONSUME(T.AS);

      const bodyStart = $.start();
      flow.body = $.SUBRULE(all.flowBody);
      flow.bodySpan = { start: bodyStart, end: $.end() };
      flow.span = { start, end: $.end() };
      $.ACTION(() => {
        const stored = storedQuery($.source, bodyStart, $.isEnd(1) ? undefined : $.LA(1).end);
        flow.rawText = stored.text;
        if (stored.broken) flow.rawTextBroken = true;
        if ($.isEnd(1) || $.is(1, T.SemiColon)) refuseMeaning($, flow as CreateFlow);
      });
      return flow as CreateFlow;
    }),

    expireClause: $.RULE('expireClause', (): ExpireClause => {
      let clause: ExpireClause = {};
      $.OPTION(() => {
        const expire = $.CONSUME(T.EXPIRE);
        clause = $.ACTION(() => ({ bareExpire: spanOf(expire) }));
        $.OPTION1({
          GATE: () => isWordOf($.LA(1), 'AFTER'),
          DEF: () => {
            $.CONSUME(T.Word);
            const expireAfter = interval($, expire, $.SUBRULE(all.expr), 'EXPIRE AFTER');
            clause = { expireAfter };
          },
        });
      });
      return clause;
    }),

    evalClause: $.RULE('evalClause', (): FlowInterval | undefined =>
      $.OPTION({
        GATE: () => $.LA(1).image === 'EVAL' && $.LA(2).image === 'INTERVAL',
        DEF: () => {
          const first = $.CONSUME(T.EVAL);
          $.CONSUME(T.INTERVAL);
          return interval($, first, $.SUBRULE(all.expr), 'EVAL INTERVAL');
        },
      }),
    ),

    flowComment: $.RULE('flowComment', (): Literal | undefined =>
      $.OPTION((): Literal => {
        $.CONSUME(T.COMMENT);
        const text = $.CONSUME(T.String);
        return $.ACTION((): Literal => ({ kind: 'literal', type: 'string', value: text.value, span: spanOf(text) }));
      }),
    ),

    flowBody: $.RULE('flowBody', (): Query | Tql =>
      $.OR<Query | Tql>([
        { GATE: () => $.is(1, T.SELECT), ALT: () => $.SUBRULE(all.query) },
        { ALT: () => $.SUBRULE(all.hybridQuery, { ARGS: [true] }) },
        { ALT: () => $.SUBRULE(all.tql, { ARGS: [true] }) },
      ]),
    ),
  };
}

/** The clause with the seconds the parser makes of it. */
function interval($: Engine, first: Token, expr: Expr, clause: IntervalClause): FlowInterval {
  return $.ACTION((): FlowInterval => {
    const result = flowSeconds(expr, clause);
    return {
      kind: 'flow_interval',
      expr,
      span: { start: first.start, end: $.end() },
      ...(result.kind === 'seconds' ? { seconds: result.seconds, ...(result.truncated ? { truncated: true } : {}) } : {}),
    };
  });
}

/**
 * What the parser refuses though the grammar does not: intervals that do not fold, and TQL in any but the simplest CTE. The original
 * folds an interval as soon as it has read it; here a fault in the grammar further on goes first, since it has to be mended first.
 */
function refuseMeaning($: Engine, flow: CreateFlow): void {
  for (const [clause, written] of [
    ['EXPIRE AFTER', flow.expireAfter],
    ['EVAL INTERVAL', flow.evalInterval],
  ] as const) {
    if (written === undefined) continue;
    const result = flowSeconds(written.expr, clause);
    if (result.kind === 'refused') $.invalid(result.statusName, result.message, written.expr.span);
  }
  const { body } = flow;
  if (body.kind === 'tql' || body.with === undefined) return;
  if (!body.with.ctes.some(cte => cte.body.kind === 'tql') || isSimplestTqlCte(body)) return;
  $.invalid('InvalidArguments', 'Invalid flow query: WITH is only supported for the simplest TQL CTE in CREATE FLOW', body.span);
}

/** Beside TQL in a CTE only `SELECT * FROM <cte>` may stand, its table renamed at most; names compare as DataFusion normalises them. */
function isSimplestTqlCte(query: Query): boolean {
  const { with: with_, body: select } = query;
  const [cte] = with_!.ctes;
  if (with_!.ctes.length !== 1 || select.kind !== 'select') return false;
  const tail =
    query.orderBy.length > 0 ||
    query.limit !== undefined ||
    query.offset !== undefined ||
    query.fetch !== undefined ||
    query.locks.length > 0 ||
    query.forClause !== undefined;
  const clauses =
    select.distinct !== undefined ||
    select.top !== undefined ||
    select.into !== undefined ||
    select.lateralViews.length > 0 ||
    select.where !== undefined ||
    select.connectBy !== undefined ||
    select.groupBy !== undefined ||
    select.clusterBy.length > 0 ||
    select.distributeBy.length > 0 ||
    select.range !== undefined ||
    select.sortBy.length > 0 ||
    select.having !== undefined ||
    select.windows.length > 0 ||
    select.qualify !== undefined;
  if (tail || clauses || select.items.length !== 1 || select.from.length !== 1) return false;
  const [item] = select.items;
  const [{ relation, joins } = { relation: undefined, joins: [] }] = select.from;
  if (item!.kind !== 'wildcard' || item!.qualifier !== undefined || joins.length > 0 || relation?.kind !== 'table_ref') return false;
  if (relation.args !== undefined || relation.hints.length > 0 || relation.tails.length > 0 || relation.withOrdinality) return false;
  const [part] = relation.name.parts;
  return relation.name.parts.length === 1 && folded(part!) === folded(cte!.name);
}

function folded(ident: { readonly value: string; readonly quote: string }): string {
  return ident.quote === '' ? ident.value.toLowerCase() : ident.value;
}

/** Whether a token is this word in any case and any quotes: the original compares its text. */
function isWordOf(token: Token, upperCased: string): boolean {
  return token.quote !== "'" && token.value.toUpperCase() === upperCased;
}

function spanOf(token: Token): Span {
  return { start: token.start, end: token.end };
}
