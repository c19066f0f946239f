import type { Span } from '../../grammar/index.ts';
import type { Entity } from './entity.ts';

/** How a mention is written: as an SQL identifier, as a name of PromQL, or as the content of a string. */
export type MentionForm = 'sql' | 'promql' | 'string';

/** A place in a statement that names something. */
export interface Mention {
  /** The one identifier, quotes included; of a string its content without them. */
  readonly span: Span;
  readonly entity: Entity;
  readonly use: 'declare' | 'read' | 'write' | 'drop';
  readonly form: MentionForm;
}

/** The mentions whose span holds or touches an offset. One place may name several things (the column of a USING). */
export function mentionsAt(mentions: readonly Mention[], offset: number): readonly Mention[] {
  return mentions.filter(({ span }) => span.start <= offset && offset <= span.end);
}
