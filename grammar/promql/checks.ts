import type { Span } from '../span.ts';
import { isTame } from '../tame.ts';
import { PROM_AGGREGATIONS, PROM_FUNCTIONS } from './functions.ts';
import type { PromAggregation, PromBinary, PromCall, PromExpr, PromMatcher, PromSelector, PromType } from './tree.ts';

/** Why a PromQL text is refused, in the words of the promql-parser crate. */
export interface PromFault {
  readonly message: string;
  readonly span: Span;
}

/**
 * The first thing that `check_ast` of promql-parser refuses: it judges a node after the nodes in it, from left to right.
 */
export function checkPromql(expr: PromExpr): PromFault | undefined {
  switch (expr.kind) {
    case 'prom_number':
    case 'prom_string':
      return undefined;
    case 'prom_selector':
      return checkSelector(expr);
    case 'prom_paren':
      return checkPromql(expr.expr);
    case 'prom_unary':
      return checkPromql(expr.operand) ?? checkUnary(typeOf(expr.operand), expr.span);
    case 'prom_subquery':
      return checkPromql(expr.expr) ?? checkSubquery(typeOf(expr.expr), expr.span);
    case 'prom_binary':
      return checkPromql(expr.left) ?? checkPromql(expr.right) ?? checkBinary(expr);
    case 'prom_call':
      return firstFault(expr.args) ?? checkCall(expr);
    case 'prom_aggregation':
      return firstFault(expr.args) ?? checkAggregation(expr);
  }
}

function firstFault(exprs: readonly PromExpr[]): PromFault | undefined {
  for (const expr of exprs) {
    const fault = checkPromql(expr);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What an expression yields. */
export function typeOf(expr: PromExpr): PromType {
  switch (expr.kind) {
    case 'prom_number':
      return 'scalar';
    case 'prom_string':
      return 'string';
    case 'prom_selector':
      return expr.range === undefined ? 'vector' : 'matrix';
    case 'prom_subquery':
      return 'matrix';
    case 'prom_paren':
      return typeOf(expr.expr);
    case 'prom_unary':
      return typeOf(expr.operand);
    case 'prom_aggregation':
      return 'vector';
    case 'prom_call':
      return PROM_FUNCTIONS.get(expr.name.value)?.returns ?? 'vector';
    case 'prom_binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar' ? 'scalar' : 'vector';
  }
}

function checkSelector({ metric, matchers, hasOr, span }: PromSelector): PromFault | undefined {
  if (metric !== undefined) {
    const name = matchers.find(({ label }) => label.value === '__name__');
    return name && { message: `metric name must not be set twice: '${metric.value}' or '${name.value.value}'`, span: name.span };
  }
  return matchers.every(matchesNothing) && !hasOr
    ? { message: 'vector selector must contain at least one non-empty matcher', span }
    : undefined;
}

/** Whether a matcher lets the empty text pass. */
function matchesNothing({ op, value: { value } }: PromMatcher): boolean {
  switch (op) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    default: {
      const matches = matchesEmptyText(value);
      return matches !== undefined && matches === (op === '=~');
    }
  }
}

/** Absent where the expression is none that JavaScript understands, or may take for ever. */
function matchesEmptyText(pattern: string): boolean | undefined {
  if (!isTame(pattern, 0)) return undefined;
  try {
    return new RegExp(`^(?:${pattern})$`, 's').test('');
  } catch {
    return undefined;
  }
}

function checkUnary(type: PromType, span: Span): PromFault | undefined {
  if (type === 'scalar' || type === 'vector') return undefined;
  return { message: `unary expression only allowed on expressions of type scalar or vector, got ${type}`, span };
}

function checkSubquery(type: PromType, span: Span): PromFault | undefined {
  return type === 'vector' ? undefined : { message: `subquery is only allowed on vector, got ${type} instead`, span };
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '>', '<', '>=', '<=']);
const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

function checkBinary({ op, opSpan, left, right, returnsBool, matching, grouping, span }: PromBinary): PromFault | undefined {
  const [leftType, rightType] = [typeOf(left), typeOf(right)];
  const isComparison = COMPARISONS.has(op);
  if (returnsBool && !isComparison) return { message: 'bool modifier can only be used on comparison operators', span: opSpan };
  if (isComparison && leftType === 'scalar' && rightType === 'scalar' && !returnsBool) {
    return { message: 'comparisons between scalars must use BOOL modifier', span: opSpan };
  }
  if (matching?.by === 'on') {
    const joint = grouping?.labels.find(({ value }) => matching.labels.some(label => label.value === value));
    if (joint !== undefined) return { message: `label '${joint.value}' must not occur in ON and GROUP clause at once`, span: joint.span };
  }
  if (SET_OPERATORS.has(op)) {
    if (leftType === 'scalar' || rightType === 'scalar') {
      return { message: `set operator '${op}' not allowed in binary scalar expression`, span: opSpan };
    }
    if (leftType === 'vector' && rightType === 'vector' && grouping !== undefined) {
      return { message: `no grouping allowed for '${op}' operation`, span: grouping.span };
    }
  }
  for (const [type, operand] of [
    [leftType, left],
    [rightType, right],
  ] as const) {
    if (type !== 'scalar' && type !== 'vector') {
      return { message: 'binary expression must contain only scalar and instant vector types', span: operand.span };
    }
  }
  if ((leftType !== 'vector' || rightType !== 'vector') && (matching?.labels.length ?? 0) > 0) {
    return { message: 'vector matching only allowed between vectors', span };
  }
  return undefined;
}

/** For numbers that are out of their domain the crate lets these pass. */
const LENIENT: ReadonlySet<string> = new Set(['exp', 'ln', 'log2', 'log10']);

function checkCall({ name, args, span }: PromCall): PromFault | undefined {
  const known = PROM_FUNCTIONS.get(name.value);
  if (known === undefined) return { message: `unknown function with name '${name.value}'`, span: name.span };
  const { length } = known.args;
  if (known.variadic === 0) {
    if (args.length !== length) return { message: `expected ${length} argument(s) in call to '${name.value}', got ${args.length}`, span };
  } else if (args.length < length - 1) {
    return { message: `expected at least ${length - 1} argument(s) in call to '${name.value}', got ${args.length}`, span };
  } else if (args.length > length && known.variadic > 0) {
    return { message: `expected at most ${length} argument(s) in call to '${name.value}', got ${args.length}`, span };
  }
  if (LENIENT.has(name.value) && args[0]?.kind === 'prom_number') return undefined;
  return firstMismatch(
    args.map((arg, i) => [arg, known.args[Math.min(i, length - 1)]!]),
    `call to function '${name.value}'`,
  );
}

function firstMismatch(pairs: readonly (readonly [PromExpr, PromType])[], context: string): PromFault | undefined {
  for (const [arg, expected] of pairs) {
    const actual = typeOf(arg);
    if (actual !== expected) return { message: `expected type ${expected} in ${context}, got ${actual}`, span: arg.span };
  }
  return undefined;
}

function checkAggregation({ op, args, span }: PromAggregation): PromFault | undefined {
  if (args.length === 0) return { message: `no arguments for aggregate expression '${op.value}' provided`, span };
  const parameter = PROM_AGGREGATIONS.get(op.value);
  const wanted = parameter === undefined ? 1 : 2;
  if (args.length !== wanted) {
    return { message: `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`, span };
  }
  const subject = firstMismatch([[args[wanted - 1]!, 'vector']], 'aggregation expression');
  return subject ?? (parameter === undefined ? undefined : firstMismatch([[args[0]!, parameter]], 'aggregation parameter'));
}
