import type { CreateFlow } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface FlowRules {
  /** Starts after `CREATE [OR REPLACE] FLOW`; `start` is where CREATE stands. */
  readonly createFlow: Rule<[start: number, orReplace: boolean], CreateFlow>;
}

export function flowRules($: Engine, all: Grammar): FlowRules {
  return {
    createFlow: $.RULE('createFlow', (start: number = 0, orReplace: boolean = false): CreateFlow => {
      const name = $.SUBRULE(all.objectName);
      $.CONSUME(T.SINK);
      $.CONSUME(T.TO);
      const sink = $.SUBRULE1(all.objectName);
      $.CONSUME(T.AS);
      const body = $.SUBRULE(all.query);
      return {
        kind: 'create_flow', orReplace, ifNotExists: false, name, sink, options: [], body, rawText: '', bodySpan: body.span,
        span: { start, end: $.end() },
      };
    }),
  };
}
