import type { Describe, Explain, Show } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface ShowRules {
  readonly show: Rule<[], Show>;
  readonly describe: Rule<[], Describe>;
  readonly explain: Rule<[], Explain>;
}

export function showRules($: Engine, all: Grammar): ShowRules {
  return {
    show: $.RULE('show', (): Show => {
      const start = $.start();
      $.CONSUME(T.SHOW);
      const name = $.SUBRULE(all.objectName);
      return { kind: 'show', what: 'variables', full: false, name, foreignTable: false, span: { start, end: $.end() } };
    }),
    describe: $.RULE('describe', (): Describe => {
      const start = $.start();
      $.OR([{ ALT: () => $.CONSUME(T.DESCRIBE) }, { ALT: () => $.CONSUME(T.DESC) }]);
      return { kind: 'describe', name: $.SUBRULE(all.objectName), span: { start, end: $.end() } };
    }),
    explain: $.RULE('explain', (): Explain => {
      const start = $.start();
      $.CONSUME(T.EXPLAIN);
      const statement = $.SUBRULE(all.statement);
      return { kind: 'explain', analyze: false, verbose: false, statement, span: { start, end: $.end() } };
    }),
  };
}
