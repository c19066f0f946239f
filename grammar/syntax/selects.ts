import type { Expr, GroupBy, Ident, Select, SelectItem } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { RESERVED_FOR_COLUMN_ALIAS } from '../keywords.ts';
import { T } from '../tokens.ts';
import { list } from './names.ts';
import { startsAlias, type Alias } from './relations.ts';

export interface SelectRules {
  readonly select: Rule<[], Select>;
  readonly selectItem: Rule<[], SelectItem>;
  /** `[ ALL | DISTINCT [ ON (…) ] ]`. */
  readonly distinct: Rule<[], Select['distinct']>;
  readonly top: Rule<[], NonNullable<Select['top']>>;
  readonly into: Rule<[], NonNullable<Select['into']>>;
  readonly groupBy: Rule<[], GroupBy>;
  readonly namedWindow: Rule<[], Select['windows'][number]>;
}

type Filling<N> = { -readonly [Field in keyof N]: N[Field] };

/** Mirrors `parse_select` of GreptimeDB's sqlparser. */
export function selectRules($: Engine, all: Grammar): SelectRules {
  return {
    select: $.RULE('select', (): Select => {
      const start = $.start();
      const select: Filling<Select> = {
        kind: 'select', items: [], from: [], lateralViews: [], clusterBy: [], distributeBy: [], sortBy: [], windows: [],
        windowBeforeQualify: false, span: { start, end: start },
      };
      $.CONSUME(T.SELECT);
      const distinct = $.OPTION(() => $.SUBRULE(all.distinct));
      if (distinct !== undefined) select.distinct = distinct;
      $.OPTION1(() => { select.top = $.SUBRULE(all.top); });
      $.OPTION2({
        GATE: () => !($.dialect.postgres && $.is(1, T.FROM)),
        DEF: () => { select.items = list($, 10, occurrence => $.subrule(occurrence, all.selectItem)); },
      });
      $.OPTION3(() => { select.into = $.SUBRULE(all.into); });
      $.OPTION4(() => {
        $.CONSUME(T.FROM);
        const from = [$.SUBRULE(all.tableWithJoins)];
        $.MANY1(() => {
          $.CONSUME1(T.Comma);
          from.push($.SUBRULE1(all.tableWithJoins));
        });
        select.from = from;
      });
      $.OPTION5(() => {
        $.CONSUME(T.WHERE);
        select.where = $.SUBRULE(all.expr);
      });
      $.OPTION6({ GATE: () => $.is(2, T.BY), DEF: () => { select.groupBy = $.SUBRULE(all.groupBy); } });
      $.OPTION7(() => {
        $.CONSUME(T.HAVING);
        select.having = $.SUBRULE1(all.expr);
      });
      $.OPTION8(() => {
        $.CONSUME(T.WINDOW);
        select.windows = list($, 20, occurrence => $.subrule(occurrence, all.namedWindow));
      });
      $.OPTION9(() => {
        $.CONSUME(T.QUALIFY);
        select.qualify = $.SUBRULE2(all.expr);
      });
      select.span = { start, end: $.end() };
      return select;
    }),

    distinct: $.RULE('distinct', (): Select['distinct'] =>
      $.OR<Select['distinct']>([
        { ALT: () => ($.CONSUME(T.ALL), 'ALL') },
        { ALT: () => ($.CONSUME(T.DISTINCT), 'DISTINCT') },
      ]),
    ),

    top: $.RULE('top', (): NonNullable<Select['top']> => {
      $.CONSUME(T.TOP);
      const count = $.SUBRULE(all.value);
      return { count, percent: false, withTies: false };
    }),

    into: $.RULE('into', (): NonNullable<Select['into']> => {
      $.CONSUME(T.INTO);
      const temporary = $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(T.TEMP) }, { ALT: () => $.CONSUME(T.TEMPORARY) }])) !== undefined;
      const unlogged = $.OPTION1(() => $.CONSUME(T.UNLOGGED)) !== undefined;
      const table = $.OPTION2(() => $.CONSUME(T.TABLE)) !== undefined;
      return { name: $.SUBRULE(all.objectName), temporary, unlogged, table };
    }),

    selectItem: $.RULE('selectItem', (): SelectItem => {
      const start = $.start();
      const depth = $.ACTION(() => wildcardParts($));
      return $.OR<SelectItem>({
        DEF: [
          {
            GATE: () => depth >= 0,
            ALT: (): SelectItem => {
              const parts: Ident[] = [];
              $.MANY({
                GATE: () => !$.is(1, T.Mul),
                DEF: () => {
                  parts.push($.SUBRULE(all.ident));
                  $.CONSUME(T.Period);
                },
              });
              const end = $.end();
              $.CONSUME(T.Mul);
              const span = { start, end: $.end() };
              if (parts.length === 0) return { kind: 'wildcard', span };
              return { kind: 'wildcard', qualifier: { kind: 'name', parts, span: { start, end: end - 1 } }, span };
            },
          },
          {
            ALT: (): SelectItem => {
              const expr = $.SUBRULE(all.expr);
              $.ACTION(() => {
                if (expr.kind === 'identifier' && expr.ident.quote === '' && expr.ident.value.toLowerCase() === 'from') {
                  $.syntax(`Expected an expression, found: ${expr.ident.value}`, { at: $.LA(1) });
                }
              });
              const alias = $.OPTION<Alias>({ GATE: () => startsAlias($, RESERVED_FOR_COLUMN_ALIAS), DEF: () => $.SUBRULE(all.alias) });
              const span = { start, end: $.end() };
              return alias === undefined
                ? { kind: 'item', expr, explicit: false, span }
                : { kind: 'item', expr, alias: alias.name, explicit: alias.explicit, span };
            },
          },
        ],
        ERR_MSG: 'an expression',
      });
    }),

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
          { ALT: () => { exprs = $.SUBRULE(all.exprs); } },
        ],
        ERR_MSG: 'an expression',
      });
      return { all: isAll, exprs, span: { start, end: $.end() } };
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

/** How many names stand before the `*` of a wildcard; -1 if the item is none. Refuses a dot with neither behind it. */
function wildcardParts($: Engine): number {
  if ($.is(1, T.Mul)) return 0;
  for (let n = 1; ; n += 2) {
    if (!$.is(n, T.Word) && !$.is(n, T.String)) {
      if (n > 1) $.expected("an identifier or a '*' after '.'", $.LA(n));
      return -1;
    }
    if (!$.is(n + 1, T.Period)) return -1;
    if ($.is(n + 2, T.Mul)) return (n + 1) / 2;
  }
}
