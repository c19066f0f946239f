import type { Span } from '../../grammar/index.ts';
import { namesOf } from '../facts.ts';
import { isLocal, sameEntity } from '../names/entity.ts';
import type { Snapshot } from '../simulate.ts';
import { namedAt } from './definition.ts';
import type { Place } from './place.ts';

/** The places of a statement that change together while an alias or the name of a CTE is typed; all of them are written alike. */
export function linkedPlaces(snapshot: Snapshot, place: Place): readonly Span[] {
  const [named, other] = namedAt(snapshot, place);
  if (named === undefined || other !== undefined || !isLocal(named.mention.entity)) return [];
  const { step, mention } = named;
  const { text } = step.placed.statement;
  const written = text.slice(mention.span.start, mention.span.end);
  const spans = namesOf(step)
    .mentions.filter(({ entity }) => sameEntity(entity, mention.entity))
    .map(({ span }) => span);
  if (spans.length < 2 || spans.some(({ start, end }) => text.slice(start, end) !== written)) return [];
  const { start } = step.placed;
  return spans.map(span => ({ start: start + span.start, end: start + span.end }));
}
