import type { Between, Binary, Expr, InList, Is, IsDistinct, Like, Span, Unary } from '../../grammar/index.ts';
import { functionRow } from '../data/functions.ts';
import { arrowTypeName } from '../type_names.ts';
import { BOOLEAN, type DataType, isFloat, isInterval, isNumeric, isSigned, isString } from '../types.ts';
import { unknown } from '../verdict.ts';
import { judgeNames, type Scope } from './binding.ts';
import type { Bound, BoundCall } from './bound.ts';
import { call, displaysOf, faulty, faultOf, faultyAs, functionCall, namesOf, type Typed, typedBy, yields } from './build.ts';
import { arithmetic, bitwise, comparable, comparison, type Coerced, concatenation, logic, patternType, regex } from './coercion.ts';
import { foldTypes } from './common_types.ts';
import { demandTypes, planError, postponeFault } from './context.ts';
import { judgeConversion } from './conversions.ts';
import { bindExpr } from './expressions.ts';
import { typeCall } from './functions.ts';
import { bindInterval, numberLiteral } from './literals.ts';
import { columnsOf } from './rewrite.ts';

interface Operator {
  readonly printed: string;
  /** How tightly it binds where parentheses are printed (`Operator::precedence`). */
  readonly precedence: number;
  readonly type: (op: string, left: DataType, right: DataType) => Coerced;
}

const OPERATORS: { readonly [written: string]: Operator } = {
  OR: { printed: 'OR', precedence: 5, type: logic },
  AND: { printed: 'AND', precedence: 10, type: logic },
  '=': { printed: '=', precedence: 15, type: comparison },
  '==': { printed: '=', precedence: 15, type: comparison },
  '<>': { printed: '!=', precedence: 15, type: comparison },
  '<=': { printed: '<=', precedence: 15, type: comparison },
  '>=': { printed: '>=', precedence: 15, type: comparison },
  '<': { printed: '<', precedence: 20, type: comparison },
  '>': { printed: '>', precedence: 20, type: comparison },
  '<=>': { printed: 'IS NOT DISTINCT FROM', precedence: 25, type: comparison },
  '+': { printed: '+', precedence: 30, type: arithmetic },
  '-': { printed: '-', precedence: 30, type: arithmetic },
  '*': { printed: '*', precedence: 40, type: arithmetic },
  '/': { printed: '/', precedence: 40, type: arithmetic },
  '%': { printed: '%', precedence: 40, type: arithmetic },
  '~': { printed: '~', precedence: 25, type: regex },
  '~*': { printed: '~*', precedence: 25, type: regex },
  '!~': { printed: '!~', precedence: 25, type: regex },
  '!~*': { printed: '!~*', precedence: 25, type: regex },
  '~~': { printed: '~~', precedence: 25, type: regex },
  '~~*': { printed: '~~*', precedence: 25, type: regex },
  '!~~': { printed: '!~~', precedence: 25, type: regex },
  '!~~*': { printed: '!~~*', precedence: 25, type: regex },
  '&': { printed: '&', precedence: 25, type: bitwise },
  '|': { printed: '|', precedence: 25, type: bitwise },
  '^': { printed: 'BIT_XOR', precedence: 25, type: bitwise },
  '@@': { printed: '@@', precedence: 25, type: regex },
  '||': { printed: '||', precedence: 25, type: (_op, left, right) => concatenation(left, right) },
};

/** Binds a chain of left-associative operators from its left end: a thousand ORs make no thousand calls. */
export function bindBinary(scope: Scope, node: Binary): Bound {
  const chain: Binary[] = [];
  let innermost: Expr = node;
  while (innermost.kind === 'binary') {
    if (OPERATORS[innermost.op] === undefined) return unknown(`the operator ${innermost.op}`);
    chain.push(innermost);
    innermost = innermost.left;
  }
  let bound = bindExpr(scope, innermost);
  for (const step of chain.toReversed()) {
    const [left, right] = typedAccesses(bound, bindExpr(scope, step.right));
    bound = step.op === '||' ? concatenated(scope, left, right, step.span) : binary(step.op, left, right, step.span);
    judgeOperands(scope, step.op, bound, left.type, right.type);
    if (step !== node) scope.context.recorder?.type?.(step, bound.type);
  }
  return bound;
}

/** What the analyser casts: compared values, and numbers beside an interval. */
function judgeOperands({ context }: Scope, op: string, bound: Bound, left: DataType, right: DataType): void {
  if (bound.fault !== undefined) return;
  const { type } = OPERATORS[op]!;
  if (type === comparison) judgeConversion(context, [left, right], comparable(left, right), bound.span);
  if (type === arithmetic && bound.type.kind === 'interval') judgeConversion(context, [left, right], bound.type, bound.span);
}

/** A JSON2 access beside a value is read in the value's type: GreptimeDB hangs a NULL of that type on the call. */
function typedAccesses(left: Bound, right: Bound): readonly [Bound, Bound] {
  return [typedAccess(left, right), typedAccess(right, left)];
}

function typedAccess(access: Bound, other: Bound): Bound {
  if (!isJsonAccess(access) || isJsonAccess(other) || other.fault !== undefined || isString(other.type) || other.type.kind === 'null')
    return access;
  return functionCall('json_get', [...access.args, typedNull(other.type, access.span)], yields(other.type), access.span);
}

function isJsonAccess(expr: Bound): expr is BoundCall {
  return expr.kind === 'call' && expr.function === 'json_get' && expr.args.length === 2 && expr.args[0]!.type.kind === 'json2';
}

function typedNull(type: DataType, span: Span): Bound {
  const name = `${arrowTypeName(type)}(NULL)`;
  return { kind: 'literal', value: { type, value: null }, type, nullable: true, name, display: name, span };
}

export function binary(op: string, left: Bound, right: Bound, span: Span): BoundCall {
  const operator = OPERATORS[op]!;
  const { printed, precedence } = operator;
  return call({
    function: `op:${printed === 'BIT_XOR' ? '^' : printed.toLowerCase()}`,
    args: [left, right],
    typed: typedBy([left, right], () => {
      const typed = typeOf(operator.type(printed, left.type, right.type), left.nullable || right.nullable, span);
      return operator.type === comparison || operator.type === logic ? repaired(typed, left, right) : typed;
    }),
    name: `${left.name} ${printed} ${right.name}`,
    display: `${shownIn(left, precedence)} ${printed} ${shownIn(right, precedence)}`,
    span,
    options: { precedence: String(precedence) },
  });
}

/** Comparisons of a timestamp or boolean column with a literal get their types right before the analyser sees them. */
function repaired(typed: Typed, left: Bound, right: Bound): Typed {
  return typed.fault !== undefined && convertible(left, right) ? { ...typed, fault: { ...typed.fault, repaired: true } } : typed;
}

function typeOf(coerced: Coerced, nullable: boolean, span: Span): Typed {
  return typeof coerced === 'string' ? faulty(coerced, 'type_mismatch', span) : yields(coerced, nullable);
}

/** An operand in display mode: in parentheses where a binary operation binds less tightly. */
function shownIn(operand: Bound, precedence: number): string {
  if (operand.kind !== 'call' || !operand.function.startsWith('op:')) return operand.display;
  return Number(operand.options!['precedence']) < precedence ? `(${operand.display})` : operand.display;
}

/** An operator that asks for types at once finds the unknown columns of its operands at once too. */
function judgeOperandNames(scope: Scope, left: Bound, right: Bound): void {
  if (scope.open.length === 0) return;
  const within = (span: Span): boolean => span.start >= left.span.start && span.end <= right.span.end;
  judgeNames({ ...scope, open: scope.open.filter(({ span }) => within(span)) });
}

/** `||` of lists is planned as a function; it asks for the types at once. */
function concatenated(scope: Scope, left: Bound, right: Bound, span: Span): Bound {
  judgeOperandNames(scope, left, right);
  demandTypes([left, right]);
  const [a, b] = [left.type.kind === 'list', right.type.kind === 'list'];
  const joins = a && b ? 'array_concat' : a ? 'array_append' : b ? 'array_prepend' : undefined;
  if (joins !== undefined) return functionCall(joins, [left, right], typeCall(functionRow('scalar', joins)!, [left, right], span), span);
  return binary('||', left, right, span);
}

export function bindUnary(scope: Scope, node: Unary): Bound {
  const { operand, span } = node;
  switch (node.op) {
    case 'NOT':
    case '!': {
      const inner = bindExpr(scope, operand);
      return negation(scope, inner, span);
    }
    case '-':
      if (operand.kind === 'literal' && operand.type === 'number') return numberLiteral(operand.value, true, span);
      if (operand.kind === 'interval') return bindInterval(operand, true);
      return negative(bindExpr(scope, operand), scope, span);
    case '+': {
      const inner = bindExpr(scope, operand);
      if (inner.fault === undefined && !isNumeric(inner.type) && !isInterval(inner.type) && inner.type.kind !== 'timestamp') {
        planError("Unary operator '+' only supports numeric, interval and timestamp types", { reason: 'type_mismatch', span });
      }
      return inner;
    }
    default:
      return unknown(`the operator ${node.op}`);
  }
}

export function negation(scope: Scope, inner: Bound, span: Span): Bound {
  truthy(scope, inner, span);
  return call({
    function: 'not',
    args: [inner],
    typed: yields(BOOLEAN, inner.nullable),
    name: `NOT ${inner.name}`,
    display: `NOT ${inner.display}`,
    span,
  });
}

function negative(inner: Bound, scope: Scope, span: Span): Bound {
  const { type } = inner;
  if (
    inner.fault === undefined &&
    !isSigned(type) &&
    !isFloat(type) &&
    type.kind !== 'decimal' &&
    !isInterval(type) &&
    type.kind !== 'timestamp' &&
    type.kind !== 'null'
  ) {
    scope.context.late.push({
      status: 'PlanQuery',
      message: 'Error during planning: Negation only supports numeric, interval and timestamp types',
      reason: 'type_mismatch',
      span,
      physical: true,
    });
  }
  return call({
    function: 'neg',
    args: [inner],
    typed: typedBy([inner], () => yields(type, inner.nullable)),
    name: `(- ${inner.name})`,
    display: `(- ${inner.display})`,
    span,
  });
}

/** NOT, IS TRUE and their like accept any type while planning; the analyser wants a boolean. */
function truthy(scope: Scope, inner: Bound, span: Span): void {
  if (inner.fault !== undefined) postponeFault(scope.context, inner.fault);
  else if (comparable(inner.type, BOOLEAN) === undefined) {
    const message = `Cannot infer common argument type for comparison operation ${arrowTypeName(inner.type)} IS DISTINCT FROM Boolean`;
    postponeFault(scope.context, faulty(message, 'type_mismatch', span).fault);
  }
}

export function bindIs(scope: Scope, node: Is): Bound {
  const inner = bindExpr(scope, node.expr);
  const test = `IS ${node.negated ? 'NOT ' : ''}${node.test}`;
  if (node.test === 'NULL') postponeFault(scope.context, inner.fault);
  else truthy(scope, inner, node.span);
  return call({
    function: test.toLowerCase().replaceAll(' ', '_'),
    args: [inner],
    typed: yields(BOOLEAN, false),
    name: `${inner.name} ${test}`,
    display: `${inner.display} ${test}`,
    span: node.span,
  });
}

const DISTINCT_PRECEDENCE = 25;

export function bindIsDistinct(scope: Scope, node: IsDistinct): Bound {
  const [left, right] = [bindExpr(scope, node.left), bindExpr(scope, node.right)];
  const printed = node.negated ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM';
  judgeConversion(scope.context, [left.type, right.type], comparable(left.type, right.type), node.span);
  return call({
    function: `op:${printed.toLowerCase()}`,
    args: [left, right],
    typed: typedBy([left, right], () => typeOf(comparison(printed, left.type, right.type), false, node.span)),
    name: `${left.name} ${printed} ${right.name}`,
    display: `${shownIn(left, DISTINCT_PRECEDENCE)} ${printed} ${shownIn(right, DISTINCT_PRECEDENCE)}`,
    span: node.span,
    options: { precedence: String(DISTINCT_PRECEDENCE) },
  });
}

export function bindBetween(scope: Scope, node: Between): Bound {
  const [expr, low, high] = [bindExpr(scope, node.expr), bindExpr(scope, node.low), bindExpr(scope, node.high)];
  const word = node.negated ? 'NOT BETWEEN' : 'BETWEEN';
  const args = [expr, low, high];
  for (const bound of [low, high]) {
    if (faultOf(expr, bound) !== undefined) postponeFault(scope.context, faultOf(expr, bound));
    else if (comparable(expr.type, bound.type) === undefined && !convertible(expr, bound)) {
      const message =
        `Internal error: Failed to coerce types ${arrowTypeName(expr.type)} and ${arrowTypeName(bound.type)} in BETWEEN expression.\n` +
        BUG_REPORT;
      postponeFault(scope.context, faultyAs(message, 'type_mismatch', node.span).fault);
    }
  }
  const types = args.map(arg => arg.type);
  judgeConversion(scope.context, types, foldTypes(types, comparable), node.span);
  return call({
    function: 'between',
    args,
    typed: yields(
      BOOLEAN,
      args.some(arg => arg.nullable),
    ),
    name: `${expr.name} ${word} ${low.name} AND ${high.name}`,
    display: `${expr.display} ${word} ${low.display} AND ${high.display}`,
    span: node.span,
    options: { negated: String(node.negated) },
  });
}

/** The tail DataFusion hangs on its internal errors. */
export const BUG_REPORT =
  "This issue was likely caused by a bug in DataFusion's code. Please help us to resolve this by filing a bug report in our issue tracker: https://github.com/apache/datafusion/issues";

/** GreptimeDB turns a literal beside a timestamp or boolean column into the column's type first (`TypeConversionRule`). */
export function convertible(a: Bound, b: Bound): boolean {
  const [column, other] = a.kind === 'column' ? [a, b] : [b, a];
  return column.kind === 'column' && other.kind === 'literal' && (column.type.kind === 'timestamp' || column.type.kind === 'boolean');
}

export function bindInList(scope: Scope, node: InList): Bound {
  const expr = bindExpr(scope, node.expr);
  const list = node.list.map(item => bindExpr(scope, item));
  return inList(scope, expr, list, { negated: node.negated, span: node.span });
}

export function inList(
  scope: Scope,
  expr: Bound,
  list: readonly Bound[],
  options: { readonly negated: boolean; readonly span: Span },
): Bound {
  const word = options.negated ? 'NOT IN' : 'IN';
  const args = [expr, ...list];
  const fault = faultOf(...args);
  if (fault !== undefined) postponeFault(scope.context, fault);
  else if (list.some(item => comparable(expr.type, item.type) === undefined && !convertible(expr, item))) {
    const message = `Can not find compatible types to compare ${arrowTypeName(expr.type)} with [${list.map(item => arrowTypeName(item.type)).join(', ')}]`;
    postponeFault(scope.context, faulty(message, 'type_mismatch', options.span).fault);
  } else {
    const types = args.map(arg => arg.type);
    judgeConversion(scope.context, types, foldTypes(types, comparable), options.span);
  }
  return call({
    function: 'in_list',
    args,
    typed: yields(
      BOOLEAN,
      args.some(arg => arg.nullable),
    ),
    name: `${expr.name} ${word} ${namesOf(list, ', ')}`,
    display: `${expr.display} ${word} ([${displaysOf(list, ', ')}])`,
    span: options.span,
    options: { negated: String(options.negated) },
  });
}

const LIKES: { readonly [op: string]: string } = { LIKE: 'LIKE', ILIKE: 'ILIKE', 'SIMILAR TO': 'SIMILAR TO' };

export function bindLike(scope: Scope, node: Like): Bound {
  const word = LIKES[node.op];
  if (word === undefined || node.any) return unknown(`the operator ${node.op}`);
  const pattern = bindExpr(scope, node.pattern);
  const expr = bindExpr(scope, node.expr);
  const printed = `${node.negated ? 'NOT ' : ''}${word}`;
  const fault = faultOf(expr, pattern);
  if (fault !== undefined) postponeFault(scope.context, fault);
  else if (word === 'SIMILAR TO') judgeRegex(scope, expr, pattern, node);
  else if (patternType(expr.type, pattern.type) === undefined) {
    const message = `There isn't a common type to coerce ${arrowTypeName(expr.type)} and ${arrowTypeName(pattern.type)} in ${word} expression`;
    postponeFault(scope.context, faulty(message, 'type_mismatch', node.span).fault);
  }
  const escape = node.escape?.value;
  judgeEscape(scope, word, [expr, pattern], node);
  return call({
    function: word.toLowerCase().replace(' ', '_'),
    args: [expr, pattern],
    typed: yields(BOOLEAN, expr.nullable || pattern.nullable),
    name: `${expr.name} ${printed} ${pattern.name}${escape === undefined ? '' : ` CHAR '${escape}'`}`,
    display: `${expr.display} ${printed} ${pattern.display}${escape === undefined ? '' : ` ESCAPE '${escape}'`}`,
    span: node.span,
    options: { negated: String(node.negated), ...(escape === undefined ? {} : { escape }) },
  });
}

/** An escape is one character, and only the backslash can be run; what has no wildcard is an equation by then. */
function judgeEscape(scope: Scope, word: string, [expr, pattern]: readonly [Bound, Bound], { escape, span }: Like): void {
  if (escape === undefined) return;
  const { value } = escape;
  if ([...value].length !== 1) {
    planError(`Invalid escape character in ${word} expression. Expected a single character wrapped with single quotes, got '${value}'`, {
      reason: 'plan',
      span: escape.span,
    });
  }
  const text = pattern.kind === 'literal' ? pattern.value.value : undefined;
  const similar = word === 'SIMILAR TO';
  const stays = similar || (value !== '\\' && columnsOf(expr).length > 0 && typeof text === 'string' && /[^%][%_]|_/.test(text));
  if (!stays) return;
  const message = similar
    ? 'Execution error: SIMILAR TO does not support escape_char yet'
    : 'Execution error: LIKE does not support escape_char other than the backslash (\\)';
  scope.context.late.push({ message, reason: 'plan', span, physical: true });
}

/** SIMILAR TO wants its pattern in plain text at once; the text before it is looked at last of all. */
function judgeRegex(scope: Scope, expr: Bound, pattern: Bound, node: Like): void {
  if (pattern.type.kind !== 'string' && pattern.type.kind !== 'null') {
    planError('Invalid pattern in SIMILAR TO expression', { reason: 'type_mismatch', span: pattern.span });
  }
  const coerced = regex(node.negated ? '!~' : '~', expr.type, pattern.type);
  if (typeof coerced !== 'string') return;
  scope.context.late.push({ message: `Error during planning: ${coerced}`, reason: 'type_mismatch', span: node.span, physical: true });
}
