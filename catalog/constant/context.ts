import type { World } from '../world.ts';
import { type Zone, parseSessionZone } from './zones.ts';

/** What an evaluation may know beside the expression. */
export interface EvaluationContext {
  /** The session's zone as it is set, and as it is understood; no zone: a name we do not know. */
  readonly timezone?: string;
  readonly zone?: Zone;
  readonly database?: string;
  /** Milliseconds since the epoch that `now()` gives; absent: unknown. */
  readonly now?: bigint;
}

/** A context in which nothing of the session is known. */
export const NO_SESSION: EvaluationContext = {};

let last: { readonly session: World['session']; readonly settings: World['settings']; readonly context: EvaluationContext } | undefined;

export function evaluationContext({ session, settings }: World): EvaluationContext {
  if (last?.session !== session || last.settings !== settings) last = { session, settings, context: contextOf(session, settings) };
  return last.context;
}

function contextOf(session: World['session'], settings: World['settings']): EvaluationContext {
  const zone = parseSessionZone(session.timezone);
  return {
    timezone: session.timezone,
    database: session.database,
    ...(zone === undefined ? {} : { zone }),
    ...(settings.now === undefined ? {} : { now: settings.now }),
  };
}
