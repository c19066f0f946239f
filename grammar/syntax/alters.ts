import type { AlterDatabase, AlterTable } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface AlterRules {
  /** Everything that starts with ALTER. */
  readonly alter: Rule<[], AlterTable | AlterDatabase>;
}

export function alterRules($: Engine, all: Grammar): AlterRules {
  return {
    alter: $.RULE('alter', (): AlterDatabase => {
      const start = $.start();
      $.CONSUME(T.ALTER);
      $.CONSUME(T.DATABASE);
      const name = $.SUBRULE(all.objectName);
      return { kind: 'alter_database', name, set: [], unset: [], span: { start, end: $.end() } };
    }),
  };
}
