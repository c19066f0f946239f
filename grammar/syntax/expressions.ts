import type { Expr, JsonPath, OrderItem } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { kindSet } from '../kinds.ts';
import { print } from '../print.ts';
import { END, T, type Token } from '../tokens.ts';
import { isValueAt, numberOf } from './literals.ts';
import { identOf } from './names.ts';
import { isComparison, isUnusableAt, nameOfUnusable, nextPrecedence, operatorText } from './operators.ts';
import { isAccessAt } from './prefixes.ts';
import { containsCall, durationFault } from './ranges.ts';

/** Operators by precedence climbing, as sqlparser's `parse_subexpr` does it. */
export interface ExpressionRules {
  /** `subexpr(0)`. */
  readonly expr: Rule<[], Expr>;
  /** An operand that needs no more than a look at its neighbour to tell: what most operands are. */
  readonly leaf: Rule<[], Expr>;
  /** An expression whose operators bind tighter than `precedence`. */
  readonly subexpr: Rule<[precedence: number], Expr>;
  /** The next operator and its right side. */
  readonly infix: Rule<[left: Expr, precedence: number, start: number], Expr>;
  /** Operators that only PostgreSQL knows: `NOTNULL`, `!`, `COLLATE`, `OPERATOR(…)`. */
  readonly postgresInfix: Rule<[left: Expr, precedence: number, start: number], Expr>;
  readonly binary: Rule<[left: Expr, precedence: number, start: number], Expr>;
  /** `(ANY|ALL|SOME) "(" … ")"` behind an operator. */
  readonly quantified: Rule<[left: Expr, operator: Token, precedence: number, start: number], Expr>;
  readonly jsonPath: Rule<[left: Expr, start: number], Expr>;
  readonly jsonKey: Rule<[], Token>;
  /** `RANGE (…) [FILL any]` behind an expression. */
  readonly range: Rule<[left: Expr, start: number], Expr>;
  readonly orderItem: Rule<[], OrderItem>;
}

const PERIOD = T.Period.kind;
const PLAIN_WORD = T.PlainWord.kind;
const LEAVES = kindSet([T.Number, T.String, T.PlainWord]);
/** Where these stand, an expression is over. */
const CLOSING_TYPES = [T.Comma, T.RParen, T.SemiColon, T.FROM, T.AS, T.ASC, T.DESC, T.WHERE, T.GROUP, T.ORDER, T.LIMIT, T.THEN, T.ELSE];
const CLOSING = kindSet(CLOSING_TYPES);
CLOSING[END] = 1;
/** These have no say in what the operand before them is: they end the expression, or are operators of every dialect. */
const NEIGHBOURS = kindSet([
  ...CLOSING_TYPES,
  T.Eq,
  T.Neq,
  T.Lt,
  T.LtEq,
  T.Gt,
  T.GtEq,
  T.Plus,
  T.Minus,
  T.Mul,
  T.Div,
  T.DoubleColon,
  T.AND,
  T.OR,
  T.IS,
  T.IN,
  T.BETWEEN,
  T.LIKE,
]);
NEIGHBOURS[END] = 1;

/** Whether a number, a string, a name that is no keyword or two of them with a dot stand next, and behind them one of these neighbours. */
function isLeafAt($: Engine): boolean {
  const kind = $.kind(1);
  if (LEAVES[kind] !== 1) return false;
  const behind = $.kind(2);
  if (kind !== PLAIN_WORD) return NEIGHBOURS[behind] === 1;
  // What stands in double quotes may be a string.
  if ($.source.charCodeAt($.start()) === 34) return false;
  return behind === PERIOD ? $.kind(3) === PLAIN_WORD && NEIGHBOURS[$.kind(4)] === 1 : NEIGHBOURS[behind] === 1;
}

export function expressionRules($: Engine, all: Grammar): ExpressionRules {
  return {
    expr: $.RULE('expr', () => $.SUBRULE(all.subexpr, { ARGS: [0] })),

    leaf: $.RULE('leaf', (): Expr =>
      $.OR<Expr>([
        { ALT: () => numberOf($.CONSUME(T.Number)) },
        { ALT: () => $.SUBRULE(all.stringValue) },
        {
          ALT: () => {
            const ident = identOf($.CONSUME(T.PlainWord));
            const field = $.OPTION(() => {
              $.CONSUME(T.Period);
              return identOf($.CONSUME1(T.PlainWord));
            });
            if (field === undefined) return { kind: 'identifier', ident, span: ident.span };
            return { kind: 'compound_identifier', parts: [ident, field], span: { start: ident.span.start, end: $.end() } };
          },
        },
      ]),
    ),

    subexpr: $.RULE('subexpr', (precedence: number = 0): Expr =>
      $.deeper(() => {
        const start = $.start();
        const leaf = $.OPTION3({ GATE: () => isLeafAt($), DEF: () => $.SUBRULE(all.leaf) });
        if (leaf !== undefined && CLOSING[$.kind(1)] === 1 && !$.RECORDING_PHASE) return leaf;
        let left = leaf!;
        if (leaf === undefined || $.RECORDING_PHASE) {
          left = $.SUBRULE(all.prefix);
          $.OPTION({
            GATE: () => isAccessAt($),
            DEF: () => {
              left = $.SUBRULE(all.access, { ARGS: [left, start] });
            },
          });
          refuseLoneFill($);
          $.OPTION1({
            GATE: () => isRangeAt($),
            DEF: () => {
              left = $.SUBRULE(all.range, { ARGS: [left, start] });
            },
          });
        }
        let next = 0;
        $.MANY({
          GATE: () => (next = nextPrecedence($)) > precedence && !isUnusableAt($) && !$.is(1, T.Period),
          DEF: () => {
            left = $.SUBRULE(all.infix, { ARGS: [left, next, start] });
            refuseLoneFill($);
            $.OPTION2({
              GATE: () => isRangeAt($),
              DEF: () => {
                left = $.SUBRULE1(all.range, { ARGS: [left, start] });
              },
            });
          },
        });
        refuseUnusable($, precedence);
        return left;
      }),
    ),

    infix: $.RULE('infix', (left: Expr, precedence: number = 0, start: number = 0): Expr =>
      $.OR<Expr>([
        { ALT: () => $.SUBRULE(all.binary, { ARGS: [left, precedence, start] }) },
        { ALT: () => $.SUBRULE(all.isTest, { ARGS: [left, start] }) },
        { ALT: () => $.SUBRULE(all.predicate, { ARGS: [left, start] }) },
        {
          ALT: () => {
            $.CONSUME(T.AT);
            $.CONSUME(T.TIME);
            $.CONSUME(T.ZONE);
            const zone = $.SUBRULE(all.subexpr, { ARGS: [precedence] });
            return { kind: 'at_time_zone', expr: left, zone, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.MEMBER);
            $.CONSUME(T.OF, { ERR_MSG: 'OF after MEMBER' });
            $.CONSUME(T.LParen);
            const array = $.SUBRULE(all.expr);
            $.CONSUME(T.RParen);
            return { kind: 'member_of', value: left, array, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.DoubleColon);
            const type = $.SUBRULE(all.dataType);
            return { kind: 'cast', style: '::', expr: left, type, array: false, span: { start, end: $.end() } };
          },
        },
        { ALT: () => $.SUBRULE(all.jsonPath, { ARGS: [left, start] }) },
        { ALT: () => $.SUBRULE(all.postgresInfix, { ARGS: [left, precedence, start] }) },
      ]),
    ),

    postgresInfix: $.RULE('postgresInfix', (left: Expr, precedence: number = 0, start: number = 0): Expr =>
      $.OR<Expr>([
        {
          ALT: () => {
            $.CONSUME(T.NOTNULL);
            return { kind: 'is', test: 'NULL', negated: true, expr: left, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.ExclamationMark);
            return { kind: 'unary', op: 'postfix !', operand: left, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.COLLATE);
            return { kind: 'collate', expr: left, collation: $.SUBRULE(all.objectName), span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            const word = $.CONSUME(T.OPERATOR);
            $.CONSUME(T.LParen);
            $.CONSUME(T.Any);
            $.MANY(() => {
              $.CONSUME(T.Period);
              $.CONSUME1(T.Any);
            });
            $.CONSUME(T.RParen);
            const opSpan = { start: word.start, end: $.end() };
            const right = $.SUBRULE(all.subexpr, { ARGS: [precedence] });
            const op = $.ACTION(() => `OPERATOR${$.source.slice(word.end, opSpan.end)}`);
            return { kind: 'binary', op, left, right, opSpan, span: { start, end: $.end() } };
          },
        },
      ]),
    ),

    binary: $.RULE('binary', (left: Expr, precedence: number = 0, start: number = 0): Expr => {
      const operator = $.CONSUME(T.BinaryOperator);
      let quantified: Expr | undefined;
      $.OPTION({
        GATE: () => $.is(1, T.ANY) || $.is(1, T.ALL) || $.is(1, T.SOME),
        DEF: () => {
          quantified = $.SUBRULE(all.quantified, { ARGS: [left, operator, precedence, start] });
        },
      });
      if (quantified !== undefined && !$.RECORDING_PHASE) return quantified;
      // The right side of MySQL's DIV is a whole expression.
      const right = $.SUBRULE(all.subexpr, { ARGS: [operator.type === T.DIV ? 0 : precedence] });
      return {
        kind: 'binary',
        op: $.ACTION(() => operatorText(operator, $.dialect)),
        left,
        right,
        opSpan: { start: operator.start, end: operator.end },
        span: { start, end: $.end() },
      };
    }),

    quantified: $.RULE('quantified', (left: Expr, operator: Token, precedence: number = 0, start: number = 0): Expr => {
      const quantifier = $.OR([
        { ALT: () => ($.CONSUME(T.ANY), 'ANY' as const) },
        { ALT: () => ($.CONSUME(T.ALL), 'ALL' as const) },
        { ALT: () => ($.CONSUME(T.SOME), 'SOME' as const) },
      ]);
      $.ACTION(() => {
        if (!$.is(1, T.LParen)) $.expected('(');
      });
      const right = $.OR1([
        { GATE: () => $.is(2, T.SELECT) || $.is(2, T.WITH), ALT: () => $.SUBRULE1(all.subexpr, { ARGS: [precedence] }) },
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            const content = $.SUBRULE2(all.subexpr, { ARGS: [precedence] });
            $.CONSUME(T.RParen);
            return content;
          },
        },
      ]);
      const op = $.ACTION(() => {
        if (!isComparison(operator.type)) $.syntax(`${NOT_QUANTIFIABLE}, found: ${operatorText(operator, $.dialect)}`, { at: operator });
        return operatorText(operator, $.dialect);
      });
      return { kind: 'quantified', op, quantifier, left, right, span: { start, end: $.end() } };
    }),

    jsonPath: $.RULE('jsonPath', (left: Expr, start: number = 0): Expr => {
      const steps: JsonPath['steps'][number][] = [];
      const key = (token: Token): void => {
        steps.push({ kind: 'key', key: token.value, quoted: token.quote !== '' });
      };
      $.CONSUME(T.Colon);
      if (!$.is(1, T.LBracket)) requireKey($);
      $.OPTION({ GATE: () => !$.is(1, T.LBracket), DEF: () => key($.SUBRULE(all.jsonKey)) });
      $.MANY(() =>
        $.OR([
          {
            ALT: () => {
              $.CONSUME(T.Period);
              key($.SUBRULE1(all.jsonKey));
            },
          },
          {
            ALT: () => {
              $.CONSUME(T.LBracket);
              steps.push({ kind: 'bracket', index: $.SUBRULE(all.expr) });
              $.CONSUME(T.RBracket);
            },
          },
        ]),
      );
      return { kind: 'json_path', expr: left, steps, span: { start, end: $.end() } };
    }),

    jsonKey: $.RULE('jsonKey', (): Token => {
      requireKey($);
      return $.OR([{ ALT: () => $.CONSUME(T.Word) }, { ALT: () => $.CONSUME(T.String) }]);
    }),

    range: $.RULE('range', (left: Expr, start: number = 0): Expr => {
      $.CONSUME(T.RANGE);
      $.rangesRead++;
      const range = $.OR<Expr>([
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            const content = $.SUBRULE(all.expr);
            $.CONSUME(T.RParen);
            return content;
          },
        },
        {
          ALT: () => {
            const value = $.SUBRULE(all.value);
            $.ACTION(() => {
              const fault = durationFault(value.value);
              if (fault !== undefined) $.syntax(fault);
            });
            return value;
          },
        },
      ]);
      const fill = $.OPTION(() => {
        $.CONSUME(T.FILL);
        return $.CONSUME(T.Any).image;
      });
      $.ACTION(() => {
        if (!containsCall(left)) $.syntax(`Can't use the RANGE keyword in Expr ${print(left)} without function`);
      });
      return { kind: 'range', expr: left, range, ...(fill === undefined ? {} : { fill }), span: { start, end: $.end() } };
    }),

    orderItem: $.RULE('orderItem', (): OrderItem => {
      const start = $.start();
      const expr = $.SUBRULE(all.expr);
      const direction = $.OPTION(() =>
        $.OR([{ ALT: () => ($.CONSUME(T.ASC), 'ASC' as const) }, { ALT: () => ($.CONSUME(T.DESC), 'DESC' as const) }]),
      );
      const nulls = $.OPTION1({
        GATE: () => $.is(2, T.FIRST) || $.is(2, T.LAST),
        DEF: () => {
          $.CONSUME(T.NULLS);
          return $.OR1([{ ALT: () => ($.CONSUME(T.FIRST), 'FIRST' as const) }, { ALT: () => ($.CONSUME(T.LAST), 'LAST' as const) }]);
        },
      });
      return {
        kind: 'order_item',
        expr,
        ...(direction === undefined ? {} : { direction }),
        ...(nulls === undefined ? {} : { nulls }),
        span: $.spanOver(start, expr),
      };
    }),
  };
}

const NOT_QUANTIFIABLE = 'Expected one of [=, >, <, =>, =<, !=, ~, ~*, !~, !~*, ~~, ~~*, !~~, !~~*] as comparison operator';

/** Refuses an operator that would go on with the expression, had it a meaning in this dialect. */
function refuseUnusable($: Engine, precedence: number): void {
  if ($.RECORDING_PHASE || !isUnusableAt($) || nextPrecedence($) <= precedence) return;
  $.syntax(`No infix parser for token ${nameOfUnusable($.LA(1), $.dialect)}`, { at: $.LA(1) });
}

/** Wherever RANGE may follow an expression, a FILL without it is refused. */
function refuseLoneFill($: Engine): void {
  if (!$.RECORDING_PHASE && $.is(1, T.FILL)) $.syntax('Detect FILL keyword in SELECT Expr, but no RANGE given or RANGE after FILL');
}

/** Whether the fork's hook for RANGE applies. */
function isRangeAt($: Engine): boolean {
  return $.is(1, T.RANGE) && ($.is(2, T.LParen) || isValueAt($, 2));
}

/** A step of a JSON path is a word, bare or in double quotes. */
function requireKey($: Engine): void {
  if ($.RECORDING_PHASE) return;
  const next = $.LA(1);
  if ((next.quote !== '' || !$.is(1, T.Word)) && next.quote !== '"') $.expected('variant object key name', next, { consumed: true });
}
