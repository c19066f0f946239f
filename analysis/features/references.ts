import { linkedEntities } from '../links.ts';
import { namesOf } from '../facts.ts';
import { isLocal, sameEntity } from '../names/entity.ts';
import { occurrencesOf } from '../occurrences.ts';
import { locate, type Located } from '../places.ts';
import type { Snapshot } from '../simulate.ts';
import { namedAt } from './definition.ts';
import type { Place } from './place.ts';

/** Every place in the workspace that names the thing under the cursor, each once. */
export function references(snapshot: Snapshot, place: Place, options: { readonly declaration: boolean }): readonly Located[] {
  const named = namedAt(snapshot, place);
  const entities = named.flatMap(({ mention }) => linkedEntities(snapshot, mention.entity));
  if (entities.length === 0) return [];
  const found = new Map<string, Located>();
  for (const { step, mention } of occurrencesOf(snapshot, entities, named[0]!.step)) {
    if (mention.use === 'declare' && !options.declaration) continue;
    const located = locate({ step, span: mention.span });
    found.set(`${located.uri} ${located.start}`, located);
  }
  return [...found.values()];
}

export interface Highlight {
  readonly start: number;
  readonly end: number;
  readonly kind: 'read' | 'write' | 'text';
}

/** The places of one file that name the thing under the cursor. Functions and locals are marked within the statement only. */
export function highlights(snapshot: Snapshot, place: Place): readonly Highlight[] {
  const named = namedAt(snapshot, place);
  const [first] = named;
  if (first === undefined) return [];
  const entities = named.flatMap(({ mention }) => linkedEntities(snapshot, mention.entity));
  const isNarrow = entities.every(entity => entity.kind === 'function' || isLocal(entity));
  const found = new Map<number, Highlight>();
  for (const step of isNarrow ? [first.step] : (snapshot.steps.get(place.uri) ?? [])) {
    const { start } = step.placed;
    for (const { span, entity, use } of namesOf(step).mentions) {
      if (!entities.some(own => sameEntity(own, entity))) continue;
      found.set(start + span.start, {
        start: start + span.start,
        end: start + span.end,
        kind: entity.kind === 'function' ? 'text' : use === 'read' ? 'read' : 'write',
      });
    }
  }
  return [...found.values()];
}
