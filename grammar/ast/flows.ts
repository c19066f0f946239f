/** Statements on flows. */
import type { Expr, Literal } from './expressions.ts';
import type { Node, ObjectName } from './names.ts';
import type { Option } from './options.ts';
import type { Query } from './queries.ts';
import type { Tql } from './tql.ts';
import type { Span } from '../span.ts';

export interface CreateFlow extends Node {
  readonly kind: 'create_flow';
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly name: ObjectName;
  readonly sink: ObjectName;
  readonly expireAfter?: FlowInterval;
  /** `EXPIRE` without AFTER: swallowed silently by the server. */
  readonly bareExpire?: Span;
  readonly evalInterval?: FlowInterval;
  readonly comment?: Literal;
  readonly withSpan?: Span;
  readonly options: readonly Option[];
  readonly body: Query | Tql;
  /** The query text the server stores, as its offset arithmetic cuts it. */
  readonly rawText: string;
  /** The server's cut would fall inside a character, and it would panic: `rawText` is then the query as it really is. */
  readonly rawTextBroken?: boolean;
  /** Where the query really is. */
  readonly bodySpan: Span;
}
/** EXPIRE AFTER or EVAL INTERVAL: the written expression and the whole seconds the parser makes of it. */
export interface FlowInterval extends Node {
  readonly kind: 'flow_interval';
  readonly expr: Expr;
  /** Absent when we cannot evaluate the expression (then nothing may be said that depends on it). */
  readonly seconds?: bigint;
  /** The seconds lost a fraction. */
  readonly truncated?: boolean;
}
/** Enterprise only: parsed by the editor, refused by the open-source build. */
export interface CreateTrigger extends Node {
  readonly kind: 'create_trigger';
  readonly name: ObjectName;
}
