import type { Zone } from './zones.ts';

/** What an evaluation may know beside the expression. */
export interface EvaluationContext {
  /** The session's zone as it is set, and as it is understood; no zone: a name we do not know. */
  readonly timezone: string;
  readonly zone: Zone | undefined;
  readonly database: string;
  /** Milliseconds since the epoch that `now()` gives; absent: unknown. */
  readonly now?: bigint;
}
