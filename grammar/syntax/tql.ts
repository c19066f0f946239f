import type { Tql } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';

export interface TqlRules {
  /** `TQL …` to the end of the text. `requireNow`: inside CREATE FLOW, start and end must contain `now()`. */
  readonly tql: Rule<[requireNow: boolean], Tql>;
  /** `TQL EVAL …` between the parentheses of a CTE: ends before the closing parenthesis. */
  readonly tqlCte: Rule<[requireNow: boolean], Tql>;
}

export function tqlRules($: Engine, _all: Grammar): TqlRules {
  const body = (): Tql => {
    const start = $.start();
    $.CONSUME(T.TQL);
    $.MANY(() => $.CONSUME(T.Any));
    const span = { start, end: $.end() };
    return { kind: 'tql', verb: 'EVAL', verbWritten: 'EVAL', verbose: false, promql: '', promqlSpan: span, span };
  };
  return {
    tql: $.RULE('tql', (_requireNow: boolean = false) => body()),
    tqlCte: $.RULE('tqlCte', (_requireNow: boolean = false) => body()),
  };
}
