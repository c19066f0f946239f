import type { ColumnDef, ColumnOption, Ident, Option, TypeName } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { kindSet } from '../kinds.ts';
import { T } from '../tokens.ts';
import {
  checkColumn,
  checkColumnName,
  checkIndex,
  checkIndexOptions,
  checkVectorType,
  refuseColumn,
  type IndexType,
} from '../validate/columns.ts';
import { added, NONE } from './drafts.ts';

/** A column of CREATE TABLE; ALTER … ADD COLUMN has a grammar of its own (`additions.ts`). */
export interface ColumnRules {
  readonly columnDef: Rule<[], ColumnDef>;
  /** NOT NULL, DEFAULT … with or without `CONSTRAINT name` in front. */
  readonly columnOption: Rule<[], ColumnOption>;
  /** `SKIPPING INDEX …` and the like, after the options before it. */
  readonly columnIndex: Rule<[name: Ident, type: TypeName, earlier: readonly ColumnOption[]], ColumnOption>;
}

const INDEX_WORDS = kindSet([T.SKIPPING, T.FULLTEXT, T.INVERTED, T.VECTOR]);
/** All words that may begin an option or an index. */
const COLUMN_WORDS = kindSet([
  T.SKIPPING,
  T.FULLTEXT,
  T.INVERTED,
  T.VECTOR,
  T.CONSTRAINT,
  T.NULL,
  T.COMMENT,
  T.DEFAULT,
  T.UNIQUE,
  T.NOT,
  T.PRIMARY,
  T.TIME,
  T.CHARACTER,
]);

/** Mirrors `parse_column`, `parse_column_def`, `parse_optional_column_option` and `parse_column_extensions` of `create_parser.rs`. */
export function columnRules($: Engine, all: Grammar): ColumnRules {
  const startsOption = (): boolean =>
    $.is(1, T.CONSTRAINT) || $.is(1, T.NULL) || $.is(1, T.COMMENT) || $.is(1, T.DEFAULT) || $.is(1, T.UNIQUE) || startsPair();
  /** The options of two words; a first word alone ends the column. */
  const startsPair = (): boolean =>
    ($.is(1, T.NOT) && $.is(2, T.NULL)) ||
    ($.is(1, T.PRIMARY) && $.is(2, T.KEY)) ||
    ($.is(1, T.TIME) && $.is(2, T.INDEX)) ||
    ($.is(1, T.CHARACTER) && $.is(2, T.SET));

  return {
    columnDef: $.RULE('columnDef', (): ColumnDef => {
      const start = $.start();
      const name = $.SUBRULE(all.ident);
      $.ACTION(() => checkColumnName($, name));
      const json2 = $.OPTION({ GATE: () => $.is(1, T.JSON2), DEF: () => $.SUBRULE(all.json2Type) });
      const settings = json2?.settings;
      const type = $.RECORDING_PHASE || json2 === undefined ? $.SUBRULE(all.dataType) : json2.type;
      let options: readonly ColumnOption[] = NONE;
      $.MANY({
        GATE: () => COLUMN_WORDS[$.kind(1)] === 1 && (startsOption() || INDEX_WORDS[$.kind(1)] === 1),
        DEF: () => {
          const option = $.OR([
            { GATE: startsOption, ALT: () => $.SUBRULE(all.columnOption) },
            { ALT: () => $.SUBRULE(all.columnIndex, { ARGS: [name, type, options] }) },
          ]);
          options = added(options, option);
        },
      });
      $.ACTION(() => {
        checkVectorType($, name, type);
        checkColumn($, { name, type, options });
      });
      return {
        kind: 'column_def',
        name,
        type,
        ...(settings === undefined ? {} : { json2: settings }),
        options,
        span: { start, end: $.end() },
      };
    }),

    columnOption: $.RULE('columnOption', (): ColumnOption => {
      const start = $.start();
      let constraint: Ident | undefined;
      $.OPTION(() => {
        $.CONSUME(T.CONSTRAINT);
        constraint = $.SUBRULE(all.ident);
        $.ACTION(() => {
          if (!startsOption() || $.is(1, T.CONSTRAINT)) $.expected('constraint details after CONSTRAINT <name>');
        });
      });
      return $.OR<ColumnOption>([
        {
          ALT: () => {
            $.CONSUME(T.CHARACTER);
            $.CONSUME(T.SET);
            const name = $.SUBRULE(all.objectName);
            return { kind: 'character_set', name, ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.NOT);
            $.CONSUME(T.NULL);
            return { kind: 'not_null', ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.COMMENT);
            $.ACTION(() => {
              if ($.LA(1).type !== T.String) $.expected('string', $.LA(1), { consumed: true });
            });
            const text = $.CONSUME(T.String).value;
            return { kind: 'comment', text, ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME1(T.NULL);
            return { kind: 'null', ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.DEFAULT);
            const expr = $.SUBRULE(all.expr);
            return { kind: 'default', expr, ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.PRIMARY);
            $.CONSUME(T.KEY);
            return { kind: 'primary_key', ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.UNIQUE);
            return { kind: 'unique', ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.TIME);
            $.CONSUME(T.INDEX);
            return { kind: 'time_index', ...(constraint === undefined ? {} : { constraint }), span: { start, end: $.end() } };
          },
        },
      ]);
    }),

    columnIndex: $.RULE('columnIndex', (name?: Ident, type?: TypeName, earlier: readonly ColumnOption[] = []): ColumnOption => {
      const start = $.start();
      const word = $.OR([
        { ALT: () => $.CONSUME(T.SKIPPING) },
        { ALT: () => $.CONSUME(T.FULLTEXT) },
        { ALT: () => $.CONSUME(T.INVERTED) },
        { ALT: () => $.CONSUME(T.VECTOR) },
      ]);
      const indexType = $.ACTION(() => word.type.name as IndexType);
      $.ACTION(() => {
        checkVectorType($, name!, type!);
        if (!$.is(1, T.INDEX)) refuseColumn($, name!, `expect INDEX after ${indexType} keyword`);
      });
      $.CONSUME(T.INDEX);
      $.ACTION(() => checkIndex($, { name: name!, type: type!, indexType, earlier }));
      let options: readonly Option[] = NONE;
      $.OPTION({
        GATE: () => indexType !== 'INVERTED',
        DEF: () => {
          options = $.SUBRULE(all.withOptions);
          $.ACTION(() => checkIndexOptions($, { name: name!, indexType, options }));
        },
      });
      return { kind: 'index', type: indexType, options, span: { start, end: $.end() } };
    }),
  };
}
