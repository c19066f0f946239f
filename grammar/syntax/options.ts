import type { ArrayLiteral, Expr, Option, SetOption } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import { SQL_SYNTAX } from '../fault.ts';
import type { Grammar } from '../grammar.ts';
import { print } from '../print.ts';
import { T } from '../tokens.ts';
import { NONE } from './drafts.ts';
import { isLiteralString, list, list0 } from './names.ts';

export interface OptionRules {
  /** `[ WITH "(" { key = value } ")" ]`; keys in any quotes, values as `optionText` allows. */
  readonly withOptions: Rule<[], readonly Option[]>;
  /** The same after CONNECTION. */
  readonly connectionOptions: Rule<[], readonly Option[]>;
  /** `"(" list0(option) ")"`: sqlparser's `parse_options`, and what GreptimeDB makes of each value. */
  readonly parenthesisedOptions: Rule<[], readonly Option[]>;
  /** One `key = expr`. */
  readonly option: Rule<[], Option>;
  /** `list(set_opt)` of ALTER … SET. */
  readonly setOptions: Rule<[], readonly SetOption[]>;
  /** One `'key' = value` of ALTER … SET. */
  readonly setOption: Rule<[], SetOption>;
}

export function optionRules($: Engine, all: Grammar): OptionRules {
  return {
    withOptions: $.RULE(
      'withOptions',
      (): readonly Option[] =>
        $.OPTION(() => {
          $.CONSUME(T.WITH);
          return $.SUBRULE(all.parenthesisedOptions);
        }) ?? NONE,
    ),

    connectionOptions: $.RULE(
      'connectionOptions',
      (): readonly Option[] =>
        $.OPTION(() => {
          $.CONSUME(T.CONNECTION);
          return $.SUBRULE(all.parenthesisedOptions);
        }) ?? NONE,
    ),

    parenthesisedOptions: $.RULE('parenthesisedOptions', (): readonly Option[] => {
      $.CONSUME(T.LParen);
      $.ACTION(() => {
        const isEmpty = $.is(1, T.RParen) || ($.is(1, T.Comma) && $.is(2, T.RParen));
        if (!isEmpty && !$.is(1, T.Word) && !$.is(1, T.String)) $.expected('identifier', $.LA(1), { consumed: true });
      });
      const options = list0(
        $,
        1,
        n => $.is(n, T.RParen),
        occurrence => $.subrule(occurrence, all.option),
      );
      $.CONSUME(T.RParen);
      return $.ACTION(() => options.map(option => keptOption($, option))) ?? NONE;
    }),

    option: $.RULE('option', (): Option => {
      const start = $.start();
      const key = $.SUBRULE(all.ident);
      $.CONSUME(T.Eq);
      const value = $.SUBRULE(all.expr);
      return { kind: 'option', key, value, span: { start, end: $.end() } };
    }),

    setOptions: $.RULE('setOptions', () => list($, 0, occurrence => $.subrule(occurrence, all.setOption))),

    setOption: $.RULE('setOption', (): SetOption => {
      const start = $.start();
      const key = $.SUBRULE(all.literalString);
      $.CONSUME(T.Eq);
      $.ACTION(() => {
        const token = $.LA(1);
        if (token.type === T.NULL || token.type === T.Number || isLiteralString($, 1)) return;
        $.invalid(
          'InvalidSyntax',
          `${SQL_SYNTAX}Unexpected option value for alter table statements, expect string literal, numeric literal or NULL, got: \`${$.found(token)}\``,
          token,
        );
      });
      const value = $.CONSUME(T.Any);
      const isNull = value.type === T.NULL;
      return {
        kind: 'set_option',
        key: key.value,
        keySpan: { start: key.start, end: key.end },
        value: isNull ? '' : value.value,
        isNull,
        span: { start, end: $.end() },
      };
    }),
  };
}

/** Mirrors `OptionValue::try_new` (`src/sql/src/util.rs`): what may stand behind `=`, and the string the server keeps of it. */
function keptOption($: Engine, option: Option): Option {
  const { value } = option;
  if (value.kind !== 'literal' && value.kind !== 'identifier' && value.kind !== 'array' && value.kind !== 'struct') {
    $.invalid('InvalidArguments', `Invalid expr as option value, error: ${print(value)} not accepted`, value.span);
  }
  const text = value.kind === 'array' ? arrayText(value) : optionText(value);
  if (text === undefined) return option;
  const { key, span } = option;
  return { kind: 'option', key, value, text, span };
}

/** The kept text of a scalar; NULL, a placeholder and anything composed have none. */
function optionText(value: Expr): string | undefined {
  if (value.kind === 'identifier') return value.ident.value;
  return value.kind === 'literal' && value.type !== 'null' && value.type !== 'placeholder' ? value.value : undefined;
}

function arrayText(value: ArrayLiteral): readonly string[] | undefined {
  const texts = value.elements.map(optionText);
  return texts.every(text => text !== undefined) ? texts : undefined;
}
