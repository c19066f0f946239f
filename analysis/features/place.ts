import { pathAt, type Node } from '../../grammar/index.ts';
import type { Snapshot, Step } from '../simulate.ts';

/** Where the cursor is: a file and an offset in it. */
export interface Place {
  readonly uri: string;
  readonly offset: number;
}

/** The statement around a place, and the place inside it. */
export interface Spot {
  readonly step: Step;
  /** Counted from the statement's first character. */
  readonly offset: number;
  /** The nodes around the offset, the innermost last. */
  readonly path: readonly Node[];
}

export function spotAt(snapshot: Snapshot, place: Place): Spot | undefined {
  const steps = snapshot.steps.get(place.uri) ?? [];
  let low = 0;
  let high = steps.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const step = steps[middle]!;
    const { start, statement } = step.placed;
    if (place.offset < start) high = middle - 1;
    else if (place.offset > start + statement.text.length) low = middle + 1;
    else {
      const offset = place.offset - start;
      const root = statement.node ?? statement.draft;
      return { step, offset, path: root === undefined ? [] : pathAt(root, offset) };
    }
  }
  return undefined;
}
