import type { Span, Status, StatusName } from '../grammar/index.ts';
import { flat, status } from '../grammar/index.ts';
import type { World } from './world.ts';

/**
 * What GreptimeDB would answer to one statement.
 *
 * - `accepted` and `rejected` are said only where they are certain.
 * - `unknown` says what is not modelled (`why`, for the curious); nobody is warned because of it.
 */
export type Verdict = Accepted | Rejected | Unknown;
export interface Accepted {
  readonly kind: 'accepted';
  /** How many rows an INSERT or a DDL statement reports, where that is certain. */
  readonly affected?: number;
}
export interface Rejected {
  readonly kind: 'rejected';
  /** Stable name of the cause, for the rule that explains it: `flow_missing_source`, `table_not_found`, `plan`, … */
  readonly reason: string;
  readonly status: Status;
  /** GreptimeDB's message without the `Error: 1004(InvalidArguments), ` in front. */
  readonly message: string;
  /** Where in the statement the cause stands. */
  readonly span: Span;
  /** What a rule may need to word a help: names, candidates, values. */
  readonly detail?: { readonly [key: string]: string };
  /** The statement failed after it had changed something (an auto-created sink stays behind, an id is consumed). */
  readonly after?: World;
}
export interface Unknown {
  readonly kind: 'unknown';
  readonly why: string;
  /**
   * What the server says if our doubt is unfounded: the object really is missing (open world), or the behaviour we only read in the
   * source and never saw recorded is so. Never an error; a rule may warn and quote it.
   */
  readonly suspected?: Rejected;
}

export const ACCEPTED: Accepted = { kind: 'accepted' };

/**
 * Ends the judgement of a statement from any depth. Thrown by transitions and planner, caught by `apply` and `planQuery` alone:
 * to their callers every outcome is a value.
 */
export class Ruling {
  readonly verdict: Rejected | Unknown;

  constructor(verdict: Rejected | Unknown) {
    this.verdict = verdict;
  }
}

export interface RejectOptions {
  readonly reason: string;
  readonly span: Span;
  readonly detail?: { readonly [key: string]: string };
  readonly after?: World;
}

/** The server certainly refuses the statement with this code and text. */
export function reject(statusName: StatusName, message: string, options: RejectOptions): never {
  // eslint-disable-next-line no-throw-literal -- a ruling is no error and collects no stack
  throw new Ruling(rejected(statusName, message, options));
}

/** We do not model something that decides the verdict. */
export function unknown(why: string, suspected?: Rejected): never {
  // eslint-disable-next-line no-throw-literal -- a ruling is no error and collects no stack
  throw new Ruling(doubt(why, suspected));
}

/** A rejection as a value. What is said is kept, and in one piece: parts and what joins them would take several times the room. */
export function rejected(statusName: StatusName, message: string, options: RejectOptions): Rejected {
  return { kind: 'rejected', status: status(statusName), message: flat(message), ...options };
}

/** A doubt as a value. */
export function doubt(why: string, suspected?: Rejected): Unknown {
  return suspected === undefined ? { kind: 'unknown', why: flat(why) } : { kind: 'unknown', why: flat(why), suspected };
}
