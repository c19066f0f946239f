import type { TypeName } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface TypeRules {
  /** A data type, built in or custom. */
  readonly dataType: Rule<[], TypeName>;
}

export function typeRules($: Engine, _all: Grammar): TypeRules {
  return {
    dataType: $.RULE('dataType', () => {
      const start = $.start();
      const word = $.CONSUME(T.Word, { ERR_MSG: 'a data type name' });
      return { kind: 'type', head: word.image.toUpperCase(), args: [], parenthesised: false, unsigned: false, span: { start, end: $.end() } };
    }),
  };
}
