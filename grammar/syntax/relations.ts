import type { Call, CallArg, DerivedTable, Ident, NestedJoin, TableAlias, TableFactor, TableFunction, TableRef } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { RESERVED_FOR_COLUMN_ALIAS, RESERVED_FOR_TABLE_ALIAS } from '../keywords.ts';
import { kindSet } from '../kinds.ts';
import { T } from '../tokens.ts';
import { requireOperand } from './literals.ts';
import { NONE } from './drafts.ts';
import { identOf, isBareAt, list } from './names.ts';

/** A table of a FROM list: named, derived, called, or joined in parentheses. */
export interface RelationRules {
  readonly tableFactor: Rule<[], TableFactor>;
  /** What stands behind LATERAL. */
  readonly lateral: Rule<[], TableFactor>;
  /** `TABLE (expr)`. */
  readonly tableExpression: Rule<[], TableFunction>;
  /** `UNNEST (…)` of PostgreSQL. */
  readonly unnest: Rule<[], TableRef>;
  readonly derivedTable: Rule<[start: number], DerivedTable>;
  readonly nestedJoin: Rule<[start: number], NestedJoin>;
  readonly namedTable: Rule<[], TableRef>;
  /** `[WITH ORDINALITY]`. */
  readonly ordinality: Rule<[], boolean>;
  /** The arguments of a table function. */
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

/** Mirrors `parse_table_factor` of sqlparser. */
export function relationRules($: Engine, all: Grammar): RelationRules {
  return {
    tableFactor: $.RULE('tableFactor', (): TableFactor =>
      $.deeper(() => {
        const start = $.start();
        return $.OR<TableFactor>({
          DEF: [
            { ALT: () => $.SUBRULE(all.lateral) },
            { ALT: () => $.SUBRULE(all.tableExpression) },
            {
              ALT: () => {
                $.CONSUME(T.LParen);
                return $.TRY<TableFactor>(
                  1,
                  () => $.SUBRULE(all.derivedTable, { ARGS: [start] }),
                  () => $.SUBRULE(all.nestedJoin, { ARGS: [start] }),
                );
              },
            },
            { GATE: () => $.dialect.postgres, ALT: () => $.SUBRULE(all.unnest) },
            { GATE: () => $.is(2, T.LParen), ALT: () => $.SUBRULE(all.documentTable) },
            { GATE: () => !$.is(1, T.LATERAL) && !$.is(1, T.TABLE), ALT: () => $.SUBRULE(all.namedTable) },
          ],
          ERR_MSG: 'identifier',
        });
      }),
    ),

    lateral: $.RULE('lateral', (): TableFactor => {
      const start = $.start();
      $.CONSUME(T.LATERAL);
      return $.OR<TableFactor>({
        DEF: [
          {
            ALT: (): DerivedTable => {
              $.CONSUME(T.LParen);
              const query = $.SUBRULE(all.query);
              $.CONSUME(T.RParen);
              const alias = $.SUBRULE(all.tableAlias);
              const sample = $.SUBRULE(all.tableSample);
              return {
                kind: 'derived',
                lateral: true,
                query,
                ...(alias === undefined ? {} : { alias }),
                tails: sample === undefined ? [] : [sample],
                span: { start, end: $.end() },
              };
            },
          },
          {
            ALT: (): TableFunction => {
              const nameStart = $.start();
              const name = $.SUBRULE(all.objectName);
              $.CONSUME1(T.LParen);
              const args = $.SUBRULE(all.tableArgs);
              const span = { start: nameStart, end: $.end() };
              const alias = $.SUBRULE1(all.tableAlias);
              const call: Call = { kind: 'call', name, args, orderBy: [], clauses: [], withinGroup: [], span };
              return {
                kind: 'table_function',
                lateral: true,
                call,
                ...(alias === undefined ? {} : { alias }),
                span: { start, end: $.end() },
              };
            },
          },
        ],
        ERR_MSG: 'identifier',
      });
    }),

    tableExpression: $.RULE('tableExpression', (): TableFunction => {
      const start = $.start();
      $.CONSUME(T.TABLE);
      $.CONSUME(T.LParen);
      const call = $.SUBRULE(all.expr);
      $.CONSUME(T.RParen);
      const alias = $.SUBRULE(all.tableAlias);
      return { kind: 'table_function', lateral: false, call, ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() } };
    }),

    unnest: $.RULE('unnest', (): TableRef => {
      const start = $.start();
      const word = $.CONSUME(T.UNNEST);
      $.CONSUME(T.LParen);
      const exprs = $.SUBRULE(all.exprs);
      $.CONSUME(T.RParen);
      const withOrdinality = $.SUBRULE(all.ordinality);
      const alias = $.SUBRULE(all.tableAlias);
      const offset = $.OPTION({
        GATE: () => $.is(2, T.OFFSET),
        DEF: () => {
          const tail = $.start();
          $.CONSUME(T.WITH);
          $.CONSUME(T.OFFSET);
          $.OPTION1({ GATE: () => startsAlias($, NO_COLUMN_ALIAS), DEF: () => $.SUBRULE(all.alias) });
          return $.source.slice(tail, $.end());
        },
      });
      return {
        kind: 'table_ref',
        name: { kind: 'name', parts: [identOf(word)], span: { start, end: word.end } },
        args: $.ACTION(() => exprs.map((expr): CallArg => ({ kind: 'expr', expr, span: expr.span }))),
        withOrdinality,
        ...(alias === undefined ? {} : { alias }),
        hints: [],
        tails: offset === undefined ? [] : [offset],
        span: { start, end: $.end() },
      };
    }),

    // Begins behind the opening parenthesis, which may just as well be that of a join.
    derivedTable: $.RULE('derivedTable', (start: number = 0): DerivedTable => {
      const query = $.SUBRULE(all.query);
      $.CONSUME(T.RParen);
      const alias = $.SUBRULE(all.tableAlias);
      const tails = $.SUBRULE(all.tableTails);
      return { kind: 'derived', lateral: false, query, tails, ...(alias === undefined ? {} : { alias }), span: { start, end: $.end() } };
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
      const name = $.SUBRULE(all.objectName);
      const partition = $.OPTION({ GATE: () => $.dialect.mysql, DEF: () => $.SUBRULE(all.tablePartitions) });
      let tails: readonly string[] = partition === undefined ? NONE : [partition];
      const args = $.OPTION1(() => {
        $.CONSUME(T.LParen);
        return $.SUBRULE(all.tableArgs);
      });
      const withOrdinality = $.SUBRULE(all.ordinality);
      const alias = $.SUBRULE(all.tableAlias);
      const indexHints = $.OPTION2({
        GATE: () => $.dialect.mysql && ($.is(1, T.USE) || $.is(1, T.IGNORE) || $.is(1, T.FORCE)),
        DEF: () =>
          $.TRY<string | undefined>(
            2,
            () => $.SUBRULE(all.indexHints),
            () => undefined,
          ),
      });
      if (indexHints !== undefined) tails = [...tails, indexHints];
      const hints = $.OPTION3({
        GATE: () => $.is(2, T.LParen),
        DEF: () => {
          $.CONSUME(T.WITH);
          $.CONSUME1(T.LParen);
          const exprs = $.SUBRULE(all.exprs);
          $.CONSUME(T.RParen);
          return exprs;
        },
      });
      const last = $.SUBRULE(all.tableTails);
      return {
        kind: 'table_ref',
        name,
        withOrdinality,
        hints: hints ?? NONE,
        tails: tails.length === 0 ? last : tails.concat(last),
        ...(args === undefined ? {} : { args }),
        ...(alias === undefined ? {} : { alias }),
        span: $.spanOver(start, name),
      };
    }),

    ordinality: $.RULE(
      'ordinality',
      () =>
        $.OPTION({
          GATE: () => $.is(2, T.ORDINALITY),
          DEF: () => {
            $.CONSUME(T.WITH);
            $.CONSUME(T.ORDINALITY);
            return true;
          },
        }) ?? false,
    ),

    // Begins behind the opening parenthesis, and takes the closing one.
    tableArgs: $.RULE('tableArgs', (): readonly CallArg[] => {
      if (!$.is(1, T.RParen) && !$.is(1, T.Mul)) requireOperand($);
      const args = $.OPTION(() => list($, 10, occurrence => $.subrule(occurrence, all.argument)));
      $.CONSUME(T.RParen);
      return args ?? [];
    }),

    tableAlias: $.RULE('tableAlias', (): TableAlias | undefined => {
      const start = $.start();
      return $.OPTION<TableAlias>({
        GATE: () => startsAlias($, $.dialect.mysql ? NO_MYSQL_TABLE_ALIAS : NO_TABLE_ALIAS),
        DEF: () => {
          const { name, explicit } = $.SUBRULE(all.alias);
          const columns = $.OPTION1(() => $.SUBRULE(all.aliasColumns)) ?? NONE;
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
        DEF: [{ ALT: () => identOf($.CONSUME(T.Word)) }, { ALT: () => identOf($.CONSUME(T.String)) }],
        ERR_MSG: 'an identifier after AS',
      });
      return { name, explicit };
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
        GATE: () => $.is(1, T.Word),
        DEF: () => {
          $.TRY(
            0,
            () => {
              type = $.SUBRULE(all.dataType);
            },
            () => {},
          );
        },
      });
      return { name, ...(type === undefined ? {} : { type }) };
    }),
  };
}

export const NO_COLUMN_ALIAS = kindSet(RESERVED_FOR_COLUMN_ALIAS);
const NO_TABLE_ALIAS = kindSet(RESERVED_FOR_TABLE_ALIAS);
/** MySQL's dialect reserves some more. */
const NO_MYSQL_TABLE_ALIAS = kindSet([...RESERVED_FOR_TABLE_ALIAS, 'USE', 'IGNORE', 'FORCE', 'STRAIGHT_JOIN']);

/** Whether an alias follows: AS, a string, or a word that is not reserved here. */
export function startsAlias($: Engine, reserved: Uint8Array): boolean {
  if ($.is(1, T.Word)) return $.is(1, T.AS) || reserved[$.kind(1)] !== 1 || !isBareAt($, 1);
  return $.is(1, T.String);
}
