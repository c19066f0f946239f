import type { Statement } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Answer } from '../rows.ts';
import type { World } from '../world.ts';

/**
 * What the server prints for an accepted statement, where the catalog alone determines it: DDL, SHOW, DESC, and SELECT over
 * information_schema. Undefined where rows or times decide. `before` is the world the statement met.
 */
export function answer(_before: World, _statement: Statement, outcome: Outcome): Answer | undefined {
  if (outcome.verdict.kind === 'accepted' && outcome.verdict.affected !== undefined) return { kind: 'affected', rows: outcome.verdict.affected };
  return undefined;
}
