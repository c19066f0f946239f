import type { Ident, Json2Settings, TypeName } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { identOf } from './names.ts';

export interface Json2Rules {
  /** `JSON2 [ "(" … ")" ]`. */
  readonly json2Type: Rule<[], { readonly type: TypeName; readonly settings?: Json2Settings }>;
}

export function json2Rules($: Engine, _all: Grammar): Json2Rules {
  return {
    json2Type: $.RULE('json2Type', () => {
      const start = $.start();
      const word: Ident = identOf($.CONSUME(T.JSON2));
      const span = { start, end: $.end() };
      const name = { kind: 'name', parts: [word], span } as const;
      const type: TypeName = { kind: 'type', head: 'CUSTOM', name, args: [], parenthesised: false, unsigned: false, span };
      return { type };
    }),
  };
}
