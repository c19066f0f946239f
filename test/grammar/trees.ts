import { expect } from 'vitest';
import type { AccessStep, Call, Expr, Literal, Query, Select } from '../../grammar/ast.ts';
import type { Protocol } from '../../grammar/dialect.ts';
import { parseStatement } from '../../grammar/parser.ts';
import { print } from '../../grammar/print.ts';

/** The first item of `SELECT <text>`, which must parse. */
export function expression(text: string, protocol: Protocol = 'http'): Expr {
  const { node, faults } = parseStatement(`SELECT ${text}`, protocol);
  expect(
    faults.map(fault => fault.message),
    text,
  ).toEqual([]);
  const [item] = ((node as Query).body as Select).items;
  if (item?.kind !== 'item') throw new Error(`${text} is no expression`);
  return item.expr;
}

/** How an expression groups, one parenthesis for each operator: `(+ a (* b c))`. */
export function tree(text: string, protocol: Protocol = 'http'): string {
  return draw(expression(text, protocol));
}

function draw(expr: Expr): string {
  switch (expr.kind) {
    case 'compound_identifier':
      return `(. ${expr.parts.map(part => print(part)).join(' ')})`;
    case 'binary':
      return `(${expr.op} ${draw(expr.left)} ${draw(expr.right)})`;
    case 'unary':
      return `(u${expr.op} ${draw(expr.operand)})`;
    case 'cast':
      return expr.style === '::' ? `(DoubleColon ${draw(expr.expr)} ${print(expr.type)})` : print(expr);
    case 'access':
      return `(access ${draw(expr.root)} ${expr.steps.map(drawStep).join(' ')})`;
    case 'is':
      return `(is-${negation(expr.negated)}${expr.test.toLowerCase()} ${draw(expr.expr)})`;
    case 'is_distinct':
      return `(is-${negation(expr.negated)}distinct-from ${draw(expr.left)} ${draw(expr.right)})`;
    case 'between':
      return `(${negation(expr.negated)}between ${draw(expr.expr)} ${draw(expr.low)} ${draw(expr.high)})`;
    case 'like':
      return `(${negation(expr.negated)}${expr.op.split(' ')[0]!.toLowerCase()} ${draw(expr.expr)} ${draw(expr.pattern)}${drawEscape(expr.escape)})`;
    case 'in_list':
      return `(${negation(expr.negated)}in ${draw(expr.expr)} [${expr.list.map(draw).join(' ')}])`;
    case 'at_time_zone':
      return `(at-time-zone ${draw(expr.expr)} ${draw(expr.zone)})`;
    case 'collate':
      return `(collate ${draw(expr.expr)} ${print(expr.collation)})`;
    case 'quantified':
      return `(${expr.op} ${draw(expr.left)} (${expr.quantifier.toLowerCase()} ${draw(expr.right)}))`;
    case 'interval':
      return `(interval ${draw(expr.value)}${expr.unit === undefined ? '' : ` ${expr.unit}`})`;
    case 'json_path':
      return `(json ${draw(expr.expr)} ${print(expr).slice(print(expr.expr).length)})`;
    case 'tuple':
      return `(tuple ${expr.elements.map(draw).join(' ')})`;
    case 'array':
      return `(array ${expr.elements.map(draw).join(' ')})`;
    case 'nested':
      return `(paren ${draw(expr.expr)})`;
    case 'case': {
      const branches = expr.branches.map(({ when, then }) => `(when ${draw(when)} ${draw(then)})`).join(' ');
      const otherwise = expr.otherwise === undefined ? '' : ` (else ${draw(expr.otherwise)})`;
      return `(case${expr.operand === undefined ? '' : ` ${draw(expr.operand)}`} ${branches}${otherwise})`;
    }
    case 'typed_literal':
      return `(typed ${print(expr)})`;
    case 'call':
      return drawCall(expr);
    case 'member_of':
      return `(member-of ${draw(expr.value)} ${draw(expr.array)})`;
    case 'exists':
      return expr.negated ? '(not-exists)' : '(exists)';
    case 'range':
      return `(range ${draw(expr.expr)} ${draw(expr.range)}${expr.fill === undefined ? '' : ` :fill ${expr.fill}`})`;
    default:
      return print(expr);
  }
}

function drawStep(step: AccessStep): string {
  if (step.kind === 'field') return `.${draw(step.field)}`;
  if (step.kind === 'index') return `[${print(step.index)}]`;
  const bound = (expr: Expr | undefined): string => (expr === undefined ? '' : print(expr));
  return `[${bound(step.low)}:${bound(step.high)}${step.strided ? `:${bound(step.stride)}` : ''}]`;
}

function drawEscape(escape: Literal | undefined): string {
  return escape === undefined ? '' : ` :escape ${print(escape)}`;
}

function drawCall(call: Call): string {
  const args = (call.args ?? []).map(arg => {
    if (arg.kind === 'wildcard') return ' *';
    if (arg.kind === 'expr') return ` ${draw(arg.expr)}`;
    return ` ${print(arg.name)} ${arg.operator} ${arg.value.kind === 'wildcard' ? '*' : draw(arg.value)}`;
  });
  const tails = [call.filter === undefined ? '' : ' :filter', call.over === undefined ? '' : ' :over'];
  return `(call ${print(call.name)}${call.distinct === undefined ? '' : ` :${call.distinct}`}${args.join('')}${tails.join('')})`;
}

function negation(negated: boolean): string {
  return negated ? 'not-' : '';
}
