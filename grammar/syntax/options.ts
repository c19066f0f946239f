import type { Expr, Option, SetOption } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { print } from '../print.ts';
import { T, type TokenType } from '../tokens.ts';
import { list, list0 } from './names.ts';

export interface OptionRules {
  /** `[ WITH "(" { key = value } ")" ]`; keys in any quotes, values as `optionText` allows. */
  readonly withOptions: Rule<[], readonly Option[]>;
  /** The same after CONNECTION. */
  readonly connectionOptions: Rule<[], readonly Option[]>;
  /** One `key = expr`. */
  readonly option: Rule<[], Option>;
  /** `list(set_opt)` of ALTER … SET. */
  readonly setOptions: Rule<[], readonly SetOption[]>;
  /** One `'key' = value` of ALTER … SET. */
  readonly setOption: Rule<[], SetOption>;
}

export function optionRules($: Engine, all: Grammar): OptionRules {
  const parenthesised = (name: string, keyword: TokenType): Rule<[], readonly Option[]> =>
    $.RULE(name, () => {
      let options: readonly Option[] = [];
      $.OPTION(() => {
        $.CONSUME(keyword);
        $.CONSUME(T.LParen);
        options = list0($, 0, n => $.is(n, T.RParen), occurrence => $.subrule(occurrence, all.option));
        $.CONSUME(T.RParen);
        $.ACTION(() => {
          options = options.map(option => checkedOption($, option));
        });
      });
      return options;
    });

  return {
    withOptions: parenthesised('withOptions', T.WITH),
    connectionOptions: parenthesised('connectionOptions', T.CONNECTION),

    option: $.RULE('option', () => {
      const start = $.start();
      const key = $.SUBRULE(all.ident);
      $.CONSUME(T.Eq);
      const value = $.SUBRULE(all.expr);
      return { kind: 'option', key, value, span: { start, end: $.end() } };
    }),

    setOptions: $.RULE('setOptions', () => list($, 0, occurrence => $.subrule(occurrence, all.setOption))),

    setOption: $.RULE('setOption', () => {
      const start = $.start();
      const key = $.SUBRULE(all.literalString);
      $.CONSUME(T.Eq);
      const value = $.CONSUME(T.Any);
      return $.ACTION((): SetOption => {
        const isNull = value.type === T.NULL && value.quote === '';
        if (!isNull && value.type !== T.Number && value.type !== T.String && (!$.is(0, T.Word) || isKeywordLike(value.type.name))) {
          $.invalid(
            'InvalidSyntax',
            `Invalid SQL syntax: sql parser error: Unexpected option value for alter table statements, expect string literal, numeric literal or NULL, got: \`${value.image}\``,
            value,
          );
        }
        return {
          kind: 'set_option',
          key: key.value,
          keySpan: { start: key.start, end: key.end },
          value: isNull ? '' : value.value,
          isNull,
          span: { start, end: $.end() },
        };
      });
    }),
  };
}

function isKeywordLike(name: string): boolean {
  return name !== 'PlainWord';
}

/** Mirrors `OptionValue::try_new` (`src/sql/src/util.rs`): what may stand behind `=`, and the string the server keeps of it. */
function checkedOption($: Engine, option: Option): Option {
  const text = optionText(option.value);
  if (text === null) $.invalid('InvalidArguments', `Invalid expr as option value, error: ${print(option.value)} not accepted`, option.value.span);
  return text === undefined ? option : { ...option, text: text! };
}

/** The kept text; undefined where a value is accepted but has no string form (NULL, STRUCT); null where it is refused. */
export function optionText(value: Expr): string | readonly string[] | undefined | null {
  switch (value.kind) {
    case 'literal':
      return value.type === 'null' ? undefined : value.type === 'placeholder' ? null : value.value;
    case 'identifier':
      return value.ident.value;
    case 'array': {
      const elements = value.elements.map(optionText);
      return elements.every(element => typeof element === 'string') ? (elements as string[]) : undefined;
    }
    case 'struct':
      return undefined;
    default:
      return null;
  }
}
