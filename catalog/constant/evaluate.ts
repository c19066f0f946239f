import type { Span } from '../../grammar/index.ts';
import type { Bound, BoundCall } from '../plan/bound.ts';
import { arrowTypeName } from '../type_names.ts';
import { type DataType, isString } from '../types.ts';
import { type ArithmeticOperator, compute, computeBits, negate } from './arithmetic.ts';
import { cast, tryCast } from './casts.ts';
import { evaluateBetween, evaluateCase, evaluateCoalesce, evaluateIn, evaluateLogic, evaluateTruth } from './conditions.ts';
import { argumentTypes } from './coercions.ts';
import { comparedIn, compareValues, comparisonTest } from './comparison.ts';
import { type EvaluationContext, NO_SESSION } from './context.ts';
import { scalarFunction } from './functions/index.ts';
import { matches } from './functions/regexps.ts';
import { type ConstantFailure, type Evaluation, Halt, duringPlanning, firstHalt, settle, unmodelled } from './outcome.ts';
import { likePattern } from './patterns.ts';
import { printAsText } from './print.ts';
import type { Scalar, ScalarValue } from './scalar.ts';

/**
 * Evaluates an expression that does not depend on rows, as the optimizer or, failing that, the execution would.
 *
 * What the optimizer folds fails wherever it stands, even in a branch nobody takes or beside columns: such a failure wins over every
 * other outcome, and is found in expressions that are not constant as well (those are otherwise `unknown`).
 */
export function evaluate(bound: Bound, context: EvaluationContext = NO_SESSION): Evaluation {
  const run = new Run(context);
  const attempt = run.attempt(bound);
  if (run.failure !== undefined) return run.failure;
  return attempt instanceof Halt ? attempt.outcome : { kind: 'value', value: attempt };
}

/** The first failure of the optimizer among some expressions of one plan node, in their order. */
export function planningFailure(bounds: readonly Bound[], context: EvaluationContext = NO_SESSION): ConstantFailure | undefined {
  for (const bound of bounds) {
    // Nothing is folded there.
    if (bound.kind === 'literal' || bound.kind === 'column') continue;
    const outcome = evaluate(bound, context);
    if (outcome.kind === 'error' && outcome.when === 'planning') return outcome;
  }
  return undefined;
}

/** One evaluation. It remembers the first failure of the optimizer, whatever becomes of the whole. */
export class Run {
  failure: ConstantFailure | undefined;
  readonly context: EvaluationContext;

  constructor(context: EvaluationContext) {
    this.context = context;
  }

  /** The value of an expression, or the halt that takes its place: most have one, since they see columns. */
  attempt(bound: Bound): Scalar | Halt {
    let attempt: Scalar | Halt;
    try {
      attempt = this.compute(bound);
    } catch (halt) {
      if (!(halt instanceof Halt)) throw halt;
      attempt = halt;
    }
    return attempt instanceof Halt ? this.placed(attempt, bound.span) : attempt;
  }

  /** The smallest expression that fails is to blame. */
  private placed(halt: Halt, span: Span): Halt {
    if (halt.outcome.kind !== 'error' || halt.outcome.span !== undefined) return halt;
    const outcome = { ...halt.outcome, span };
    if (outcome.when === 'planning') this.failure ??= outcome;
    return new Halt(outcome);
  }

  /** Every operand is looked at; the first that has no value halts. */
  private haltOf(bounds: readonly Bound[]): Halt | undefined {
    return firstHalt(bounds.map(bound => this.attempt(bound)));
  }

  /** All arguments of a call. Constants among them are cast as the analyser says, even where another argument has no value. */
  attempts(bound: BoundCall): readonly (Scalar | Halt)[] {
    const types = argumentTypes(bound);
    return bound.args.map((arg, index) => {
      const attempt = this.attempt(arg);
      const type = types[index];
      if (type !== undefined && arg.fault === undefined && !(attempt instanceof Halt)) this.probe(arg.span, () => cast(attempt, type));
      return attempt;
    });
  }

  private compute(bound: Bound): Scalar | Halt {
    if (bound.fault !== undefined) return TYPE_ERROR;
    switch (bound.kind) {
      case 'literal':
        return bound.value;
      case 'call':
        return this.call(bound);
      case 'aggregate':
        return this.haltOf([...bound.args, ...(bound.filter === undefined ? [] : [bound.filter])]) ?? AGGREGATE;
      case 'window':
        return this.haltOf([...bound.args, ...bound.partitionBy, ...bound.orderBy]) ?? WINDOW;
      case 'subquery':
        return this.haltOf(bound.args) ?? SUBQUERY;
      case 'column':
        return COLUMN;
    }
  }

  private call(bound: BoundCall): Scalar | Halt {
    const { function: name, args, type } = bound;
    switch (name) {
      case 'alias':
        return this.attempt(args[0]!);
      case 'cast':
      case 'arrow_cast': {
        const given = this.attempt(args[0]!);
        return given instanceof Halt ? given : castOf(given, type, { literal: args[0]!.kind === 'literal' });
      }
      case 'try_cast': {
        const given = this.attempt(args[0]!);
        return given instanceof Halt ? given : tryCast(given, type);
      }
      case 'op:and':
      case 'op:or':
        return evaluateLogic(this, name === 'op:and' ? 'and' : 'or', args);
      case 'case':
        return evaluateCase(this, bound);
      case 'coalesce':
        return evaluateCoalesce(this, bound);
      case 'in_list':
        return evaluateIn(this, bound);
      case 'between':
        return evaluateBetween(this, bound);
      case 'arrow_typeof':
        return this.haltOf(args) ?? { type, value: arrowTypeName(args[0]!.type) };
    }
    if (name.startsWith('op:') && args.length === 2) return this.binary(bound, name.slice(3));
    const attempts = this.attempts(bound);
    const halt = firstHalt(attempts);
    if (halt !== undefined) return halt;
    const values = attempts as readonly Scalar[];
    if (name.startsWith('is_')) return evaluateTruth(name, values[0]!);
    switch (name) {
      case 'neg':
        return values[0]!.value === null ? { type, value: null } : negate(values[0]!);
      case 'not':
        return { type, value: values[0]!.value === null ? null : values[0]!.value === false };
      case 'like':
      case 'ilike':
        return like(bound, values);
      default:
        return this.named(bound, values);
    }
  }

  private named({ function: name, type }: BoundCall, values: readonly Scalar[]): Scalar {
    const run = scalarFunction(name) ?? unmodelled(`the function ${name}`);
    if (run.seesNull !== true && values.some(value => value.value === null)) return { type, value: null };
    return { type, value: run.run(values, type, this.context) };
  }

  private binary(bound: BoundCall, op: string): Scalar | Halt {
    const [left, right] = bound.args as [Bound, Bound];
    const [a, b] = [this.attempt(left), this.attempt(right)];
    const test = comparisonTest(op);
    const distinct = op === 'is distinct from' || op === 'is not distinct from';
    if (test !== undefined || distinct) this.castBeside([left, right], [a, b]);
    if (isRegexOperator(op)) this.checkRegex(b, right.span);
    const halt = firstHalt([a, b]);
    if (halt !== undefined) return halt;
    const [x, y] = [a as Scalar, b as Scalar];
    const { type } = bound;
    if (distinct) return { type, value: isDistinct(x, y) === (op === 'is distinct from') };
    if (x.value === null || y.value === null) return { type, value: null };
    if (test !== undefined) return { type, value: test(ordered(x, y)) };
    if (isRegexOperator(op))
      return { type, value: matches(printAsText(x), printAsText(y), op.includes('*') ? 'i' : '') !== op.startsWith('!') };
    switch (op) {
      case '+':
      case '-':
      case '*':
      case '/':
      case '%':
        return compute(op satisfies ArithmeticOperator, x, y, type);
      case '&':
      case '|':
      case '^':
        return computeBits(op, x, y, type);
      case '||':
        return isString(type) ? { type, value: printAsText(x) + printAsText(y) } : unmodelled('a concatenation of lists');
      default:
        return unmodelled(`the operator ${op}`);
    }
  }

  /**
   * A constant beside a column is cast to the type both are compared in. GreptimeDB itself converts literals beside timestamp and
   * boolean columns, before and by other rules.
   */
  private castBeside(operands: readonly [Bound, Bound], [a, b]: readonly [Scalar | Halt, Scalar | Halt]): void {
    if (a instanceof Halt === b instanceof Halt) return;
    const [constant, given] = a instanceof Halt ? [b as Scalar, operands[1]] : [a, operands[0]];
    const other = operands[a instanceof Halt ? 0 : 1];
    if (other.fault !== undefined || other.type.kind === 'timestamp' || other.type.kind === 'boolean' || constant.value === null) return;
    this.probe(given.span, () => cast(constant, comparedIn(constant.type, other.type)));
  }

  /** Remembers what the optimizer would stumble over; the evaluation goes on. */
  private probe(span: Span, run: () => Scalar): void {
    const outcome = settle(() => duringPlanning(run));
    if (outcome.kind === 'error') this.failure ??= { ...outcome, span };
  }

  /** The optimizer compiles a constant pattern, whatever stands before the operator. */
  private checkRegex(pattern: Scalar | Halt, span: Span): void {
    if (pattern instanceof Halt || typeof pattern.value !== 'string') return;
    const { type, value } = pattern;
    this.probe(span, () => ({ type, value: matches('', value, '') }));
  }
}

const TYPE_ERROR = without('a type error');
const AGGREGATE = without('an aggregate');
const WINDOW = without('a window function');
const SUBQUERY = without('a subquery');
const COLUMN = without('a column');

function without(why: string): Halt {
  return new Halt({ kind: 'unknown', why });
}

function isRegexOperator(op: string): boolean {
  return op === '~' || op === '~*' || op === '!~' || op === '!~*';
}

/** GreptimeDB trims the blanks of a literal that becomes a timestamp (`StringNormalizationRule`). */
function castOf(scalar: Scalar, type: DataType, options: { readonly literal: boolean }): Scalar {
  const trims = options.literal && type.kind === 'timestamp' && typeof scalar.value === 'string';
  const given = trims ? { type: scalar.type, value: (scalar.value as string).trim().split(/\s+/).join(' ') } : scalar;
  return duringPlanning(() => cast(given, type));
}

/** Two values that are not NULL, in the type they are compared in. The casts are the analyser's, so the optimizer folds them. */
function ordered(a: Scalar, b: Scalar): number {
  const type = comparedIn(a.type, b.type);
  return compareValues(comparedAs(a, type), comparedAs(b, type), type);
}

function comparedAs(scalar: Scalar, type: DataType): ScalarValue {
  return duringPlanning(() => cast(scalar, type)).value;
}

function isDistinct(a: Scalar, b: Scalar): boolean {
  if (a.value === null || b.value === null) return a.value !== b.value;
  return ordered(a, b) !== 0;
}

function like(bound: BoundCall, [text, pattern]: readonly Scalar[]): Scalar {
  const { type, options } = bound;
  if (text!.value === null || pattern!.value === null) return { type, value: null };
  const escape = options?.['escape'];
  const expression = likePattern(printAsText(pattern!), {
    ignoreCase: bound.function === 'ilike',
    ...(escape === undefined ? {} : { escape }),
  });
  return { type, value: expression.test(printAsText(text!)) !== (options?.['negated'] === 'true') };
}
