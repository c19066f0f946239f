import type { Verdict, World } from '../../catalog/index.ts';
import type { Snapshot, Step } from '../simulate.ts';
import { catalogDiff, type CatalogChange } from './catalog_diff.ts';
import { recomputationsOf, type Recomputation } from './recomputations.ts';

/** A dry run: what would happen if the files were run, in order, on what is there. */
export interface Plan {
  readonly counts: Readonly<Record<Verdict['kind'], number>>;
  /** Statements that GreptimeDB refuses. Files are run statement by statement here: what follows a refused one is judged all the same. */
  readonly refused: readonly Step[];
  readonly unknown: readonly Step[];
  readonly changes: readonly CatalogChange[];
  readonly recomputed: readonly Recomputation[];
}

/** The plan of a workspace against a world: the one before its first statement, or that of another state of the files. */
export function planOf(snapshot: Snapshot, before: World): Plan {
  const counts = { accepted: 0, rejected: 0, unknown: 0 };
  const refused: Step[] = [];
  const unknown: Step[] = [];
  for (const steps of snapshot.steps.values()) {
    for (const step of steps) {
      if (step.isTakenBack === true) continue;
      const { kind } = step.outcome.verdict;
      counts[kind]++;
      if (kind === 'rejected') refused.push(step);
      if (kind === 'unknown') unknown.push(step);
    }
  }
  const changes = catalogDiff(before, snapshot.end);
  return { counts, refused, unknown, changes, recomputed: recomputationsOf(snapshot, before, changes) };
}

/** The world that the first statement of a workspace meets: fresh, or what `external` files and snapshots declare. */
export function worldBefore(snapshot: Snapshot): World {
  for (const steps of snapshot.steps.values()) if (steps.length > 0) return steps[0]!.before;
  return snapshot.end;
}
