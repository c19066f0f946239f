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

const creators = new WeakMap<Snapshot, ReadonlyMap<Statement, readonly Film[]>>();

/**
 * Where a statement stands: more than once, if a file says the same twice. In which files is remembered of those that create something, which
 * are asked for again and again.
 */
export function stepsOf(snapshot: Snapshot, statement: Statement): readonly Step[] {
  if (!isCreator(kindOf(statement))) return [...stepsAmong(snapshot, one => one === statement)];
  let known = creators.get(snapshot);
  if (known === undefined) creators.set(snapshot, (known = findCreators(snapshot)));
  return (known.get(statement) ?? []).flatMap(film => [...film.stepsAmong(one => one === statement)]);
}

function findCreators(snapshot: Snapshot): ReadonlyMap<Statement, readonly Film[]> {
  const found = new Map<Statement, readonly Film[]>();
  for (const film of filmsOf(snapshot)) {
    const alone = [film];
    for (const { chunk } of film.reels) {
      for (const statement of chunk.statements) {
        if (!isCreator(kindOf(statement))) continue;
        const known = found.get(statement);
        if (known === undefined) found.set(statement, alone);
        else if (known.at(-1) !== film) found.set(statement, [...known, film]);
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
