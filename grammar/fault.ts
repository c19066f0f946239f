import { lineColumn, type LineColumn, type Span } from './span.ts';
import { status, type Status, type StatusName } from './status.ts';

/** What the parser says of a text it refuses, in GreptimeDB's own words. */
export interface SyntaxFault {
  /** The complete message, without the `Error: 2000(InvalidSyntax), ` in front. */
  readonly message: string;
  readonly status: Status;
  /** The token a person should look at. */
  readonly span: Span;
}

export const SQL_SYNTAX = 'Invalid SQL syntax: sql parser error: ';
export const TQL_SYNTAX = 'Invalid TQL syntax: sql parser error: ';

/**
 * The exception that ends a parse. It is no `Error`: nobody reads its stack, and collecting one would cost more than the parse.
 * `prefix + text + position` is the message; outer rules may put another prefix in front (see `Engine.wrap`).
 */
export class Refusal {
  readonly statusName: StatusName;
  readonly prefix: string;
  readonly text: string;
  readonly span: Span;
  /** Offset that the message names as `at Line: l, Column: c`; absent when it names none. */
  readonly position: number | undefined;
  /** Whether the original parser had already taken the offending token when it gave up: outer messages then name the next one. */
  readonly consumed: boolean;

  constructor(options: {
    readonly statusName?: StatusName;
    readonly prefix?: string;
    readonly text: string;
    readonly span: Span;
    readonly position?: number | undefined;
    readonly consumed?: boolean;
  }) {
    this.statusName = options.statusName ?? 'InvalidSyntax';
    this.prefix = options.prefix ?? SQL_SYNTAX;
    this.text = options.text;
    this.span = { start: options.span.start, end: options.span.end };
    this.position = options.position;
    this.consumed = options.consumed ?? false;
  }

  /** The same refusal of a text that begins `by` characters further on. */
  moved(by: number): Refusal {
    if (by === 0) return this;
    const span = { start: this.span.start + by, end: this.span.end + by };
    return new Refusal({ ...this, span, position: this.position === undefined ? undefined : this.position + by });
  }

  /** The same refusal under another heading. */
  under(prefix: string, statusName: StatusName = this.statusName): Refusal {
    return new Refusal({ ...this, prefix, statusName });
  }
}

/** Words a refusal as GreptimeDB prints it. `origin` is the place of the text's first character in the request. */
export function toFault(refusal: Refusal, text: string, origin?: LineColumn): SyntaxFault {
  let message = refusal.prefix + refusal.text;
  if (refusal.position !== undefined) {
    const { line, column } = lineColumn(text, refusal.position, origin);
    message += ` at Line: ${line}, Column: ${column}`;
  }
  return { message, status: status(refusal.statusName), span: refusal.span };
}
