import type { Statement } from '../../grammar/index.ts';
import type { Outcome } from '../outcome.ts';
import type { Answer } from '../rows.ts';
import type { World } from '../world.ts';
import { describeAnswer } from './describe.ts';
import { informationAnswer } from './information.ts';
import { showAnswer } from './show.ts';

/**
 * What the server prints for an accepted statement, where the catalog alone determines it: DDL, SHOW, DESC, and SELECT over
 * information_schema. Undefined where rows or times decide. `before` is the world the statement met.
 */
export function answer(before: World, { node }: Statement, { verdict }: Outcome): Answer | undefined {
  if (verdict.kind !== 'accepted') return undefined;
  if (verdict.affected !== undefined) return { kind: 'affected', rows: verdict.affected };
  switch (node?.kind) {
    case 'show':
      return showAnswer(before, node);
    case 'describe':
      return describeAnswer(before, node);
    case 'query':
      return informationAnswer(before, node);
    default:
      return undefined;
  }
}
