import type {
  Admin, CloseCursor, CommentOn, DeclareCursor, Drop, DropKind, FetchCursor, Kill, SetVariable, Truncate, Use,
} from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

/** Statements of a session and of administration. */
export interface CommandRules {
  readonly drop: Rule<[], Drop<DropKind>>;
  readonly truncate: Rule<[], Truncate>;
  readonly use: Rule<[], Use>;
  readonly set: Rule<[], SetVariable>;
  readonly admin: Rule<[], Admin>;
  readonly kill: Rule<[], Kill>;
  readonly comment: Rule<[], CommentOn>;
  readonly declare: Rule<[], DeclareCursor>;
  readonly fetch: Rule<[], FetchCursor>;
  readonly close: Rule<[], CloseCursor>;
}

export function commandRules($: Engine, all: Grammar): CommandRules {
  return {
    drop: $.RULE('drop', (): Drop<DropKind> => {
      const start = $.start();
      $.CONSUME(T.DROP);
      $.CONSUME(T.TABLE);
      return { kind: 'drop_table', ifExists: false, names: [$.SUBRULE(all.objectName)], span: { start, end: $.end() } };
    }),
    truncate: $.RULE('truncate', (): Truncate => {
      const start = $.start();
      $.CONSUME(T.TRUNCATE);
      return { kind: 'truncate', name: $.SUBRULE(all.objectName), ranges: [], span: { start, end: $.end() } };
    }),
    use: $.RULE('use', (): Use => {
      const start = $.start();
      $.CONSUME(T.USE);
      return { kind: 'use', database: $.SUBRULE(all.ident), span: { start, end: $.end() } };
    }),
    set: $.RULE('set', (): SetVariable => {
      const start = $.start();
      $.CONSUME(T.SET);
      return { kind: 'set', name: $.SUBRULE(all.objectName), values: [], span: { start, end: $.end() } };
    }),
    admin: $.RULE('admin', (): Admin => {
      const start = $.start();
      $.CONSUME(T.ADMIN);
      return { kind: 'admin', call: $.SUBRULE(all.call), span: { start, end: $.end() } };
    }),
    kill: $.RULE('kill', (): Kill => {
      const start = $.start();
      $.CONSUME(T.KILL);
      return { kind: 'kill', target: 'process', id: $.SUBRULE(all.literalString).value, span: { start, end: $.end() } };
    }),
    comment: $.RULE('comment', (): CommentOn => {
      const start = $.start();
      $.CONSUME(T.COMMENT);
      $.CONSUME(T.ON);
      $.CONSUME(T.TABLE);
      return { kind: 'comment_on', object: 'TABLE', name: $.SUBRULE(all.objectName), span: { start, end: $.end() } };
    }),
    declare: $.RULE('declare', (): DeclareCursor => {
      const start = $.start();
      $.CONSUME(T.DECLARE);
      const name = $.SUBRULE(all.objectName);
      return { kind: 'declare_cursor', name, query: $.SUBRULE(all.query), span: { start, end: $.end() } };
    }),
    fetch: $.RULE('fetch', (): FetchCursor => {
      const start = $.start();
      $.CONSUME(T.FETCH);
      return { kind: 'fetch_cursor', count: '1', name: $.SUBRULE(all.objectName), span: { start, end: $.end() } };
    }),
    close: $.RULE('close', (): CloseCursor => {
      const start = $.start();
      $.CONSUME(T.CLOSE);
      return { kind: 'close_cursor', name: $.SUBRULE(all.objectName), span: { start, end: $.end() } };
    }),
  };
}
