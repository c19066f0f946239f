import type { Expr, Literal, QueryBody, Select, SelectItem, TableWithJoins } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { kindSet } from '../kinds.ts';
import { T } from '../tokens.ts';
import { isWildcardAt } from './calls.ts';
import { checkRangeSelect } from './groupings.ts';
import { NONE } from './drafts.ts';
import { list } from './names.ts';
import { NO_COLUMN_ALIAS, startsAlias, type Alias } from './relations.ts';

export interface SelectRules {
  /** `holder`: the draft of the query around, so that it knows what is read of a SELECT that is refused half-way. */
  readonly select: Rule<[holder?: BodyHolder], Select>;
  /** `list(select_item)`. */
  readonly selectItems: Rule<[], readonly SelectItem[]>;
  readonly selectItem: Rule<[], SelectItem>;
  /** `FROM table_with_joins { "," table_with_joins }`: what it finds is put into `select`. */
  readonly fromClause: Rule<[select?: { from?: readonly TableWithJoins[] }], void>;
  /** `ALL | DISTINCT [ ON (…) ]`, and MySQL's modifiers among them. */
  readonly selectHead: Rule<[head?: Filling<SelectHead>], void>;
  readonly distinct: Rule<[], NonNullable<Select['distinct']>>;
  readonly top: Rule<[], NonNullable<Select['top']>>;
  /** A number that fits sqlparser's `u64`. */
  readonly wholeNumber: Rule<[], Literal>;
  readonly into: Rule<[], NonNullable<Select['into']>>;
  readonly lateralView: Rule<[], Select['lateralViews'][number]>;
  readonly connectBy: Rule<[], NonNullable<Select['connectBy']>>;
  readonly namedWindow: Rule<[], Select['windows'][number]>;
}

export interface BodyHolder {
  body?: QueryBody;
}
type SelectHead = Pick<Select, 'distinct' | 'modifiers'>;
type Filling<N> = { -readonly [Field in keyof N]: N[Field] };

/** Mirrors `parse_select` of GreptimeDB's sqlparser. */
export function selectRules($: Engine, all: Grammar): SelectRules {
  return {
    select: $.RULE('select', (holder: BodyHolder = {}): Select => {
      const start = $.start();
      const ranges = $.rangesRead;
      const select: Filling<Select> = {
        kind: 'select',
        items: NONE,
        from: NONE,
        lateralViews: NONE,
        clusterBy: NONE,
        distributeBy: NONE,
        sortBy: NONE,
        windows: NONE,
        windowBeforeQualify: false,
        span: { start, end: start },
      };
      holder.body = select;
      $.CONSUME(T.SELECT);
      $.SUBRULE(all.selectHead, { ARGS: [select] });
      $.OPTION1(() => {
        select.top = $.SUBRULE(all.top);
      });
      if (!$.dialect.postgres || !$.is(1, T.FROM)) select.items = $.SUBRULE(all.selectItems);
      $.OPTION3(() => {
        select.into = $.SUBRULE(all.into);
      });
      $.OPTION4(() => $.SUBRULE(all.fromClause, { ARGS: [select] }));
      $.MANY1({
        GATE: () => $.is(2, T.VIEW),
        DEF: () => {
          select.lateralViews = [...select.lateralViews, $.SUBRULE(all.lateralView)];
        },
      });
      $.OPTION5(() => {
        $.CONSUME(T.WHERE);
        select.where = $.SUBRULE(all.expr);
      });
      $.OPTION6({
        GATE: () => startsConnectBy($),
        DEF: () => {
          select.connectBy = $.SUBRULE(all.connectBy);
        },
      });
      $.OPTION7({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          select.groupBy = $.SUBRULE(all.groupBy);
        },
      });
      $.OPTION8({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.CLUSTER);
          $.CONSUME(T.BY);
          select.clusterBy = $.SUBRULE(all.exprs);
        },
      });
      $.OPTION9({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.DISTRIBUTE);
          $.CONSUME1(T.BY);
          select.distributeBy = $.SUBRULE1(all.exprs);
        },
      });
      const range = $.OPTION(() => $.SUBRULE(all.rangeClause));
      if (range !== undefined) select.range = range;
      $.option(10, {
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.SORT);
          $.CONSUME2(T.BY);
          select.sortBy = $.SUBRULE(all.orderItems);
        },
      });
      $.option(11, () => {
        $.CONSUME(T.HAVING);
        select.having = $.SUBRULE1(all.expr);
      });
      $.option(12, () => {
        $.CONSUME(T.WINDOW);
        select.windows = list($, 30, occurrence => $.subrule(occurrence, all.namedWindow));
        select.windowBeforeQualify = true;
      });
      $.option(13, () => {
        $.CONSUME(T.QUALIFY);
        select.qualify = $.SUBRULE2(all.expr);
      });
      $.option(14, {
        GATE: () => select.qualify !== undefined && !select.windowBeforeQualify,
        DEF: () => {
          $.CONSUME1(T.WINDOW);
          select.windows = list($, 40, occurrence => $.subrule(occurrence, all.namedWindow));
        },
      });
      select.span = { start, end: $.end() };
      $.ACTION(() => checkRangeSelect($, select, ranges));
      return select;
    }),

    selectHead: $.RULE('selectHead', (head: Filling<SelectHead> = {}) => {
      let modifiers: readonly string[] = NONE;
      $.OPTION({
        GATE: () => !$.dialect.mysql,
        DEF: () => {
          head.distinct = $.SUBRULE(all.distinct);
        },
      });
      $.MANY({
        GATE: () => $.dialect.mysql,
        DEF: () => {
          $.ACTION(() => {
            if (head.distinct !== undefined && isDistinctWord($))
              $.expected('HIGH_PRIORITY, STRAIGHT_JOIN, or other MySQL select modifier');
          });
          $.OR<void>([
            {
              ALT: () => {
                head.distinct = $.SUBRULE1(all.distinct);
              },
            },
            {
              ALT: () => {
                $.CONSUME(T.DISTINCTROW);
                head.distinct = 'DISTINCT';
              },
            },
            {
              ALT: () => {
                const word = $.OR1([
                  { ALT: () => $.CONSUME(T.HIGH_PRIORITY) },
                  { ALT: () => $.CONSUME(T.STRAIGHT_JOIN) },
                  { ALT: () => $.CONSUME(T.SQL_SMALL_RESULT) },
                  { ALT: () => $.CONSUME(T.SQL_BIG_RESULT) },
                  { ALT: () => $.CONSUME(T.SQL_BUFFER_RESULT) },
                  { ALT: () => $.CONSUME(T.SQL_NO_CACHE) },
                  { ALT: () => $.CONSUME(T.SQL_CALC_FOUND_ROWS) },
                ]);
                $.ACTION(() => {
                  modifiers = [...modifiers, word.type.name];
                });
              },
            },
          ]);
        },
      });
      if (modifiers.length > 0) head.modifiers = modifiers;
    }),

    distinct: $.RULE('distinct', (): NonNullable<Select['distinct']> =>
      $.OR<NonNullable<Select['distinct']>>([
        {
          ALT: () => {
            $.CONSUME(T.ALL);
            $.ACTION(() => {
              if ($.is(1, T.DISTINCT)) $.syntax('Cannot specify ALL then DISTINCT', { at: $.LA(0) });
            });
            return 'ALL';
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.DISTINCT);
            $.ACTION(() => {
              if ($.is(1, T.ALL)) $.syntax('Cannot specify DISTINCT then ALL', { at: $.LA(0) });
            });
            const on = $.OPTION(() => {
              $.CONSUME(T.ON);
              $.CONSUME(T.LParen);
              const exprs = $.SUBRULE(all.optionalExprs);
              $.CONSUME(T.RParen);
              return exprs;
            });
            return on === undefined ? 'DISTINCT' : { on };
          },
        },
      ]),
    ),

    top: $.RULE('top', (): NonNullable<Select['top']> => {
      $.CONSUME(T.TOP);
      const count = $.OR<Expr>({
        DEF: [
          {
            ALT: () => {
              $.CONSUME(T.LParen);
              const expr = $.SUBRULE(all.expr);
              $.CONSUME(T.RParen);
              return expr;
            },
          },
          { ALT: () => $.SUBRULE(all.wholeNumber) },
        ],
        ERR_MSG: 'literal int',
      });
      const percent = $.OPTION(() => $.CONSUME(T.PERCENT)) !== undefined;
      const withTies = $.OPTION1({
        GATE: () => $.is(2, T.TIES),
        DEF: () => {
          $.CONSUME(T.WITH);
          $.CONSUME(T.TIES);
          return true;
        },
      });
      return { count, percent, withTies: withTies === true };
    }),

    wholeNumber: $.RULE('wholeNumber', (): Literal => {
      const token = $.CONSUME(T.Number);
      return $.ACTION((): Literal => {
        const long = token.image.endsWith('L');
        const value = long ? token.image.slice(0, -1) : token.image;
        const reason = !/^[0-9]+$/.test(value)
          ? 'invalid digit found in string'
          : BigInt(value) >= 2n ** 64n
            ? 'number too large to fit in target type'
            : undefined;
        if (reason !== undefined) $.syntax(`Could not parse '${value}' as u64: ${reason}`, { at: token });
        return { kind: 'literal', type: 'number', value, ...(long ? { long } : {}), span: { start: token.start, end: token.end } };
      });
    }),

    into: $.RULE('into', (): NonNullable<Select['into']> => {
      $.CONSUME(T.INTO);
      const temporary = $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(T.TEMP) }, { ALT: () => $.CONSUME(T.TEMPORARY) }])) !== undefined;
      const unlogged = $.OPTION1(() => $.CONSUME(T.UNLOGGED)) !== undefined;
      const table = $.OPTION2(() => $.CONSUME(T.TABLE)) !== undefined;
      return { name: $.SUBRULE(all.objectName), temporary, unlogged, table };
    }),

    fromClause: $.RULE('fromClause', (select: { from?: readonly TableWithJoins[] } = {}) => {
      $.CONSUME(T.FROM);
      const from = [$.SUBRULE(all.tableWithJoins)];
      select.from = from;
      $.MANY(() => {
        $.CONSUME(T.Comma);
        from.push($.SUBRULE1(all.tableWithJoins));
      });
    }),

    selectItems: $.RULE('selectItems', () => list($, 10, occurrence => $.subrule(occurrence, all.selectItem))),

    selectItem: $.RULE('selectItem', (): SelectItem =>
      $.OR<SelectItem>({
        DEF: [
          { GATE: () => isWildcardAt($), ALT: () => $.SUBRULE(all.wildcardArgument) },
          {
            ALT: (): SelectItem => {
              const start = $.start();
              const expr = $.SUBRULE(all.expr);
              $.ACTION(() => {
                if (
                  expr.kind === 'identifier' &&
                  expr.ident.value.length === 4 &&
                  expr.ident.quote === '' &&
                  expr.ident.value.toLowerCase() === 'from'
                ) {
                  $.syntax(`Expected an expression, found: ${expr.ident.value}`, { at: $.LA(1), span: $.LA(0) });
                }
              });
              const alias = $.OPTION<Alias>({ GATE: () => startsAlias($, NO_COLUMN_ALIAS), DEF: () => $.SUBRULE(all.alias) });
              const span = $.spanOver(start, expr);
              if (alias === undefined) return { kind: 'item', expr, explicit: false, span };
              return { kind: 'item', expr, alias: alias.name, explicit: alias.explicit, span };
            },
          },
        ],
        ERR_MSG: 'an expression',
      }),
    ),

    lateralView: $.RULE('lateralView', (): Select['lateralViews'][number] => {
      $.CONSUME(T.LATERAL);
      $.CONSUME(T.VIEW);
      const outer = $.OPTION(() => $.CONSUME(T.OUTER)) !== undefined;
      const expr = $.SUBRULE(all.expr);
      const name = $.SUBRULE(all.objectName);
      const aliases = list($, 10, occurrence => {
        const alias = $.option(occurrence, {
          GATE: () => startsAlias($, RESERVED_FOR_LATERAL_ALIAS),
          DEF: () => $.subrule(occurrence, all.alias),
        });
        return alias?.name;
      });
      return { outer, expr, name, aliases: aliases.filter(alias => alias !== undefined) };
    }),

    connectBy: $.RULE('connectBy', (): NonNullable<Select['connectBy']> => {
      const clause: Filling<NonNullable<Select['connectBy']>> = { noCycle: false, relationships: [] };
      $.MANY({
        GATE: () => startsConnectBy($),
        DEF: () =>
          $.OR<void>([
            {
              ALT: () => {
                $.CONSUME(T.START);
                $.CONSUME(T.WITH);
                clause.startWith = $.SUBRULE(all.expr);
              },
            },
            {
              ALT: () => {
                $.CONSUME(T.CONNECT);
                $.CONSUME(T.BY);
                clause.noCycle = $.OPTION(() => $.CONSUME(T.NOCYCLE)) !== undefined;
                $.inConnectBy = true;
                clause.relationships = $.SUBRULE(all.exprs);
                $.inConnectBy = false;
              },
            },
          ]),
      });
      return clause;
    }),

    namedWindow: $.RULE('namedWindow', (): Select['windows'][number] => {
      const name = $.SUBRULE(all.ident);
      $.CONSUME(T.AS);
      $.CONSUME(T.LParen);
      const spec = $.SUBRULE(all.windowSpec);
      $.CONSUME(T.RParen);
      return { name, spec };
    }),
  };
}

/** `parse_optional_alias` of LATERAL VIEW has its own list of words. */
const RESERVED_FOR_LATERAL_ALIAS = kindSet(['WHERE', 'GROUP', 'CLUSTER', 'HAVING', 'LATERAL']);

function isDistinctWord($: Engine): boolean {
  return $.is(1, T.ALL) || $.is(1, T.DISTINCT) || $.is(1, T.DISTINCTROW);
}

function startsConnectBy($: Engine): boolean {
  return ($.is(1, T.START) && $.is(2, T.WITH)) || ($.is(1, T.CONNECT) && $.is(2, T.BY));
}
