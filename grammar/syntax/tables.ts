import type { CreateDatabase, CreateExternalTable, CreateTable, CreateTableLike, CreateView, Partitions } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

/** Each starts after `CREATE <word>`; `start` is where CREATE stands. */
export interface TableRules {
  readonly createTable: Rule<[start: number], CreateTable | CreateTableLike>;
  readonly createExternalTable: Rule<[start: number], CreateExternalTable>;
  readonly createDatabase: Rule<[start: number], CreateDatabase>;
  readonly createView: Rule<[start: number, orReplace: boolean], CreateView>;
  /** `PARTITION ON COLUMNS (…) (…)`. */
  readonly partitions: Rule<[], Partitions>;
}

export function tableRules($: Engine, all: Grammar): TableRules {
  return {
    createTable: $.RULE('createTable', (start: number = 0): CreateTable => {
      const name = $.SUBRULE(all.objectName);
      return { kind: 'create_table', ifNotExists: false, name, columns: [], constraints: [], options: [], span: { start, end: $.end() } };
    }),
    createExternalTable: $.RULE('createExternalTable', (start: number = 0): CreateExternalTable => {
      const name = $.SUBRULE(all.objectName);
      return { kind: 'create_external_table', ifNotExists: false, name, columns: [], constraints: [], options: [], span: { start, end: $.end() } };
    }),
    createDatabase: $.RULE('createDatabase', (start: number = 0): CreateDatabase => {
      const name = $.SUBRULE(all.objectName);
      return { kind: 'create_database', ifNotExists: false, name, options: [], span: { start, end: $.end() } };
    }),
    createView: $.RULE('createView', (start: number = 0, orReplace: boolean = false): CreateView => {
      const name = $.SUBRULE(all.objectName);
      $.CONSUME(T.AS);
      const query = $.SUBRULE(all.query);
      return { kind: 'create_view', orReplace, ifNotExists: false, name, columns: [], query, span: { start, end: $.end() } };
    }),
    partitions: $.RULE('partitions', (): Partitions => {
      $.CONSUME(T.PARTITION);
      return { kind: 'partitions', columns: [], exprs: [], span: { start: 0, end: 0 } };
    }),
  };
}
