import { kindOf, type Span, type Statement } from '../grammar/index.ts';
import { isCreator } from './creators.ts';
import type { Film } from './film.ts';
import { filmsOf, stepsAmong, type Snapshot, type Step } from './simulate.ts';

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

/** The number of a statement in a file that was played. */
interface Spot {
  readonly film: Film;
  readonly index: number;
}

const creators = new WeakMap<Snapshot, ReadonlyMap<Statement, readonly Spot[]>>();

/**
 * Where a statement stands: more than once, if a file says the same twice. It is remembered of those that create something, which are asked
 * for again and again.
 */
export function stepsOf(snapshot: Snapshot, statement: Statement): readonly Step[] {
  if (!isCreator(kindOf(statement))) return [...stepsAmong(snapshot, one => one === statement)];
  let known = creators.get(snapshot);
  if (known === undefined) creators.set(snapshot, (known = findCreators(snapshot)));
  return (known.get(statement) ?? []).map(({ film, index }) => film.stepAt(index));
}

function findCreators(snapshot: Snapshot): ReadonlyMap<Statement, readonly Spot[]> {
  const found = new Map<Statement, Spot[]>();
  for (const film of filmsOf(snapshot)) {
    let index = 0;
    for (const { chunk } of film.reels) {
      for (const statement of chunk.statements) {
        const at = index++;
        if (!isCreator(kindOf(statement))) continue;
        const known = found.get(statement);
        if (known === undefined) found.set(statement, [{ film, index: at }]);
        else known.push({ film, index: at });
      }
    }
  }
  return found;
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
