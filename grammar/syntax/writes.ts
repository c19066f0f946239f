import type { Copy, CopyKind, Delete, Insert } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface WriteRules {
  /** INSERT and REPLACE, as a statement and as a query body. */
  readonly insert: Rule<[], Insert>;
  readonly delete: Rule<[], Delete>;
  /** COPY; `COPY (query) TO STDOUT` is the inner query itself. */
  readonly copy: Rule<[], Copy<CopyKind>>;
}

export function writeRules($: Engine, all: Grammar): WriteRules {
  return {
    insert: $.RULE('insert', (): Insert => {
      const start = $.start();
      $.OR([{ ALT: () => $.CONSUME(T.INSERT) }, { ALT: () => $.CONSUME(T.REPLACE) }]);
      $.CONSUME(T.INTO);
      const name = $.SUBRULE(all.objectName);
      const query = $.SUBRULE(all.query);
      return { kind: 'insert', replace: false, name, columns: [], query, clauses: [], span: { start, end: $.end() } };
    }),
    delete: $.RULE('delete', (): Delete => {
      const start = $.start();
      $.CONSUME(T.DELETE);
      return { kind: 'delete', tables: [], from: [], using: [], returning: [], orderBy: [], span: { start, end: $.end() } };
    }),
    copy: $.RULE('copy', (): Copy<CopyKind> => {
      const start = $.start();
      $.CONSUME(T.COPY);
      return { kind: 'copy_table', direction: 'TO', location: '', options: [], connection: [], span: { start, end: $.end() } };
    }),
  };
}
