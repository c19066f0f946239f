import type { Expr, FrameBound, WindowFrame, WindowSpec } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { NONE } from './drafts.ts';
import { requireOperand } from './literals.ts';
import { isKeywordToken, list } from './names.ts';

/** Windows of window functions, and their frames. */
export interface WindowRules {
  /** What stands between the parentheses of OVER or WINDOW. */
  readonly windowSpec: Rule<[], WindowSpec>;
  readonly frame: Rule<[], WindowFrame>;
  readonly frameBound: Rule<[], FrameBound>;
}

export function windowRules($: Engine, all: Grammar): WindowRules {
  return {
    windowSpec: $.RULE('windowSpec', (): WindowSpec => {
      const start = $.start();
      const name = $.OPTION({ GATE: () => $.is(1, T.Word) && !isKeywordToken($.LA(1)), DEF: () => $.SUBRULE(all.ident) });
      const partitionBy = $.OPTION1({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.PARTITION);
          $.CONSUME(T.BY);
          return list($, 10, occurrence => $.subrule(occurrence, all.expr));
        },
      });
      const orderBy = $.OPTION2({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.ORDER);
          $.CONSUME1(T.BY);
          return list($, 20, occurrence => $.subrule(occurrence, all.orderItem));
        },
      });
      $.ACTION(() => {
        if (!$.is(1, T.RParen) && !$.is(1, T.ROWS) && !$.is(1, T.RANGE) && !$.is(1, T.GROUPS)) {
          $.expected('ROWS, RANGE, GROUPS', $.LA(1), { consumed: true });
        }
      });
      const frame = $.OPTION3(() => $.SUBRULE(all.frame));
      return {
        kind: 'window',
        ...(name === undefined ? {} : { name }),
        partitionBy: partitionBy ?? NONE,
        orderBy: orderBy ?? NONE,
        ...(frame === undefined ? {} : { frame }),
        span: { start, end: $.end() },
      };
    }),

    frame: $.RULE('frame', (): WindowFrame => {
      const unit = $.OR([
        { ALT: () => ($.CONSUME(T.ROWS), 'ROWS' as const) },
        { ALT: () => ($.CONSUME(T.RANGE), 'RANGE' as const) },
        { ALT: () => ($.CONSUME(T.GROUPS), 'GROUPS' as const) },
      ]);
      const between = $.OPTION(() => $.CONSUME(T.BETWEEN));
      const start = $.SUBRULE(all.frameBound);
      const end = $.OPTION1({
        GATE: () => between !== undefined,
        DEF: () => {
          $.CONSUME(T.AND);
          return $.SUBRULE1(all.frameBound);
        },
      });
      $.ACTION(() => {
        if (between !== undefined && end === undefined) $.expected('AND');
      });
      return { unit, start, ...(end === undefined ? {} : { end }) };
    }),

    frameBound: $.RULE('frameBound', (): FrameBound => {
      let current: FrameBound | undefined;
      $.OPTION({
        GATE: () => $.is(2, T.ROW),
        DEF: () => {
          $.CONSUME(T.CURRENT);
          $.CONSUME(T.ROW);
          current = { kind: 'current_row' };
        },
      });
      if (current !== undefined && !$.RECORDING_PHASE) return current;
      const unbounded = $.OPTION1(() => $.CONSUME(T.UNBOUNDED)) !== undefined;
      if (!unbounded) requireOperand($);
      const offset = $.OPTION2({
        GATE: () => !unbounded,
        DEF: () =>
          $.OR1<Expr>([
            { GATE: () => $.is(1, T.String), ALT: () => $.SUBRULE(all.intervalTail, { ARGS: [$.start()] }) },
            { ALT: () => $.SUBRULE(all.expr) },
          ]),
      });
      $.ACTION(() => {
        if (!$.is(1, T.PRECEDING) && !$.is(1, T.FOLLOWING)) $.expected('PRECEDING or FOLLOWING');
      });
      const kind = $.OR2([
        { ALT: () => ($.CONSUME(T.PRECEDING), 'preceding' as const) },
        { ALT: () => ($.CONSUME(T.FOLLOWING), 'following' as const) },
      ]);
      return { kind, ...(offset === undefined ? {} : { offset }) };
    }),
  };
}
