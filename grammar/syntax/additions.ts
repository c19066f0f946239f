import type { AddColumn, ColumnDef, ColumnOption, Ident } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

/**
 * Columns of ALTER TABLE … ADD: sqlparser's own column definition, not that of CREATE TABLE. Keywords are names here, there is no
 * TIME INDEX and no index, and `DEFAULT 1 NOT NULL` means what it says.
 */
export interface AdditionRules {
  /** `ADD [COLUMN] [IF NOT EXISTS] column [FIRST | AFTER column]`. */
  readonly addColumn: Rule<[], AddColumn>;
  readonly addedColumn: Rule<[], ColumnDef>;
  /** One option; nothing where words are swallowed and turn out to be unsupported, which also ends the options. */
  readonly addedOption: Rule<[constraint: Ident | undefined], ColumnOption | undefined>;
  /** What the parser takes for an option's beginning and then drops. Says whether an option came of it all the same. */
  readonly swallowedOption: Rule<[], boolean>;
}

export function additionRules($: Engine, all: Grammar): AdditionRules {
  /** Whether the parser finds something here: an option, or words it swallows. */
  const startsOption = (): boolean => {
    switch ($.LA(1).type) {
      case T.COLLATE:
      case T.COMMENT:
      case T.NULL:
      case T.DEFAULT:
      case T.UNIQUE:
      case T.REFERENCES:
      case T.CHECK:
      case T.INVISIBLE:
        return true;
      case T.CHARACTER:
        return $.is(2, T.SET);
      case T.NOT:
        return $.is(2, T.NULL);
      case T.PRIMARY:
        return $.is(2, T.KEY);
      case T.KEY:
        return $.dialect.mysql;
      default:
        return startsSwallowed();
    }
  };
  const startsSwallowed = (): boolean => {
    switch ($.LA(1).type) {
      case T.AUTO_INCREMENT:
      case T.AUTOINCREMENT:
      case T.ASC:
      case T.DESC:
      case T.GENERATED:
      case T.AS:
      case T.SRID:
      case T.IDENTITY:
        return true;
      case T.ON:
        return $.is(2, T.UPDATE);
      default:
        return false;
    }
  };

  /** True as well while the grammar is recorded, so that what only MySQL reads is known. */
  const isMySql = (): boolean => $.RECORDING_PHASE || $.dialect.mysql;

  return {
    addColumn: $.RULE('addColumn', (): AddColumn => {
      const start = $.start();
      let ifNotExists = false;
      let position: AddColumn['position'];
      $.CONSUME(T.ADD);
      $.OPTION(() => $.CONSUME(T.COLUMN));
      $.OPTION1({
        GATE: () => $.is(2, T.NOT) && $.is(3, T.EXISTS),
        DEF: () => {
          $.CONSUME(T.IF);
          $.CONSUME(T.NOT);
          $.CONSUME(T.EXISTS);
          ifNotExists = true;
        },
      });
      const column = $.SUBRULE(all.addedColumn);
      $.OPTION2({
        GATE: () => $.is(1, T.FIRST) || $.LA(1).value.toUpperCase() === 'AFTER',
        DEF: () => {
          $.OR([
            {
              GATE: () => $.is(1, T.FIRST),
              ALT: () => {
                $.CONSUME(T.FIRST);
                position = 'FIRST';
              },
            },
            {
              ALT: () => {
                $.CONSUME(T.Word);
                position = { after: $.SUBRULE(all.ident) };
              },
            },
          ]);
        },
      });
      return { kind: 'add_column', ifNotExists, column, ...(position === undefined ? {} : { position }), span: { start, end: $.end() } };
    }),

    addedColumn: $.RULE('addedColumn', (): ColumnDef => {
      const start = $.start();
      const options: ColumnOption[] = [];
      const name = $.SUBRULE(all.ident);
      const type = $.SUBRULE(all.dataType);
      let ended = false;
      $.MANY({
        GATE: () => !ended && ($.is(1, T.CONSTRAINT) || startsOption()),
        DEF: () => {
          let constraint: Ident | undefined;
          $.OPTION(() => {
            $.CONSUME(T.CONSTRAINT);
            constraint = $.SUBRULE1(all.ident);
            $.ACTION(() => {
              if (!startsOption()) $.expected('constraint details after CONSTRAINT <name>');
            });
          });
          const outer = $.inColumnDefinition;
          $.inColumnDefinition = true;
          const option = $.SUBRULE(all.addedOption, { ARGS: [constraint] });
          $.inColumnDefinition = outer;
          if (option !== undefined) options.push(option);
          $.ACTION(() => {
            ended = option === undefined;
            if (ended && constraint !== undefined) $.expected('constraint details after CONSTRAINT <name>');
          });
        },
      });
      return { kind: 'column_def', name, type, options, span: { start, end: $.end() } };
    }),

    addedOption: $.RULE('addedOption', (constraint?: Ident): ColumnOption | undefined => {
      const start = $.start();
      const named = constraint === undefined ? {} : { constraint };
      /** An option that the table cannot have; its words are all that is kept. */
      const other = (): ColumnOption => ({ kind: 'other', text: $.source.slice(start, $.end()), span: { start, end: $.end() } });
      return $.OR<ColumnOption | undefined>([
        {
          ALT: () => {
            $.CONSUME(T.CHARACTER);
            $.CONSUME(T.SET);
            const name = $.SUBRULE(all.objectName);
            return { kind: 'character_set', name, ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.COLLATE);
            $.SUBRULE1(all.objectName);
            return other();
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.NOT);
            $.CONSUME(T.NULL);
            return { kind: 'not_null', ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.COMMENT);
            $.ACTION(() => {
              const { type } = $.LA(1);
              if (type !== T.String && type !== T.DollarString) $.expected('string literal', $.LA(1), { consumed: true });
            });
            const text = $.CONSUME(T.Any).value;
            return { kind: 'comment', text, ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME1(T.NULL);
            return { kind: 'null', ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.DEFAULT);
            const expr = $.SUBRULE(all.expr);
            return { kind: 'default', expr, ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.PRIMARY);
            $.CONSUME(T.KEY);
            $.SUBRULE(all.characteristics);
            return { kind: 'primary_key', ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.UNIQUE);
            $.OPTION({ GATE: () => $.dialect.mysql, DEF: () => $.CONSUME1(T.KEY) });
            $.SUBRULE1(all.characteristics);
            return { kind: 'unique', ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME2(T.KEY);
            $.SUBRULE2(all.characteristics);
            return { kind: 'primary_key', ...named, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.REFERENCES);
            $.SUBRULE(all.references);
            return other();
          },
        },
        {
          ALT: () => {
            const outer = $.inColumnDefinition;
            $.inColumnDefinition = false;
            $.SUBRULE(all.checkConstraint);
            $.inColumnDefinition = outer;
            return other();
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.INVISIBLE);
            return other();
          },
        },
        { GATE: () => !$.is(1, T.INVISIBLE), ALT: () => ($.SUBRULE(all.swallowedOption) ? other() : undefined) },
      ]);
    }),

    swallowedOption: $.RULE('swallowedOption', (): boolean => {
      let option = false;
      let done = false;
      const goesOn = (): boolean => !done;
      const end = (isOption: boolean): void => {
        option = isOption;
        done = true;
      };
      $.OPTION(() => {
        $.CONSUME(T.AUTO_INCREMENT);
        if (isMySql()) end(true);
      });
      $.OPTION1({ GATE: goesOn, DEF: () => $.CONSUME(T.AUTOINCREMENT) });
      $.OPTION2({ GATE: goesOn, DEF: () => $.CONSUME(T.ASC) });
      $.OPTION3({ GATE: goesOn, DEF: () => $.CONSUME(T.DESC) });
      $.OPTION4({
        GATE: () => goesOn() && $.is(2, T.UPDATE),
        DEF: () => {
          $.CONSUME(T.ON);
          $.CONSUME(T.UPDATE);
          if (!isMySql()) return;
          $.SUBRULE(all.expr);
          end(true);
        },
      });
      $.OPTION5({
        GATE: goesOn,
        DEF: () => {
          $.CONSUME(T.GENERATED);
          end($.SUBRULE(all.generated));
        },
      });
      $.OPTION6({
        GATE: goesOn,
        DEF: () => {
          $.CONSUME(T.AS);
          if (!isMySql()) return;
          $.SUBRULE(all.generatedAs, { ARGS: [false] });
          end(true);
        },
      });
      $.OPTION7({
        GATE: goesOn,
        DEF: () => {
          $.CONSUME(T.SRID);
          if (!isMySql()) return;
          $.SUBRULE1(all.expr);
          end(true);
        },
      });
      $.OPTION8({ GATE: goesOn, DEF: () => $.CONSUME(T.IDENTITY) });
      $.OPTION9({
        GATE: goesOn,
        DEF: () => {
          $.CONSUME(T.INVISIBLE);
          end(true);
        },
      });
      return option;
    }),
  };
}
