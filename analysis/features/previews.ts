import { namesOf } from '../facts.ts';
import type { Snapshot, Step } from '../simulate.ts';
import type { Entity } from '../names/entity.ts';
import { namedAt } from './definition.ts';
import { spotAt, type Place } from './place.ts';
import { showCreate } from './virtual.ts';

/**
 * What SHOW CREATE would print, after the statement at a place, of the thing under the cursor; where nothing is named, of what the
 * statement makes.
 */
export function previewAt(snapshot: Snapshot, place: Place): string | undefined {
  const spot = spotAt(snapshot, place);
  if (spot === undefined) return undefined;
  const named = namedAt(snapshot, place).map(({ step, mention }) => preview(step, mention.entity));
  const made = namesOf(spot.step)
    .mentions.filter(({ use }) => use === 'declare')
    .map(({ entity }) => preview(spot.step, entity));
  return [...named, ...made].find(text => text !== undefined);
}

function preview({ before, outcome: { after } }: Step, entity: Entity): string | undefined {
  const first = (show: (world: typeof after) => string | undefined): string | undefined => show(after) ?? show(before);
  switch (entity.kind) {
    case 'flow':
    case 'database':
      return first(world => showCreate(world, entity.kind, entity.name));
    case 'relation':
    case 'column': {
      const name = `${entity.database}.${entity.kind === 'column' ? entity.relation : entity.name}`;
      return first(world => showCreate(world, 'table', name) ?? showCreate(world, 'view', name));
    }
    default:
      return undefined;
  }
}
