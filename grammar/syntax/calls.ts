import type { Call, CallArg, Expr, Ident, ObjectName, WindowSpec, Wildcard } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { NONE } from './drafts.ts';
import { requireOperand } from './literals.ts';
import { identOf, list } from './names.ts';

/** Calls with everything that may stand in and behind their parentheses. */
export interface CallRules {
  /** `object_name call_tail`, parentheses required (ADMIN). */
  readonly call: Rule<[], Call>;
  /** A call of an unqualified name (qualified ones come together step by step). */
  readonly simpleCall: Rule<[], Call>;
  /** From the opening parenthesis to OVER. */
  readonly callTail: Rule<[name: ObjectName], Call>;
  /** `"(" … ")"`. */
  readonly argumentList: Rule<[], Arguments>;
  readonly arguments: Rule<[], Arguments>;
  readonly argument: Rule<[], CallArg>;
  /** The operator and the value behind an argument's name. */
  readonly namedArgument: Rule<[name: Ident], CallArg>;
  /** `*`, `(*)`, `t.*`. */
  readonly wildcardArgument: Rule<[], Wildcard>;
  /** `(ABSENT|NULL) ON NULL` and `RETURNING type`, each once. */
  readonly jsonClauses: Rule<[], readonly string[]>;
  readonly overflow: Rule<[], string>;
}

/** What stands between the parentheses of a call. */
type Arguments = Pick<Call, 'orderBy' | 'clauses' | 'distinct' | 'limit' | 'overflow'> & Required<Pick<Call, 'args'>>;
const NO_ARGUMENTS: Arguments = { orderBy: NONE, clauses: NONE, args: NONE };
type Filling<N> = { -readonly [Field in keyof N]: N[Field] };

export function callRules($: Engine, all: Grammar): CallRules {
  return {
    call: $.RULE('call', (): Call => {
      const name = $.SUBRULE(all.objectName);
      return $.SUBRULE(all.callTail, { ARGS: [name] });
    }),

    simpleCall: $.RULE('simpleCall', (): Call => {
      const ident = identOf($.CONSUME(T.Word));
      return $.SUBRULE(all.callTail, { ARGS: [{ kind: 'name', parts: [ident], span: ident.span }] });
    }),

    callTail: $.RULE('callTail', (name: ObjectName): Call => {
      const { orderBy, clauses, args, distinct, limit, overflow } = $.SUBRULE(all.argumentList) ?? NO_ARGUMENTS;
      const withinGroup = $.OPTION({
        GATE: () => $.is(2, T.GROUP),
        DEF: () => {
          $.CONSUME(T.WITHIN);
          $.CONSUME(T.GROUP);
          $.CONSUME(T.LParen);
          $.CONSUME(T.ORDER);
          $.CONSUME(T.BY);
          const items = list($, 10, occurrence => $.subrule(occurrence, all.orderItem));
          $.CONSUME(T.RParen);
          return items;
        },
      });
      let filter: Expr | undefined;
      $.OPTION1({
        GATE: () => !$.dialect.mysql,
        DEF: () => {
          // A FILTER without its parenthesis, and the parenthesis without WHERE, are swallowed as well.
          $.CONSUME(T.FILTER);
          $.OPTION2(() => {
            $.CONSUME1(T.LParen);
            $.OPTION3(() => {
              $.CONSUME(T.WHERE);
              filter = $.SUBRULE(all.expr);
              $.CONSUME1(T.RParen);
            });
          });
        },
      });
      const nulls = $.OPTION4(() => {
        const treatment = $.OR([
          { ALT: () => ($.CONSUME(T.IGNORE), 'IGNORE NULLS' as const) },
          { ALT: () => ($.CONSUME(T.RESPECT), 'RESPECT NULLS' as const) },
        ]);
        $.CONSUME(T.NULLS);
        return treatment;
      });
      const over = $.OPTION5((): WindowSpec | Ident => {
        $.CONSUME(T.OVER);
        let spec: WindowSpec | undefined;
        $.OPTION6(() => {
          $.CONSUME2(T.LParen);
          spec = $.SUBRULE(all.windowSpec);
          $.CONSUME2(T.RParen);
        });
        if (spec !== undefined && !$.RECORDING_PHASE) return spec;
        return $.SUBRULE(all.ident);
      });
      const span = { start: $.ACTION(() => name.span.start), end: $.end() };
      const call: Filling<Call> = { kind: 'call', name, orderBy, clauses, withinGroup: withinGroup ?? NONE, span, args };
      if (distinct !== undefined) call.distinct = distinct;
      if (limit !== undefined) call.limit = limit;
      if (overflow !== undefined) call.overflow = overflow;
      if (filter !== undefined) call.filter = filter;
      if (nulls !== undefined) call.nulls = nulls;
      if (over !== undefined) call.over = over;
      return call;
    }),

    argumentList: $.RULE('argumentList', (): Arguments => {
      $.CONSUME(T.LParen);
      const before = $.SUBRULE(all.jsonClauses);
      if (!$.is(1, T.RParen) && !$.is(1, T.Mul)) requireOperand($);
      const content = $.OPTION({ GATE: () => !$.is(1, T.RParen), DEF: () => $.SUBRULE(all.arguments) });
      $.CONSUME(T.RParen);
      return $.ACTION(() => {
        if (before.length === 0) return content ?? NO_ARGUMENTS;
        return { ...NO_ARGUMENTS, ...content, clauses: [...before, ...(content?.clauses ?? NONE)] };
      });
    }),

    arguments: $.RULE('arguments', (): Arguments => {
      let distinct: Call['distinct'];
      $.OPTION(() => {
        const all_ = $.CONSUME(T.ALL);
        $.ACTION(() => {
          if ($.is(1, T.DISTINCT)) $.syntax('Cannot specify both ALL and DISTINCT', { at: all_ });
        });
        distinct = 'ALL';
      });
      $.OPTION1(() => {
        $.CONSUME(T.DISTINCT);
        distinct = 'DISTINCT';
      });
      const args = list($, 10, occurrence => $.subrule(occurrence, all.argument));
      const orderBy = $.OPTION2({
        GATE: () => $.is(2, T.BY),
        DEF: () => {
          $.CONSUME(T.ORDER);
          $.CONSUME(T.BY);
          return list($, 20, occurrence => $.subrule(occurrence, all.orderItem));
        },
      });
      const limit = $.OPTION3(() => {
        $.CONSUME(T.LIMIT);
        return $.SUBRULE(all.expr);
      });
      const separator = $.OPTION4({
        GATE: () => $.dialect.mysql,
        DEF: () => {
          $.CONSUME(T.SEPARATOR);
          const value = $.SUBRULE(all.value);
          return `SEPARATOR '${value.value}'`;
        },
      });
      const overflow = $.OPTION5({ GATE: () => $.is(2, T.OVERFLOW), DEF: () => $.SUBRULE(all.overflow) });
      const after = $.SUBRULE(all.jsonClauses);
      const clauses = $.ACTION(() => (separator === undefined ? after : [separator, ...after]));
      const found: Filling<Arguments> = { orderBy: orderBy ?? NONE, clauses, args };
      if (distinct !== undefined) found.distinct = distinct;
      if (limit !== undefined) found.limit = limit;
      if (overflow !== undefined) found.overflow = overflow;
      return found;
    }),

    argument: $.RULE('argument', (): CallArg => {
      let wildcard: Wildcard | undefined;
      $.OPTION({
        GATE: () => isWildcardAt($),
        DEF: () => {
          wildcard = $.SUBRULE(all.wildcardArgument);
        },
      });
      if (wildcard !== undefined && !$.RECORDING_PHASE) return wildcard;
      const start = $.start();
      let named: CallArg | undefined;
      $.OPTION1({
        GATE: () => !$.dialect.postgres && ($.is(1, T.Word) || $.is(1, T.String)) && ($.is(2, T.RArrow) || $.is(2, T.VALUE)),
        DEF: () => {
          named = $.TRY<CallArg>(
            1,
            () => {
              const name = $.SUBRULE(all.ident);
              return $.SUBRULE(all.namedArgument, { ARGS: [name] });
            },
            () => ({ kind: 'expr', expr: $.SUBRULE(all.expr), span: { start, end: $.end() } }),
          );
        },
      });
      if (named !== undefined && !$.RECORDING_PHASE) return named;
      const expr = $.SUBRULE1(all.expr);
      const unnamed: CallArg = { kind: 'expr', expr, span: $.spanOver(start, expr) };
      $.OPTION2({
        GATE: () => $.dialect.postgres && ($.is(1, T.RArrow) || $.is(1, T.VALUE) || $.is(1, T.Colon)),
        DEF: () => {
          named = $.TRY(
            2,
            () => $.SUBRULE1(all.namedArgument, { ARGS: [nameOf($, expr)] }),
            () => unnamed,
          );
        },
      });
      return named ?? unnamed;
    }),

    namedArgument: $.RULE('namedArgument', (name: Ident): CallArg => {
      const operator = $.OR([
        { ALT: () => ($.CONSUME(T.RArrow), '=>' as const) },
        { ALT: () => ($.CONSUME(T.VALUE), 'VALUE' as const) },
        { ALT: () => ($.CONSUME(T.Colon), ':' as const) },
      ]);
      let wildcard: Wildcard | undefined;
      $.OPTION({
        GATE: () => isWildcardAt($),
        DEF: () => {
          wildcard = $.SUBRULE(all.wildcardArgument);
        },
      });
      const value = wildcard !== undefined && !$.RECORDING_PHASE ? wildcard : $.SUBRULE(all.expr);
      return $.ACTION((): CallArg => ({ kind: 'named', name, operator, value, span: { start: name.span.start, end: $.end() } }));
    }),

    wildcardArgument: $.RULE('wildcardArgument', (): Wildcard => {
      const start = $.start();
      const parts: Ident[] = [];
      $.OR([
        { ALT: () => $.CONSUME(T.Mul) },
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            $.CONSUME1(T.Mul);
            $.CONSUME(T.RParen);
          },
        },
        {
          ALT: () => {
            parts.push($.SUBRULE(all.ident));
            $.CONSUME(T.Period);
            $.MANY({
              GATE: () => !$.is(1, T.Mul),
              DEF: () => {
                parts.push($.SUBRULE1(all.ident));
                $.CONSUME1(T.Period);
              },
            });
            $.CONSUME2(T.Mul);
          },
        },
      ]);
      const span = { start, end: $.end() };
      if (parts.length === 0 || $.RECORDING_PHASE) return { kind: 'wildcard', span };
      return { kind: 'wildcard', qualifier: { kind: 'name', parts, span: { start, end: parts.at(-1)!.span.end } }, span };
    }),

    jsonClauses: $.RULE('jsonClauses', (): readonly string[] => {
      let clauses: readonly string[] = NONE;
      $.OPTION({
        GATE: () => $.is(2, T.ON) && $.is(3, T.NULL),
        DEF: () => {
          const word = $.OR([{ ALT: () => ($.CONSUME(T.ABSENT), 'ABSENT') }, { ALT: () => ($.CONSUME(T.NULL), 'NULL') }]);
          $.CONSUME(T.ON);
          $.CONSUME1(T.NULL);
          clauses = [`${word} ON NULL`];
        },
      });
      $.OPTION1(() => {
        $.CONSUME(T.RETURNING);
        const type = $.SUBRULE(all.dataType);
        $.ACTION(() => {
          clauses = [...clauses, `RETURNING ${$.source.slice(type.span.start, type.span.end)}`];
        });
      });
      return clauses;
    }),

    overflow: $.RULE('overflow', (): string => {
      const start = $.start();
      $.CONSUME(T.ON);
      $.CONSUME(T.OVERFLOW);
      $.OPTION({ GATE: () => $.is(1, T.ERROR), DEF: () => $.CONSUME(T.ERROR) });
      $.OPTION1({
        GATE: () => !$.is(0, T.ERROR),
        DEF: () => {
          $.CONSUME(T.TRUNCATE);
          $.OPTION2({ GATE: () => !$.is(1, T.WITH) && !$.is(1, T.WITHOUT), DEF: () => $.SUBRULE(all.value) });
          $.OR({
            DEF: [{ ALT: () => $.CONSUME(T.WITH) }, { ALT: () => $.CONSUME(T.WITHOUT) }],
            ERR_MSG: 'either WITH or WITHOUT in LISTAGG',
          });
          $.CONSUME(T.COUNT);
        },
      });
      return $.ACTION(() => $.source.slice(start, $.end()));
    }),
  };
}

/** In PostgreSQL any expression may name an argument. */
function nameOf($: Engine, expr: Expr): Ident {
  if ($.RECORDING_PHASE || expr.kind !== 'identifier') {
    return { kind: 'ident', value: $.ACTION(() => $.source.slice(expr.span.start, expr.span.end)), quote: '', span: expr.span };
  }
  return expr.ident;
}

/** Whether a wildcard stands next: `*`, `(*)`, or names and a star with dots between. */
export function isWildcardAt($: Engine): boolean {
  if ($.is(1, T.Mul)) return true;
  if ($.is(1, T.LParen)) return $.is(2, T.Mul) && $.is(3, T.RParen);
  if (!isPlainNameAt($, 1)) return false;
  let n = 2;
  for (; $.is(n, T.Period); n += 2) {
    if ($.is(n + 1, T.Mul)) return true;
    if (!isPlainNameAt($, n + 1)) $.expected("an identifier or a '*' after '.'", $.LA(n + 1), { consumed: true });
  }
  return false;
}

/** A word or a single-quoted string: what MySQL writes in double quotes is no name here. */
function isPlainNameAt($: Engine, n: number): boolean {
  const kind = $.kind(n);
  return $.is(n, T.Word) || kind === T.String.kind;
}
