import type { Engine } from '../engine.ts';
import { Refusal } from '../fault.ts';

/** Runs `body`; where it refuses, `instead` words another refusal, as the original does when it drops an error and writes its own. */
export function reworded<R>($: Engine, body: () => R, instead: (refusal: Refusal) => never): R {
  if ($.RECORDING_PHASE) return body();
  try {
    return body();
  } catch (refusal) {
    if (refusal instanceof Refusal) return instead(refusal);
    throw refusal;
  }
}
