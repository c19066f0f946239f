import type { Call, Expr, GroupBy, RangeClause, Select } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import { Refusal } from '../fault.ts';
import type { Grammar } from '../grammar.ts';
import { T, type Token } from '../tokens.ts';
import { list } from './names.ts';
import { durationFault } from './ranges.ts';

/** How the rows of a SELECT are grouped: GROUP BY, and the clause of range queries that takes its place. */
export interface GroupingRules {
  readonly groupBy: Rule<[], GroupBy>;
  readonly groupByExpr: Rule<[], Expr>;
  /** `"(" list( expr | "(" … ")" ) ")"` of GROUPING SETS, CUBE and ROLLUP. */
  readonly groupingSets: Rule<[isLifted: boolean], readonly (readonly Expr[])[]>;
  /** An expression, or several in parentheses; without `isLifted` always in parentheses. */
  readonly groupingSet: Rule<[isLifted: boolean], readonly Expr[]>;
  /** `ALIGN … [TO …] [BY (…)] [FILL …]`, FILL also in front; absent if there is nothing of it. */
  readonly rangeClause: Rule<[], RangeClause | undefined>;
  readonly align: Rule<[], Align>;
}

type Align = Pick<RangeClause, 'align' | 'to' | 'by'>;

export function groupingRules($: Engine, all: Grammar): GroupingRules {
  return {
    groupBy: $.RULE('groupBy', (): GroupBy => {
      const start = $.start();
      $.CONSUME(T.GROUP);
      $.CONSUME(T.BY);
      let isAll = false;
      let exprs: readonly Expr[] = [];
      $.OR<void>({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.ALL);
              isAll = true;
            },
          },
          {
            GATE: () => !$.is(1, T.ALL),
            ALT: () => {
              exprs = list($, 10, occurrence => $.subrule(occurrence, all.groupByExpr));
            },
          },
        ],
        ERR_MSG: 'an expression',
      });
      const groupingSets = $.OPTION({
        GATE: () => $.is(2, T.SETS),
        DEF: () => {
          $.CONSUME(T.GROUPING);
          $.CONSUME(T.SETS);
          return $.SUBRULE(all.groupingSets, { ARGS: [true] });
        },
      });
      return { all: isAll, exprs, ...(groupingSets === undefined ? {} : { groupingSets }), span: { start, end: $.end() } };
    }),

    groupByExpr: $.RULE('groupByExpr', (): Expr => {
      const start = $.start();
      return $.OR<Expr>({
        DEF: [
          {
            GATE: () => $.dialect.postgres && $.is(2, T.SETS),
            ALT: () => {
              const first = $.CONSUME(T.GROUPING);
              $.CONSUME(T.SETS);
              return groupingCall($, first, 'GROUPING SETS', $.SUBRULE(all.groupingSets, { ARGS: [false] }));
            },
          },
          {
            GATE: () => $.dialect.postgres,
            ALT: () => groupingCall($, $.CONSUME(T.CUBE), 'CUBE', $.SUBRULE1(all.groupingSets, { ARGS: [true] })),
          },
          {
            GATE: () => $.dialect.postgres,
            ALT: () => groupingCall($, $.CONSUME(T.ROLLUP), 'ROLLUP', $.SUBRULE2(all.groupingSets, { ARGS: [true] })),
          },
          {
            GATE: () => $.dialect.postgres && $.is(2, T.RParen),
            ALT: () => {
              $.CONSUME(T.LParen);
              $.CONSUME(T.RParen);
              return { kind: 'tuple', elements: [], span: { start, end: $.end() } };
            },
          },
          { ALT: () => $.SUBRULE(all.expr) },
        ],
        ERR_MSG: 'an expression',
      });
    }),

    groupingSets: $.RULE('groupingSets', (isLifted: boolean = false): readonly (readonly Expr[])[] => {
      $.CONSUME(T.LParen);
      const sets = list($, 10, occurrence => $.subrule(occurrence, all.groupingSet, { ARGS: [isLifted] }));
      $.CONSUME(T.RParen);
      return sets;
    }),

    groupingSet: $.RULE('groupingSet', (isLifted: boolean = false): readonly Expr[] =>
      $.OR<readonly Expr[]>({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.LParen);
              const exprs = $.SUBRULE(all.optionalExprs);
              $.CONSUME(T.RParen);
              return exprs;
            },
          },
          { GATE: () => isLifted, ALT: () => [$.SUBRULE(all.expr)] },
        ],
        ERR_MSG: isLifted ? 'an expression' : '(',
      }),
    ),

    rangeClause: $.RULE('rangeClause', (): RangeClause | undefined => {
      const start = $.start();
      let align: Align | undefined;
      let fill: Token | undefined;
      let rounds = 0;
      $.MANY({
        GATE: () => rounds < 2,
        DEF: () => {
          rounds++;
          $.OR([
            {
              ALT: () => {
                $.ACTION(() => {
                  if (align !== undefined) $.syntax('Duplicate ALIGN keyword detected in SELECT clause.', { span: $.LA(1) });
                });
                align = $.SUBRULE(all.align);
                $.OPTION(() => {
                  fill = fillOf($, fill, $.CONSUME(T.FILL), $.CONSUME(T.Any));
                });
              },
            },
            {
              ALT: () => {
                fill = fillOf($, fill, $.CONSUME1(T.FILL), $.CONSUME1(T.Any));
              },
            },
          ]);
        },
      });
      return $.ACTION((): RangeClause | undefined => {
        if (align === undefined) return fill === undefined ? undefined : $.refuse(new Refusal({ text: NO_ALIGN, span: fill }));
        return { kind: 'range_clause', ...align, ...(fill === undefined ? {} : { fill: fill.image }), span: { start, end: $.end() } };
      });
    }),

    align: $.RULE('align', (): Align => {
      $.CONSUME(T.ALIGN);
      const align = $.OR<Expr>({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.LParen);
              const expr = $.SUBRULE(all.expr);
              $.CONSUME(T.RParen);
              return expr;
            },
          },
          {
            ALT: () => {
              const value = $.SUBRULE(all.value);
              $.ACTION(() => {
                const fault = durationFault(value.value);
                if (fault !== undefined) $.syntax(fault, { span: $.LA(0) });
              });
              return value;
            },
          },
        ],
        ERR_MSG: 'a value',
      });
      let to: Align['to'];
      $.OPTION(() => {
        $.CONSUME(T.TO);
        $.OPTION1(() => {
          to = $.OR1<Expr | string>([
            {
              ALT: () => {
                $.CONSUME1(T.LParen);
                const expr = $.SUBRULE1(all.expr);
                $.CONSUME1(T.RParen);
                return expr;
              },
            },
            { GATE: () => !$.is(1, T.LParen), ALT: () => $.CONSUME(T.Any).image },
          ]);
        });
      });
      const by = $.OPTION2(() => {
        $.CONSUME(T.BY);
        $.CONSUME2(T.LParen);
        const exprs = $.SUBRULE(all.optionalExprs);
        $.CONSUME2(T.RParen);
        return exprs;
      });
      return { align, ...(to === undefined ? {} : { to }), ...(by === undefined ? {} : { by }) };
    }),
  };
}

const NO_ALIGN = 'ALIGN argument cannot be omitted in the range select query';

/** The token behind FILL, which may be written once. */
function fillOf($: Engine, known: Token | undefined, word: Token, value: Token): Token {
  return $.ACTION(() => (known === undefined ? value : $.syntax('Duplicate FILL keyword detected in SELECT clause.', { span: word })));
}

/** CUBE, ROLLUP and GROUPING SETS of PostgreSQL, as the call they look like. */
function groupingCall($: Engine, first: Token, name: string, sets: readonly (readonly Expr[])[]): Call {
  const { start, end } = first;
  return $.ACTION((): Call => ({
    kind: 'call',
    name: { kind: 'name', parts: [{ kind: 'ident', value: name, quote: '', span: { start, end } }], span: { start, end } },
    args: sets.map(set => {
      const span = { start: set[0]?.span.start ?? start, end: set.at(-1)?.span.end ?? end };
      const expr: Expr = set.length === 1 && name !== 'GROUPING SETS' ? set[0]! : { kind: 'tuple', elements: set, span };
      return { kind: 'expr', expr, span };
    }),
    orderBy: [],
    clauses: [],
    withinGroup: [],
    span: { start, end: $.end() },
  }));
}

/**
 * The fork's checks of a range query: with ALIGN there is no `*` and some item has a RANGE; without it no item has one, unless it
 * has an alias (that slips through, and fails when it is planned).
 */
export function checkRangeSelect($: Engine, { items, range }: Select, rangesBefore: number): void {
  if (range === undefined) {
    if ($.rangesRead === rangesBefore) return;
    const item = items.find(each => each.kind === 'item' && each.alias === undefined && hasRange(each.expr));
    if (item !== undefined) {
      $.refuse(new Refusal({ text: NO_ALIGN, span: item.span }));
    }
    return;
  }
  const wildcard = items.find(item => item.kind === 'wildcard');
  if (wildcard !== undefined) $.refuse(new Refusal({ text: 'Wildcard `*` is not allowed in range select query', span: wildcard.span }));
  if (items.some(item => item.kind === 'item' && hasRange(item.expr))) return;
  $.refuse(new Refusal({ text: 'Illegal Range select, no RANGE keyword found in any SelectItem', span: range.span }));
}

/** Whether a RANGE stands in the expression itself, not in a query inside. */
function hasRange(node: object): boolean {
  if ('kind' in node && node.kind === 'range') return true;
  return Object.values(node).some(part => typeof part === 'object' && part !== null && part.kind !== 'query' && hasRange(part));
}
