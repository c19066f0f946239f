import type { Access, AccessStep, Call, Expr, Ident, Unary } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type Token } from '../tokens.ts';
import { hasFallback, isFormAt } from './forms.ts';
import { isConstantAt, isOperandAt, isTypedLiteral, requireElement, requireOperand } from './literals.ts';
import { identOf, list, list0 } from './names.ts';
import { precedences, subscriptPrecedence } from './operators.ts';

/** What an operand starts with, and the steps into it. */
export interface PrefixRules {
  /** One prefix form (what INTERVAL takes as its operand). */
  readonly prefix: Rule<[], Expr>;
  /** A name, a call or an introduced string. */
  readonly plainWord: Rule<[], Expr>;
  readonly unary: Rule<[], Expr>;
  /** `[ … ]`. */
  readonly bracketArray: Rule<[], Expr>;
  /** A sub-query, an expression in parentheses, or a tuple. */
  readonly parenthesised: Rule<[], Expr>;
  /** `.b`, `.f(x)`, `[1]`, `[1:2]` behind an operand. */
  readonly access: Rule<[root: Expr, start: number], Expr>;
  readonly subscript: Rule<[], AccessStep>;
}

export function prefixRules($: Engine, all: Grammar): PrefixRules {
  return {
    prefix: $.RULE('prefix', (): Expr => {
      const start = $.start();
      requireOperand($);
      const expr = $.OR<Expr>([
        { GATE: () => startsValue($), ALT: () => $.SUBRULE(all.value) },
        { GATE: () => isTypedLiteral($), ALT: () => $.SUBRULE(all.typedLiteral) },
        { GATE: () => isFormAt($) && !hasFallback($), ALT: () => $.SUBRULE1(all.form) },
        {
          GATE: () => isFormAt($),
          ALT: () =>
            $.FALLBACK(
              1,
              () => $.SUBRULE2(all.form),
              () => $.SUBRULE1(all.plainWord),
            ),
        },
        { ALT: () => $.SUBRULE2(all.plainWord) },
        { ALT: () => $.SUBRULE(all.parenthesised) },
        { ALT: () => $.SUBRULE(all.unary) },
        { ALT: () => $.SUBRULE(all.bracketArray) },
        { ALT: () => $.SUBRULE(all.odbc) },
      ]);
      let collated: Expr | undefined;
      $.OPTION({
        GATE: () => !$.inColumnDefinition,
        DEF: () => {
          $.CONSUME(T.COLLATE);
          collated = { kind: 'collate', expr, collation: $.SUBRULE(all.objectName), span: { start, end: $.end() } };
        },
      });
      return collated ?? expr;
    }),

    plainWord: $.RULE('plainWord', (): Expr =>
      $.OR<Expr>([
        { GATE: () => $.is(2, T.LParen), ALT: () => $.SUBRULE(all.simpleCall) },
        {
          GATE: () => ($.is(2, T.String) || $.is(2, T.HexString)) && $.LA(1).value.startsWith('_'),
          ALT: () => $.SUBRULE(all.introducedString),
        },
        {
          ALT: () => {
            const ident = identOf($.CONSUME(T.Word));
            return { kind: 'identifier', ident, span: ident.span };
          },
        },
      ]),
    ),

    unary: $.RULE('unary', (): Expr => {
      const start = $.start();
      const by = precedences($.dialect);
      const op = $.OR<Unary['op']>([
        { ALT: () => ($.CONSUME(T.Minus), '-') },
        { ALT: () => ($.CONSUME(T.Plus), '+') },
        { ALT: () => ($.CONSUME(T.Tilde), '~') },
        // PostgreSQL's, which other dialects stop at before they come here.
        { ALT: () => ($.CONSUME(T.DoubleExclamationMark), '!!') },
        { ALT: () => ($.CONSUME(T.PGSquareRoot), '|/') },
        { ALT: () => ($.CONSUME(T.PGCubeRoot), '||/') },
        { ALT: () => ($.CONSUME(T.AtSign), '@') },
        { ALT: () => ($.CONSUME(T.Sharp), '#') },
        { ALT: () => ($.CONSUME(T.ArrowAtSign), '@-@') },
        { ALT: () => ($.CONSUME(T.AtAt), '@@') },
        { ALT: () => ($.CONSUME(T.QuestionMarkDash), '?-') },
        { ALT: () => ($.CONSUME(T.QuestionPipe), '?|') },
      ]);
      const operand = $.SUBRULE(all.subexpr, { ARGS: [op === '-' || op === '+' ? by.multiply : by.plus] });
      return { kind: 'unary', op, operand, span: { start, end: $.end() } };
    }),

    bracketArray: $.RULE('bracketArray', (): Expr => {
      const start = $.start();
      $.CONSUME(T.LBracket);
      requireElement($);
      const elements = list0(
        $,
        0,
        n => $.is(n, T.RBracket),
        occurrence => $.subrule(occurrence, all.expr),
      );
      $.CONSUME(T.RBracket);
      return { kind: 'array', named: false, elements, span: { start, end: $.end() } };
    }),

    parenthesised: $.RULE('parenthesised', (): Expr => {
      const start = $.start();
      $.CONSUME(T.LParen);
      let query: Expr | undefined;
      $.OPTION9({
        GATE: () => $.is(1, T.SELECT) || $.is(1, T.WITH),
        DEF: () => {
          const content = $.SUBRULE(all.query);
          $.CONSUME1(T.RParen);
          query = { kind: 'subquery', query: content, span: { start, end: $.end() } };
        },
      });
      if (query !== undefined && !$.RECORDING_PHASE) return query;
      // Inside parentheses neither CONNECT BY nor a column definition changes the meaning of words.
      const { inColumnDefinition, inConnectBy } = $;
      $.inColumnDefinition = false;
      $.inConnectBy = false;
      const elements = list($, 2, occurrence => $.subrule(occurrence, all.expr));
      $.inColumnDefinition = inColumnDefinition;
      $.inConnectBy = inConnectBy;
      $.CONSUME2(T.RParen);
      const span = { start, end: $.end() };
      return elements.length === 1 ? { kind: 'nested', expr: elements[0]!, span } : { kind: 'tuple', elements, span };
    }),

    access: $.RULE('access', (root: Expr, start: number = 0): Expr => {
      const steps: AccessStep[] = [];
      let wildcard: Token | undefined;
      $.MANY({
        GATE: () => !($.is(1, T.Period) && $.is(2, T.Mul)),
        DEF: () =>
          $.OR([
            {
              ALT: () => {
                $.CONSUME(T.Period);
                $.ACTION(() => {
                  if (!isOperandAt($, 1)) $.expected('identifier', $.LA(1), { consumed: true });
                });
                const field = $.OR1<Expr>([
                  {
                    GATE: () => $.LA(1).type === T.String,
                    ALT: () => {
                      const token = $.CONSUME(T.String);
                      return { kind: 'identifier', ident: identOf(token), span: { start: token.start, end: token.end } };
                    },
                  },
                  {
                    ALT: () =>
                      $.FALLBACK<Expr>(
                        4,
                        () => fieldOf($, $.SUBRULE(all.subexpr, { ARGS: [precedences($.dialect).period] })),
                        () => {
                          const ident = $.SUBRULE(all.ident);
                          return { kind: 'identifier', ident, span: ident.span };
                        },
                        'otherwise',
                      ),
                  },
                ]);
                addField(steps, field);
              },
            },
            { ALT: () => steps.push($.SUBRULE(all.subscript)) },
          ]),
      });
      $.OPTION({
        GATE: () => $.dialect.postgres && $.is(2, T.Mul),
        DEF: () => {
          $.CONSUME1(T.Period);
          wildcard = $.CONSUME(T.Mul);
        },
      });
      return (
        $.ACTION(() => {
          const span = { start, end: $.end() };
          if (wildcard === undefined) return accessOf(root, steps, span);
          const names = [root, ...steps].flatMap(namesOf);
          if (names.includes(undefined)) $.expected("an identifier or a '*' after '.'");
          return { kind: 'compound_identifier', parts: [...(names as Ident[]), identOf(wildcard)], span };
        }) ?? root
      );
    }),

    subscript: $.RULE('subscript', (): AccessStep => {
      const start = $.start();
      const bound = subscriptPrecedence($.dialect);
      let low: Expr | undefined;
      let high: Expr | undefined;
      let stride: Expr | undefined;
      let colons = 0;
      $.CONSUME(T.LBracket);
      if (!$.is(1, T.Colon)) requireOperand($);
      $.OPTION({
        GATE: () => !$.is(1, T.Colon),
        DEF: () => {
          low = $.SUBRULE(all.subexpr, { ARGS: [bound] });
        },
      });
      requireColon($);
      $.OPTION1({
        GATE: () => !(low !== undefined && $.is(1, T.RBracket)),
        DEF: () => {
          $.CONSUME(T.Colon);
          colons = 1;
          if (!$.is(1, T.RBracket)) requireOperand($);
          $.OPTION2({
            GATE: () => !$.is(1, T.RBracket),
            DEF: () => {
              high = $.SUBRULE1(all.subexpr, { ARGS: [bound] });
              requireColon($);
              $.OPTION3({
                GATE: () => !$.is(1, T.RBracket),
                DEF: () => {
                  $.CONSUME1(T.Colon);
                  colons = 2;
                  if (!$.is(1, T.RBracket)) requireOperand($);
                  $.OPTION4({
                    GATE: () => !$.is(1, T.RBracket),
                    DEF: () => {
                      stride = $.SUBRULE(all.expr);
                    },
                  });
                },
              });
            },
          });
        },
      });
      $.CONSUME(T.RBracket);
      const span = { start, end: $.end() };
      if (colons === 0) return { kind: 'index', index: low!, span };
      return {
        kind: 'slice',
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
        ...(stride === undefined ? {} : { stride }),
        strided: colons === 2,
        span,
      };
    }),
  };
}

/** Whether steps into the value follow: `.` or `[`. The `.*` of a wildcard is one for PostgreSQL only. */
export function isAccessAt($: Engine): boolean {
  return $.is(1, T.LBracket) || ($.is(1, T.Period) && ($.dialect.postgres || !$.is(2, T.Mul)));
}

/** Whether the operand is a literal. A word in double quotes is a name, and PostgreSQL's `@` an operator. */
function startsValue($: Engine): boolean {
  return $.is(1, T.Word) ? isConstantAt($) : !($.dialect.postgres && $.is(1, T.AtSign));
}

/** `:` or the closing bracket must follow a bound. */
function requireColon($: Engine): void {
  if (!$.RECORDING_PHASE && !$.is(1, T.RBracket) && !$.is(1, T.Colon)) $.expected(':');
}

/** The names of a root or step; `undefined` where it is no name. */
function namesOf(part: Expr | AccessStep): readonly (Ident | undefined)[] {
  if (part.kind === 'field') return namesOf(part.field);
  return part.kind === 'identifier' ? [part.ident] : [undefined];
}

/** What may stand behind a dot; other expressions give way to a plain name (`t.interval`). */
function fieldOf($: Engine, expr: Expr): Expr {
  if ($.RECORDING_PHASE) return expr;
  switch (expr.kind) {
    case 'identifier':
    case 'compound_identifier':
    case 'access':
    case 'call':
    case 'odbc_call':
    case 'literal':
      return expr;
    case 'range':
      if (expr.expr.kind === 'call') return expr;
      break;
    default:
  }
  return $.expected('an identifier or value');
}

function addField(steps: AccessStep[], field: Expr): void {
  switch (field.kind) {
    case 'compound_identifier':
      for (const ident of field.parts)
        steps.push({ kind: 'field', field: { kind: 'identifier', ident, span: ident.span }, span: ident.span });
      break;
    case 'access':
      steps.push({ kind: 'field', field: field.root, span: field.root.span }, ...field.steps);
      break;
    default:
      steps.push({ kind: 'field', field, span: field.span });
  }
}

/** Names make a compound name, names and a call a call with a qualified name; the rest stays a chain of steps. */
function accessOf(root: Expr, steps: readonly AccessStep[], span: Access['span']): Expr {
  if (root.kind === 'identifier') {
    const names: Ident[] = [root.ident];
    for (const [i, step] of steps.entries()) {
      if (step.kind !== 'field') break;
      const { field } = step;
      const isLast = i === steps.length - 1;
      if (field.kind === 'identifier') {
        names.push(field.ident);
        if (isLast) return { kind: 'compound_identifier', parts: names, span };
      } else if (isLast && field.kind === 'call') {
        return qualified(field, names, span);
      } else if (isLast && field.kind === 'range' && field.expr.kind === 'call') {
        return { ...field, expr: qualified(field.expr, names, { start: span.start, end: field.expr.span.end }), span };
      } else {
        break;
      }
    }
  }
  return { kind: 'access', root, steps, span };
}

function qualified(call: Call, names: readonly Ident[], span: Call['span']): Call {
  const parts = [...names, ...call.name.parts];
  return { ...call, name: { kind: 'name', parts, span: { start: span.start, end: call.name.span.end } }, span };
}
