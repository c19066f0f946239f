import type { Span, Statement } from '../grammar/index.ts';
import type { Snapshot, Step } from './simulate.ts';

/** A span of one statement. */
export interface Site {
  readonly step: Step;
  readonly span: Span;
}

/** A span of a file, counted from its first character. */
export interface Located {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

export function locate({ step, span }: Site): Located {
  const { start } = step.placed;
  return { uri: step.uri, start: start + span.start, end: start + span.end };
}

/** The whole statement, without its semicolon. */
export function extentOf(step: Step): Span {
  const { text, node } = step.placed.statement;
  return { start: 0, end: node?.span.end ?? text.length };
}

const byStatement = new WeakMap<Snapshot, ReadonlyMap<Statement, readonly Step[]>>();

/** Where a statement stands: more than once, if a file says the same twice. */
export function stepsOf(snapshot: Snapshot, statement: Statement): readonly Step[] {
  let known = byStatement.get(snapshot);
  if (known === undefined) {
    const made = new Map<Statement, Step[]>();
    for (const steps of snapshot.steps.values()) {
      for (const step of steps) {
        const own = made.get(step.placed.statement);
        if (own === undefined) made.set(step.placed.statement, [step]);
        else own.push(step);
      }
    }
    byStatement.set(snapshot, (known = made));
  }
  return known.get(statement) ?? [];
}

/** The last of the steps that runs before (or is) `step`, or else the first. They are in the order of execution. */
export function lastBefore(snapshot: Snapshot, steps: readonly Step[], step: Step): Step | undefined {
  return steps.findLast(other => isBefore(snapshot, other, step)) ?? steps[0];
}

const fileOrders = new WeakMap<Snapshot, ReadonlyMap<string, number>>();

/** Whether `a` runs before `b`, or is it. */
export function isBefore(snapshot: Snapshot, a: Step, b: Step): boolean {
  if (a.uri === b.uri) return a.index <= b.index;
  let order = fileOrders.get(snapshot);
  if (order === undefined) fileOrders.set(snapshot, (order = new Map([...snapshot.steps.keys()].map((uri, index) => [uri, index]))));
  return order.get(a.uri)! < order.get(b.uri)!;
}
