import { namesOf } from './facts.ts';
import { isLocal, sameEntity, type Entity } from './names/entity.ts';
import type { Mention } from './names/mention.ts';
import { stepsOf } from './places.ts';
import type { Snapshot, Step } from './simulate.ts';

/** A mention and the statement it stands in. */
export interface Occurrence {
  readonly step: Step;
  readonly mention: Mention;
}

/**
 * Every place of the workspace that names one of the entities, in the order of execution. Only statements that hold a name are looked
 * into. `home` is the statement the locals are asked of: another of the same text has locals of its own.
 */
export function occurrencesOf(snapshot: Snapshot, entities: readonly Entity[], home?: Step): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const collect = (step: Step): void => {
    for (const mention of namesOf(step).mentions) {
      if (entities.some(entity => sameEntity(entity, mention.entity))) found.push({ step, mention });
    }
  };
  if (entities.every(isLocal)) {
    const statements = new Set(entities.map(({ statement }) => statement));
    for (const statement of statements)
      for (const step of home?.placed.statement === statement ? [home] : stepsOf(snapshot, statement)) collect(step);
    return found;
  }
  const holds = holderOf(entities.map(({ name }) => name));
  for (const steps of snapshot.steps.values()) for (const step of steps) if (holds(step.placed.statement.text)) collect(step);
  return found;
}

/** Whether a text may name one of these, in any case; names with a quote in them are written doubled, and searched for by their longest part. */
export function holderOf(names: readonly string[]): (text: string) => boolean {
  const parts = [...new Set(names.map(name => name.split(/["'`\\]/).reduce((a, b) => (b.length > a.length ? b : a))))];
  const pattern = new RegExp(parts.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'i');
  return text => pattern.test(text);
}
