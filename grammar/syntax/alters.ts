import type { AddColumn, AlterDatabase, AlterOperation, AlterTable, Expr, Ident, Literal, Option, Partitions } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import { SQL_SYNTAX } from '../fault.ts';
import type { Grammar } from '../grammar.ts';
import { T, type Token, type TokenType } from '../tokens.ts';
import { checkIndexOptions } from '../validate/columns.ts';
import { printName } from '../validate/names.ts';
import { checkOptionKeys } from '../validate/options.ts';
import { begin, finish, spanFrom } from './drafts.ts';
import { list } from './names.ts';
import { reworded } from './refusals.ts';

type IndexType = 'FULLTEXT' | 'INVERTED' | 'SKIPPING';

export interface AlterRules {
  /** Everything that starts with ALTER. */
  readonly alter: Rule<[], AlterTable | AlterDatabase>;
  readonly alterDatabase: Rule<[start: number], AlterDatabase>;
  readonly alterTable: Rule<[start: number], AlterTable>;
  readonly alterAdd: Rule<[], AlterOperation>;
  readonly alterDropColumn: Rule<[], AlterOperation>;
  readonly alterRename: Rule<[], AlterOperation>;
  readonly alterSet: Rule<[], AlterOperation>;
  readonly alterUnset: Rule<[], AlterOperation>;
  /** Keys of UNSET. */
  readonly unsetKey: Rule<[], Literal>;
  readonly alterModify: Rule<[], AlterOperation>;
  /** `SET DEFAULT expr { , MODIFY COLUMN ident SET DEFAULT expr }`. */
  readonly setDefaults: Rule<[start: number, column: Ident], AlterOperation>;
  /** `DROP DEFAULT { , MODIFY COLUMN ident DROP DEFAULT }`. */
  readonly dropDefaults: Rule<[start: number, column: Ident], AlterOperation>;
  /** `, MODIFY COLUMN ident (SET | DROP) DEFAULT`, the column. */
  readonly nextDefault: Rule<[set: boolean], Ident>;
  readonly setIndex: Rule<[start: number, column: Ident], AlterOperation>;
  readonly unsetIndex: Rule<[start: number, column: Ident], AlterOperation>;
  /** `(FULLTEXT | INVERTED | SKIPPING) INDEX`. */
  readonly indexType: Rule<[], IndexType>;
  readonly alterPartition: Rule<[], AlterOperation>;
  /** REPARTITION, SPLIT PARTITION, MERGE PARTITION. */
  readonly alterRepartition: Rule<[], AlterOperation>;
  /** `"(" expr { "," expr } [","] ")"`. */
  readonly repartitionExprs: Rule<[], readonly Expr[]>;
}

const OPERATIONS = 'ADD or DROP or MODIFY or RENAME or SET or UNSET or REPARTITION or SPLIT or MERGE or PARTITION after ALTER TABLE';

const KEYWORD_OPERATIONS: readonly TokenType[] = [T.ADD, T.DROP, T.RENAME, T.SET, T.PARTITION];
/** These are compared by their text. */
const WORD_OPERATIONS = ['MODIFY', 'UNSET', 'REPARTITION', 'SPLIT', 'MERGE'];

/** Mirrors `src/sql/src/parsers/alter_parser.rs`. */
export function alterRules($: Engine, all: Grammar): AlterRules {
  return {
    alter: $.RULE('alter', (): AlterTable | AlterDatabase => {
      const start = $.start();
      $.CONSUME(T.ALTER);
      $.ACTION(() => {
        if (!$.is(1, T.Word)) $.unsupported();
        if (!$.is(1, T.DATABASE) && !$.is(1, T.TABLE)) $.expectedHere('DATABASE or TABLE after ALTER');
      });
      return $.OR<AlterTable | AlterDatabase>([
        { ALT: () => $.SUBRULE(all.alterDatabase, { ARGS: [start] }) },
        { ALT: () => $.SUBRULE(all.alterTable, { ARGS: [start] }) },
      ]);
    }),

    alterDatabase: $.RULE('alterDatabase', (start: number = 0): AlterDatabase => {
      const database = begin<AlterDatabase>($, { kind: 'alter_database', set: [], unset: [], span: spanFrom(start) });
      $.CONSUME(T.DATABASE);
      database.name = $.SUBRULE(all.objectName);
      $.ACTION(() => {
        if (!$.is(1, T.Word)) $.unsupported();
        if (!$.is(1, T.SET) && !isWord('UNSET')) $.expectedHere('SET or UNSET after ALTER DATABASE');
      });
      $.OR([
        {
          GATE: () => $.is(1, T.SET),
          ALT: () => {
            $.CONSUME(T.SET);
            database.set = $.SUBRULE(all.setOptions);
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.Word);
            database.unset = list($, 0, occurrence => $.subrule(occurrence, all.unsetKey));
          },
        },
      ]);
      return finish($, database);
    }),

    alterTable: $.RULE('alterTable', (start: number = 0): AlterTable => {
      const table = begin<AlterTable>($, { kind: 'alter_table', options: [], span: spanFrom(start) });
      $.CONSUME(T.TABLE);
      table.name = $.SUBRULE(all.objectName);
      $.ACTION(() => {
        if (!$.is(1, T.Word)) $.unsupported();
        if (!KEYWORD_OPERATIONS.includes($.LA(1).type) && !WORD_OPERATIONS.some(isWord)) $.expectedHere(OPERATIONS);
      });
      table.operation = $.OR<AlterOperation>([
        { GATE: () => isWord('MODIFY'), ALT: () => $.SUBRULE(all.alterModify) },
        { GATE: () => isWord('UNSET'), ALT: () => $.SUBRULE(all.alterUnset) },
        { GATE: () => isWord('REPARTITION') || isWord('SPLIT') || isWord('MERGE'), ALT: () => $.SUBRULE(all.alterRepartition) },
        { ALT: () => $.SUBRULE(all.alterAdd) },
        { ALT: () => $.SUBRULE(all.alterDropColumn) },
        { ALT: () => $.SUBRULE(all.alterRename) },
        { ALT: () => $.SUBRULE(all.alterSet) },
        { ALT: () => $.SUBRULE(all.alterPartition) },
      ]);
      const options = $.SUBRULE(all.withOptions);
      table.options = options;
      $.ACTION(() => checkOptionKeys($, options, 'table'));
      return finish($, table);
    }),

    alterAdd: $.RULE('alterAdd', (): AlterOperation => {
      const start = $.start();
      return $.OR<AlterOperation>([
        {
          GATE: () => [T.CONSTRAINT, T.PRIMARY, T.UNIQUE, T.FOREIGN, T.CHECK].some(word => $.is(2, word)) || startsMySqlIndex(),
          ALT: () => {
            $.CONSUME(T.ADD);
            const from = $.start();
            $.SUBRULE(all.constraint);
            return $.ACTION((): AlterOperation => {
              return { kind: 'add_constraint', text: $.source.slice(from, $.end()), span: { start, end: $.end() } };
            });
          },
        },
        {
          ALT: () => {
            const columns = list<AddColumn>($, 0, occurrence => $.subrule(occurrence, all.addColumn));
            return { kind: 'add_columns', columns, span: { start, end: $.end() } };
          },
        },
      ]);
    }),

    alterDropColumn: $.RULE('alterDropColumn', (): AlterOperation => {
      const start = $.start();
      $.CONSUME(T.DROP);
      $.CONSUME(T.COLUMN);
      const column = $.SUBRULE(all.ident);
      return { kind: 'drop_column', column, span: { start, end: $.end() } };
    }),

    alterRename: $.RULE('alterRename', (): AlterOperation => {
      const start = $.start();
      $.CONSUME(T.RENAME);
      const name = $.SUBRULE(all.objectName);
      return $.ACTION((): AlterOperation => {
        if (name.parts.length > 1) $.syntax(`expect table name, actual: ${printName(name)}`, { span: { ...$.LA(0), ...name.span } });
        return { kind: 'rename', to: name.parts[0]!, span: { start, end: $.end() } };
      });
    }),

    alterSet: $.RULE('alterSet', (): AlterOperation => {
      const start = $.start();
      $.CONSUME(T.SET);
      const options = $.SUBRULE(all.setOptions);
      return { kind: 'set_options', options, span: { start, end: $.end() } };
    }),

    alterUnset: $.RULE('alterUnset', (): AlterOperation => {
      const start = $.start();
      $.CONSUME(T.Word);
      const keys = list($, 0, occurrence => $.subrule(occurrence, all.unsetKey));
      return { kind: 'unset_options', keys, span: { start, end: $.end() } };
    }),

    unsetKey: $.RULE('unsetKey', (): Literal => {
      const token = $.SUBRULE(all.literalString);
      return { kind: 'literal', type: 'string', value: token.value, span: { start: token.start, end: token.end } };
    }),

    alterModify: $.RULE('alterModify', (): AlterOperation => {
      const start = $.start();
      $.CONSUME(T.Word);
      $.CONSUME(T.COLUMN);
      const column = $.SUBRULE(all.ident);
      $.ACTION(() => {
        if (!$.is(1, T.Word)) $.expectedHere('SET or UNSET or data type after MODIFY COLUMN');
      });
      return $.OR<AlterOperation>([
        { GATE: () => isWord('UNSET'), ALT: () => $.SUBRULE(all.unsetIndex, { ARGS: [start, column] }) },
        { GATE: () => $.is(1, T.SET) && $.is(2, T.DEFAULT), ALT: () => $.SUBRULE(all.setDefaults, { ARGS: [start, column] }) },
        { ALT: () => $.SUBRULE(all.setIndex, { ARGS: [start, column] }) },
        { ALT: () => $.SUBRULE(all.dropDefaults, { ARGS: [start, column] }) },
        {
          GATE: () => !$.is(1, T.SET) && !$.is(1, T.DROP),
          ALT: () => {
            const type = $.SUBRULE(all.dataType);
            return { kind: 'modify_type', column, type, span: { start, end: $.end() } };
          },
        },
      ]);
    }),

    setDefaults: $.RULE('setDefaults', (start: number = 0, first?: Ident): AlterOperation => {
      $.CONSUME(T.SET);
      $.CONSUME(T.DEFAULT);
      const defaults = [{ column: first!, expr: $.SUBRULE(all.expr) }];
      $.MANY(() => {
        const column = $.SUBRULE(all.nextDefault, { ARGS: [true] });
        const expr = reworded(
          $,
          () => $.SUBRULE1(all.expr),
          refusal => refuse(`Invalid default value after SET DEFAULT, got: \`${$.found($.LA(refusal.consumed ? 2 : 1))}\``, $.LA(1)),
        );
        defaults.push({ column, expr });
      });
      return { kind: 'set_defaults', defaults, span: { start, end: $.end() } };
    }),

    dropDefaults: $.RULE('dropDefaults', (start: number = 0, first?: Ident): AlterOperation => {
      $.CONSUME(T.DROP);
      $.CONSUME(T.DEFAULT);
      const columns = [first!];
      $.MANY(() => columns.push($.SUBRULE(all.nextDefault, { ARGS: [false] })));
      return { kind: 'drop_defaults', columns, span: { start, end: $.end() } };
    }),

    nextDefault: $.RULE('nextDefault', (set: boolean = false): Ident => {
      $.CONSUME(T.Comma);
      $.ACTION(() => {
        if (!isWord('MODIFY')) $.expected('MODIFY');
      });
      $.CONSUME(T.Word);
      $.CONSUME(T.COLUMN);
      const column = $.SUBRULE(all.ident);
      $.ACTION(() => {
        const keyword = set ? T.SET : T.DROP;
        if (!$.is(1, keyword)) refuse(`Unexpected keyword, expect ${keyword.name}, got: \`${$.found($.LA(1))}\``, $.LA(1));
      });
      $.OR([{ ALT: () => $.CONSUME(T.SET) }, { ALT: () => $.CONSUME(T.DROP) }]);
      $.CONSUME(T.DEFAULT);
      return column;
    }),

    setIndex: $.RULE('setIndex', (start: number = 0, column?: Ident): AlterOperation => {
      $.CONSUME(T.SET);
      $.ACTION(() => {
        if (!startsIndex()) $.expectedHere('FULLTEXT OR INVERTED OR SKIPPING INDEX');
      });
      const type = $.SUBRULE(all.indexType);
      let options: readonly Option[] = [];
      $.OPTION({
        GATE: () => type !== 'INVERTED',
        DEF: () => {
          options = $.SUBRULE(all.withOptions);
          $.ACTION(() => checkIndexOptions($, { name: column!, indexType: type, options, altered: true }));
        },
      });
      return { kind: 'set_index', column: column!, type, options, span: { start, end: $.end() } };
    }),

    unsetIndex: $.RULE('unsetIndex', (start: number = 0, column?: Ident): AlterOperation => {
      $.CONSUME(T.Word);
      $.ACTION(() => {
        if (!startsIndex()) $.expectedHere('FULLTEXT OR INVERTED INDEX OR SKIPPING INDEX', $.LA(2));
      });
      const type = $.SUBRULE(all.indexType);
      return { kind: 'unset_index', column: column!, type, span: { start, end: $.end() } };
    }),

    indexType: $.RULE('indexType', (): IndexType => {
      const word = $.OR([{ ALT: () => $.CONSUME(T.FULLTEXT) }, { ALT: () => $.CONSUME(T.INVERTED) }, { ALT: () => $.CONSUME(T.SKIPPING) }]);
      $.CONSUME(T.INDEX);
      return $.ACTION(() => word.type.name as IndexType);
    }),

    alterPartition: $.RULE('alterPartition', (): AlterOperation => {
      const start = $.start();
      const partitions: Partitions = $.SUBRULE(all.partitions);
      $.ACTION(() => {
        if (partitions.exprs.length === 0) refuse('PARTITION ON COLUMNS requires at least one partition expression', $.LA(0));
      });
      return { kind: 'partition', partitions, span: { start, end: $.end() } };
    }),

    alterRepartition: $.RULE('alterRepartition', (): AlterOperation => {
      const start = $.start();
      const verb = $.CONSUME(T.Word);
      const name = $.ACTION(() => verb.value.toUpperCase() as 'REPARTITION' | 'SPLIT' | 'MERGE');
      if ($.RECORDING_PHASE || name !== 'REPARTITION') $.CONSUME(T.PARTITION);
      const from = $.SUBRULE(all.repartitionExprs);
      let columns: readonly Ident[] | undefined;
      let into: readonly Expr[] = [];
      if ($.RECORDING_PHASE || name !== 'MERGE') {
        $.OPTION(() => {
          $.CONSUME(T.ON);
          $.CONSUME(T.COLUMNS);
          columns = $.SUBRULE(all.parenthesisedIdents);
        });
        $.CONSUME(T.INTO);
        into = $.SUBRULE1(all.repartitionExprs);
      }
      $.ACTION(() => {
        if ($.is(1, T.Comma) || ($.is(1, T.ON) && name !== 'MERGE'))
          $.expectedHere(`end of ${name === 'REPARTITION' ? name : `${name} PARTITION`} clause`);
      });
      return { kind: 'repartition', verb: name, from, ...(columns === undefined ? {} : { columns }), into, span: { start, end: $.end() } };
    }),

    repartitionExprs: $.RULE('repartitionExprs', (): readonly Expr[] => {
      $.CONSUME(T.LParen);
      $.ACTION(() => {
        if ($.is(1, T.RParen)) $.expectedHere('expression inside REPARTITION clause');
      });
      const exprs = [$.SUBRULE(all.expr)];
      $.MANY({
        GATE: () => !$.is(2, T.RParen),
        DEF: () => {
          $.CONSUME(T.Comma);
          exprs.push($.SUBRULE1(all.expr));
        },
      });
      $.OPTION(() => $.CONSUME1(T.Comma));
      $.ACTION(() => {
        if (!$.is(1, T.RParen)) $.expectedHere('comma or right parenthesis after repartition expression');
      });
      $.CONSUME(T.RParen);
      return exprs;
    }),
  };

  /** Whether the next token is this word, however it is quoted: the parser compares the content. */
  function isWord(word: string): boolean {
    const token = $.LA(1);
    return $.is(1, T.Word) && token.value.toUpperCase() === word;
  }

  function startsIndex(): boolean {
    return $.is(1, T.FULLTEXT) || $.is(1, T.INVERTED) || $.is(1, T.SKIPPING);
  }

  function startsMySqlIndex(): boolean {
    return $.dialect.mysql && [T.INDEX, T.KEY, T.FULLTEXT, T.SPATIAL].some(word => $.is(2, word));
  }

  function refuse(text: string, where: Token): never {
    return $.invalid('InvalidSyntax', SQL_SYNTAX + text, where);
  }
}
