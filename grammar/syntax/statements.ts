import type { StatementNode } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface StatementRules {
  /** One statement, without its semicolon. What starts none of them is 1001 `SQL statement is not supported`. */
  readonly statement: Rule<[], StatementNode>;
  /** Everything that starts with CREATE. */
  readonly create: Rule<[], StatementNode>;
}

/** Mirrors the dispatch of `src/sql/src/parser.rs` and `parsers/create_parser.rs`. */
export function statementRules($: Engine, all: Grammar): StatementRules {
  const isMySql = (): boolean => $.dialect.mysql;

  return {
    statement: $.RULE('statement', (): StatementNode =>
      $.OR<StatementNode>([
        { ALT: () => $.SUBRULE(all.create) },
        { ALT: () => $.SUBRULE(all.alter) },
        { ALT: () => $.SUBRULE(all.drop) },
        { ALT: () => $.SUBRULE(all.truncate) },
        { GATE: () => $.is(1, T.INSERT) || $.is(1, T.REPLACE), ALT: () => $.SUBRULE(all.insert) },
        { GATE: () => $.is(1, T.DELETE), ALT: () => $.SUBRULE(all.delete) },
        { ALT: () => $.SUBRULE(all.copy) },
        { ALT: () => $.SUBRULE(all.hybridQuery) },
        { GATE: () => $.is(1, T.SELECT) || $.is(1, T.VALUES) || $.is(1, T.LParen), ALT: () => $.SUBRULE(all.query) },
        { ALT: () => $.SUBRULE(all.tql, { ARGS: [false] }) },
        { ALT: () => $.SUBRULE(all.explain) },
        { ALT: () => $.SUBRULE(all.show) },
        { ALT: () => $.SUBRULE(all.describe) },
        { ALT: () => $.SUBRULE(all.set) },
        { ALT: () => $.SUBRULE(all.use) },
        { ALT: () => $.SUBRULE(all.admin) },
        { ALT: () => $.SUBRULE(all.kill) },
        { ALT: () => $.SUBRULE(all.comment) },
        { ALT: () => $.SUBRULE(all.declare) },
        { ALT: () => $.SUBRULE(all.fetch) },
        { ALT: () => $.SUBRULE(all.close) },
        { GATE: isMySql, ALT: () => $.SUBRULE(all.prepare) },
        { GATE: isMySql, ALT: () => $.SUBRULE(all.execute) },
        { GATE: isMySql, ALT: () => $.SUBRULE(all.deallocate) },
      ]),
    ),

    create: $.RULE('create', (): StatementNode => {
      const start = $.start();
      $.CONSUME(T.CREATE);
      return $.OR<StatementNode>([
        {
          ALT: () => {
            $.CONSUME(T.TABLE);
            return $.SUBRULE(all.createTable, { ARGS: [start] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.EXTERNAL);
            $.CONSUME1(T.TABLE);
            return $.SUBRULE(all.createExternalTable, { ARGS: [start] });
          },
        },
        {
          ALT: () => {
            $.OR1([{ ALT: () => $.CONSUME(T.DATABASE) }, { ALT: () => $.CONSUME(T.SCHEMA) }]);
            return $.SUBRULE(all.createDatabase, { ARGS: [start] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.VIEW);
            return $.SUBRULE(all.createView, { ARGS: [start, false] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.FLOW);
            return $.SUBRULE(all.createFlow, { ARGS: [start, false] });
          },
        },
        {
          ALT: () => {
            const or = $.CONSUME(T.OR);
            $.CONSUME(T.REPLACE);
            $.ACTION(() => {
              if (!$.is(1, T.Word)) $.unsupported(or);
            });
            return $.OR2<StatementNode>([
              {
                ALT: () => {
                  $.CONSUME1(T.VIEW);
                  return $.SUBRULE1(all.createView, { ARGS: [start, true] });
                },
              },
              {
                ALT: () => {
                  $.CONSUME1(T.FLOW);
                  return $.SUBRULE1(all.createFlow, { ARGS: [start, true] });
                },
              },
            ]);
          },
        },
      ]);
    }),
  };
}
