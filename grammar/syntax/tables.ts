import type {
  ColumnDef,
  CreateDatabase,
  CreateExternalTable,
  CreateTable,
  CreateTableLike,
  CreateView,
  Expr,
  Ident,
  ObjectName,
  Partitions,
  TableConstraint,
} from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { checkColumnName } from '../validate/columns.ts';
import { checkOptionKeys } from '../validate/options.ts';
import { checkPartitions } from '../validate/partitions.ts';
import { checkTimeIndex } from '../validate/time-index.ts';
import { begin, finish, spanFrom } from './drafts.ts';
import { identOf } from './names.ts';

/** The rules of statements start after `CREATE <word>`; `start` is where CREATE stands. */
export interface TableRules {
  readonly createTable: Rule<[start: number], CreateTable | CreateTableLike>;
  readonly createExternalTable: Rule<[start: number], CreateExternalTable>;
  readonly createDatabase: Rule<[start: number], CreateDatabase>;
  readonly createView: Rule<[start: number, orReplace: boolean], CreateView>;
  /** An object's name as GreptimeDB's own parser reads it: a failure gets the heading `a table name` (or what `what` says). */
  readonly namedObject: Rule<[what: string], ObjectName>;
  /** `"(" { column_def | table_constraint } ")"`. */
  readonly tableElements: Rule<[columns: ColumnDef[], constraints: TableConstraint[]], void>;
  readonly tableConstraint: Rule<[], TableConstraint>;
  /** `"(" ident { "," ident } ")"` of a view: may be empty, keywords are no names. */
  readonly viewColumns: Rule<[columns: Ident[]], void>;
  /** `PARTITION ON COLUMNS (…) (…)`. */
  readonly partitions: Rule<[], Partitions>;
  /** `ENGINE = word`. */
  readonly tableEngine: Rule<[], Ident>;
}

/** Mirrors `src/sql/src/parsers/create_parser.rs`. */
export function tableRules($: Engine, all: Grammar): TableRules {
  return {
    createTable: $.RULE('createTable', (start: number = 0): CreateTable | CreateTableLike => {
      const columns: ColumnDef[] = [];
      const constraints: TableConstraint[] = [];
      const table = begin<CreateTable>($, {
        kind: 'create_table',
        ifNotExists: false,
        columns,
        constraints,
        options: [],
        span: spanFrom(start),
      });
      table.ifNotExists = $.SUBRULE(all.ifNotExists);
      table.name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
      return $.OR<CreateTable | CreateTableLike>([
        {
          ALT: () => {
            $.CONSUME(T.LIKE);
            const source = $.SUBRULE1(all.namedObject, { ARGS: ['a table name'] });
            const { ifNotExists, name } = table as CreateTable;
            return { kind: 'create_table_like', ifNotExists, name, source, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.OPTION(() => $.SUBRULE(all.tableElements, { ARGS: [columns, constraints] }));
            $.ACTION(() => checkTimeIndex($, columns, constraints, table.name!.span));
            $.OPTION1(() => {
              const partitions = $.SUBRULE(all.partitions);
              $.ACTION(() => checkPartitions($, columns, partitions));
              table.partitions = partitions;
            });
            $.OPTION2(() => {
              table.engine = $.SUBRULE(all.tableEngine);
            });
            const options = $.SUBRULE(all.withOptions);
            table.options = options;
            $.ACTION(() => checkOptionKeys($, options, 'table'));
            return finish($, table);
          },
        },
      ]);
    }),

    createExternalTable: $.RULE('createExternalTable', (start: number = 0): CreateExternalTable => {
      const columns: ColumnDef[] = [];
      const constraints: TableConstraint[] = [];
      const table = begin<CreateExternalTable>($, {
        kind: 'create_external_table',
        ifNotExists: false,
        columns,
        constraints,
        options: [],
        span: spanFrom(start),
      });
      table.ifNotExists = $.SUBRULE(all.ifNotExists);
      table.name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
      $.OPTION(() => $.SUBRULE(all.tableElements, { ARGS: [columns, constraints] }));
      $.ACTION(() => {
        if (columns.length > 0) checkTimeIndex($, columns, constraints, table.name!.span);
      });
      $.OPTION1(() => {
        table.engine = $.SUBRULE(all.tableEngine);
      });
      const options = $.SUBRULE(all.withOptions);
      table.options = options;
      $.ACTION(() => checkOptionKeys($, options, 'table'));
      return finish($, table);
    }),

    createDatabase: $.RULE('createDatabase', (start: number = 0): CreateDatabase => {
      const database = begin<CreateDatabase>($, { kind: 'create_database', ifNotExists: false, options: [], span: spanFrom(start) });
      database.ifNotExists = $.SUBRULE(all.ifNotExists);
      database.name = $.SUBRULE(all.namedObject, { ARGS: ['a database name'] });
      const options = $.SUBRULE(all.withOptions);
      database.options = options;
      $.ACTION(() => checkOptionKeys($, options, 'database'));
      return finish($, database);
    }),

    createView: $.RULE('createView', (start: number = 0, orReplace: boolean = false): CreateView => {
      const columns: Ident[] = [];
      const view = begin<CreateView>($, { kind: 'create_view', orReplace, ifNotExists: false, columns, span: spanFrom(start) });
      view.ifNotExists = $.SUBRULE(all.ifNotExists);
      view.name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
      $.OPTION(() => $.SUBRULE(all.viewColumns, { ARGS: [columns] }));
      $.CONSUME(T.AS);
      view.query = $.SUBRULE(all.query);
      return finish($, view);
    }),

    namedObject: $.RULE('namedObject', (what: string = '') => $.wrap(what, () => $.SUBRULE(all.objectName))),

    tableElements: $.RULE('tableElements', (columns: ColumnDef[] = [], constraints: TableConstraint[] = []) => {
      $.CONSUME(T.LParen);
      $.MANY({
        GATE: () => $.is(1, T.Word),
        DEF: () => {
          $.OR([
            { GATE: () => $.is(1, T.PRIMARY) || $.is(1, T.TIME), ALT: () => constraints.push($.SUBRULE(all.tableConstraint)) },
            { ALT: () => columns.push($.SUBRULE(all.columnDef)) },
          ]);
          $.OPTION(() => $.CONSUME(T.Comma));
          $.ACTION(() => {
            if (!$.is(1, T.RParen) && !$.is(0, T.Comma)) $.expectedHere("',' or ')' after column definition");
          });
        },
      });
      $.ACTION(() => {
        if (!$.is(1, T.RParen)) $.expectedHere('column name or constraint definition');
      });
      $.CONSUME(T.RParen);
    }),

    tableConstraint: $.RULE('tableConstraint', (): TableConstraint => {
      const start = $.start();
      return $.OR<TableConstraint>([
        {
          ALT: () => {
            $.CONSUME(T.PRIMARY);
            $.wrap('KEY', () => $.CONSUME(T.KEY));
            const columns = $.SUBRULE(all.parenthesisedIdents);
            return { kind: 'primary_key_constraint', columns, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.TIME);
            $.wrap('INDEX', () => $.CONSUME(T.INDEX));
            const columns = $.SUBRULE1(all.parenthesisedIdents);
            return $.ACTION((): TableConstraint => {
              const span = { start, end: $.end() };
              if (columns.length !== 1) {
                $.invalid('InvalidSyntax', 'Invalid time index: it should contain only one column in time index', span);
              }
              return { kind: 'time_index_constraint', column: columns[0]!, span };
            });
          },
        },
      ]);
    }),

    viewColumns: $.RULE('viewColumns', (columns: Ident[] = []) => {
      $.CONSUME(T.LParen);
      $.MANY(() => {
        const name = $.SUBRULE(all.ident);
        $.ACTION(() => checkColumnName($, name));
        columns.push(name);
        $.OPTION(() => $.CONSUME(T.Comma));
        $.ACTION(() => {
          if (!$.is(1, T.RParen) && !$.is(0, T.Comma)) $.expectedHere("',' or ')' after column name");
        });
      });
      $.CONSUME(T.RParen, { ERR_MSG: 'identifier' });
    }),

    partitions: $.RULE('partitions', (): Partitions => {
      const start = $.start();
      const exprs: Expr[] = [];
      $.CONSUME(T.PARTITION);
      $.wrap('ON, COLUMNS', () => {
        $.CONSUME(T.ON);
        $.CONSUME(T.COLUMNS);
      });
      const columns = $.SUBRULE(all.parenthesisedIdents);
      $.wrap('(', () => $.CONSUME(T.LParen));
      $.MANY({
        GATE: () => !$.is(1, T.RParen) && (exprs.length === 0 || $.is(0, T.Comma)),
        DEF: () => {
          exprs.push($.SUBRULE(all.expr));
          $.OPTION(() => $.CONSUME(T.Comma));
        },
      });
      $.ACTION(() => {
        if (!$.is(1, T.RParen) && (exprs.length === 0 || $.is(0, T.Comma))) $.expected('an expression', $.LA(1), { consumed: true });
      });
      $.wrap(')', () => $.CONSUME(T.RParen));
      return { kind: 'partitions', columns, exprs, span: { start, end: $.end() } };
    }),

    tableEngine: $.RULE('tableEngine', (): Ident => {
      $.CONSUME(T.ENGINE);
      $.wrap('=', () => $.CONSUME(T.Eq));
      $.ACTION(() => {
        if (!$.is(1, T.Word)) $.expectedHere("'Engine' is missing");
      });
      return identOf($.CONSUME(T.Word));
    }),
  };
}
