import type { Span, StatusName } from '../../grammar/index.ts';
import type { Scalar } from './scalar.ts';

/** What a constant expression comes to. */
export type Evaluation = Evaluated | ConstantFailure | NotEvaluated;
export interface Evaluated {
  readonly kind: 'value';
  readonly value: Scalar;
}
/** The server certainly refuses to compute it. */
export interface ConstantFailure {
  readonly kind: 'error';
  readonly statusName: StatusName;
  /** As a client sees it: the root cause with DataFusion's or Arrow's prefix. */
  readonly message: string;
  /**
   * `planning`: the optimizer folds the expression and fails wherever it stands, even when no row would reach it.
   * `execution`: it fails only for a row, so it is certain only where a row certainly comes by.
   */
  readonly when: 'planning' | 'execution';
  /** The smallest expression that fails, where one was evaluated. */
  readonly span?: Span;
}
export interface NotEvaluated {
  readonly kind: 'unknown';
  readonly why: string;
}

/** Ends an evaluation: a value, or thrown from any depth. Those who ask for one see an outcome. */
export class Halt {
  readonly outcome: ConstantFailure | NotEvaluated;

  constructor(outcome: ConstantFailure | NotEvaluated) {
    this.outcome = outcome;
  }
}

/** The first of some attempts that has no value. */
export function firstHalt(attempts: readonly (Scalar | Halt)[]): Halt | undefined {
  for (const attempt of attempts) if (attempt instanceof Halt) return attempt;
  return undefined;
}

/** Runs a computation and turns a halt into its outcome. */
export function settle(run: () => Scalar): Evaluation {
  try {
    return { kind: 'value', value: run() };
  } catch (halt) {
    if (!(halt instanceof Halt)) throw halt;
    return halt.outcome;
  }
}

function halt(statusName: StatusName, message: string): never {
  // eslint-disable-next-line no-throw-literal -- a halt is no error and collects no stack
  throw new Halt({ kind: 'error', statusName, message, when: 'execution' });
}

/** Rethrows a halt as a failure of the optimizer, whose code no longer depends on the kind of error (`DataFusionError::Context`). */
export function duringPlanning<T>(run: () => T): T {
  try {
    return run();
  } catch (halted) {
    if (!(halted instanceof Halt) || halted.outcome.kind !== 'error') throw halted;
    // eslint-disable-next-line no-throw-literal -- a halt is no error and collects no stack
    throw new Halt({ ...halted.outcome, statusName: 'EngineExecuteQuery', when: 'planning' });
  }
}

/** `ArrowError`, whose display names its family: `Cast error: …`, `Parser error: …`, `Compute error: …`. */
export function arrowError(family: 'Cast' | 'Parser' | 'Compute' | 'Invalid argument', text: string): never {
  return halt('EngineExecuteQuery', `${family} error: ${text}`);
}

/** `ArrowError::ArithmeticOverflow`. */
export function overflow(text: string): never {
  return halt('EngineExecuteQuery', `Arithmetic overflow: Overflow happened on: ${text}`);
}

export function divideByZero(): never {
  return halt('EngineExecuteQuery', 'Divide by zero error');
}

/** `DataFusionError::Execution`. */
export function executionError(text: string): never {
  return halt('EngineExecuteQuery', `Execution error: ${text}`);
}

/** `DataFusionError::Plan`, raised by a function while it runs. */
export function planError(text: string): never {
  return halt('PlanQuery', `Error during planning: ${text}`);
}

/** `DataFusionError::NotImplemented`, raised by a function while it runs. */
export function notImplemented(text: string): never {
  return halt('Unsupported', `This feature is not implemented: ${text}`);
}

/** `DataFusionError::External`: the text of GreptimeDB's own error stands alone. */
export function externalError(text: string): never {
  return halt('EngineExecuteQuery', text);
}

/** We do not model what decides the value. */
export function unmodelled(why: string): never {
  // eslint-disable-next-line no-throw-literal -- a halt is no error and collects no stack
  throw new Halt({ kind: 'unknown', why });
}
