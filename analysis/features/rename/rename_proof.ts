import type { Verdict, World } from '../../../catalog/index.ts';
import { namesOf } from '../../facts.ts';
import { isLocal, keyOf, type Entity } from '../../names/entity.ts';
import { holderOf } from '../../occurrences.ts';
import type { FileEdit } from '../../pieces.ts';
import { simulate, type Snapshot, type Step } from '../../simulate.ts';
import { withEdits, type Workspace } from '../../workspace.ts';

/** The workspace with edits in several files. */
export function edited(workspace: Workspace, edits: ReadonlyMap<string, readonly FileEdit[]>): Workspace {
  let result = workspace;
  for (const [uri, changes] of edits) result = withEdits(result, uri, changes);
  return result;
}

/**
 * Replays the renamed workspace. Every statement must be judged as before, every name must mean what it meant (the renamed things under
 * their new name), and every table must keep its columns. Yields what would change otherwise.
 */
export function disproof(
  before: Snapshot,
  edits: ReadonlyMap<string, readonly FileEdit[]>,
  entities: readonly Entity[],
  name: string,
): string | undefined {
  const after = simulate(edited(before.workspace, edits), before);
  const translate = translator(entities, name);
  const names = [entities[0]!.name, name];
  const holds = holderOf(names);
  const nameless = eraser(names);
  for (const [uri, steps] of before.steps) {
    const renamed = after.steps.get(uri)!;
    if (renamed.length !== steps.length) return `${fileName(uri)} would fall into other statements`;
    for (const [index, step] of steps.entries()) {
      const other = renamed[index]!;
      if (told(step.outcome.verdict, nameless) !== told(other.outcome.verdict, nameless))
        return `${at(step)} would be judged differently: ${wordsOf(other.outcome.verdict)}`;
      if (!holds(step.placed.statement.text) && !holds(other.placed.statement.text)) continue;
      const strange = changedName(step, other, translate);
      if (strange !== undefined) return `${at(step)}, ${strange} would mean something else`;
    }
  }
  return changedColumns(before.end, after.end, translate);
}

/** What is said of a statement: its verdict, and what is suspected where nobody knows. */
function told(verdict: Verdict, nameless: (message: string) => string): string {
  switch (verdict.kind) {
    case 'rejected':
      return `${verdict.status.code} ${verdict.reason} ${nameless(verdict.message)}`;
    case 'unknown':
      return verdict.suspected === undefined ? 'unknown' : `perhaps ${told(verdict.suspected, nameless)}`;
    default:
      return verdict.kind;
  }
}

/** A message without the names that are exchanged, and without what moves along with them: quotes and columns of the text. */
function eraser(names: readonly string[]): (message: string) => string {
  const words = names.map(name => name.replaceAll(/["'`\\]/g, '').replaceAll(/[.*+?^${}()|[\]]/g, String.raw`\$&`));
  const pattern = new RegExp(`(?<!\\w)(?:${words.join('|')})(?!\\w)`, 'gi');
  return message =>
    message
      .replaceAll(/["'`\\]/g, '')
      .replaceAll(pattern, '')
      .replaceAll(/column:? \d+/gi, '');
}

function wordsOf(verdict: Verdict): string {
  return verdict.kind === 'rejected' ? verdict.message : verdict.kind === 'unknown' ? verdict.why : 'it would be accepted';
}

type Translate = (entity: Entity) => string;

/** The identity of an entity after the renaming. */
function translator(entities: readonly Entity[], name: string): Translate {
  const own = new Set(entities.filter(entity => !isLocal(entity)).map(entity => keyOf(entity)));
  const tables = new Map(entities.flatMap(entity => (entity.kind === 'relation' ? [[keyOf(entity), name] as const] : [])));
  const databases = new Set(entities.flatMap(entity => (entity.kind === 'database' ? [entity.name] : [])));
  const databaseOf = (written: string): string => (databases.has(written) ? name : written);
  return entity => {
    if (isLocal(entity)) return entity.kind;
    const named = own.has(keyOf(entity)) ? name : entity.name;
    switch (entity.kind) {
      case 'relation':
        return keyOf({ ...entity, database: databaseOf(entity.database), name: named });
      case 'column': {
        const relation = tables.get(keyOf({ kind: 'relation', database: entity.database, name: entity.relation })) ?? entity.relation;
        return keyOf({ ...entity, database: databaseOf(entity.database), relation, name: named });
      }
      default:
        return keyOf({ ...entity, name: named });
    }
  };
}

/** The first name that no longer means what it meant. Locals are told apart by the order of their declarations. */
function changedName(before: Step, after: Step, translate: Translate): string | undefined {
  const identity: Translate = entity => (isLocal(entity) ? entity.kind : keyOf(entity));
  const old = meanings(before, translate);
  const now = meanings(after, identity);
  for (const [index, { meaning, text }] of old.entries()) if (now[index]?.meaning !== meaning) return text;
  return now.length === old.length ? undefined : 'a name';
}

/** What the names of a statement mean, in order. Output columns that nothing uses do not count: the renaming may have put them there. */
function meanings(step: Step, identify: Translate): readonly { readonly meaning: string; readonly text: string }[] {
  const all = namesOf(step).mentions;
  const used = new Set(all.flatMap(({ entity, use }) => (use === 'declare' ? [] : [entity])));
  const mentions = all.filter(({ entity, use }) => use !== 'declare' || entity.kind !== 'output' || used.has(entity));
  const declared = new Map<number, number>();
  for (const { entity } of mentions)
    if (isLocal(entity) && !declared.has(entity.declared.start)) declared.set(entity.declared.start, declared.size);
  return mentions.map(({ entity }) => ({
    meaning: isLocal(entity) ? `${identify(entity)} ${declared.get(entity.declared.start)}` : identify(entity),
    text: entity.name,
  }));
}

/** Views and sinks have columns that nobody wrote: they must keep theirs. */
function changedColumns(before: World, after: World, translate: Translate): string | undefined {
  for (const [database, { relations }] of before.databases) {
    for (const relation of relations.values()) {
      const [, home, name] = translate({ kind: 'relation', database, name: relation.name }).split('\0');
      const now = after.databases.get(home!)?.relations.get(name!);
      for (const [index, column] of (relation.columns ?? []).entries()) {
        const wanted = translate({ kind: 'column', database, relation: relation.name, name: column.name }).split('\0').at(-1);
        if (now?.columns?.[index]?.name !== wanted)
          return `the column ${column.name} of ${relation.name} would be called ${now?.columns?.[index]?.name ?? 'otherwise'}; give it an alias first`;
      }
    }
  }
  return undefined;
}

function at(step: Step): string {
  const node = step.placed.statement.node ?? step.placed.statement.draft;
  return `in ${fileName(step.uri)} statement ${step.index + 1}${node === undefined ? '' : ` (${node.kind.replaceAll('_', ' ')})`}`;
}

function fileName(uri: string): string {
  return uri.slice(uri.lastIndexOf('/') + 1);
}
