import { findRelation, SYSTEM_DATABASES, systemTable } from '../../catalog/index.ts';
import { declarationOf } from '../declarations.ts';
import { linkedEntities } from '../links.ts';
import { describe, isLocal, type Entity } from '../names/entity.ts';
import { holderOf, occurrencesOf } from '../occurrences.ts';
import { locate, type Located } from '../places.ts';
import type { Snapshot, Step } from '../simulate.ts';
import { namedAt } from './definition.ts';
import type { Place } from './place.ts';
import { readNewName, type NewName } from './rename/new_name.ts';
import { renameEdits, type Renaming, type Subject } from './rename/rename_edits.ts';
import { disproof } from './rename/rename_proof.ts';

/** What can be renamed at a place, or why nothing can. Absent: there is no name. */
export type Renameable = { readonly at: Located; readonly name: string } | { readonly refused: string };

export function prepareRename(snapshot: Snapshot, place: Place): Renameable | undefined {
  const [first, second] = namedAt(snapshot, place);
  if (first === undefined) return undefined;
  if (second !== undefined) return { refused: `this names both ${describe(first.mention.entity)} and ${describe(second.mention.entity)}` };
  const { step, mention } = first;
  const refused = obstacle(snapshot, step, mention.entity);
  return refused === undefined ? { at: locate({ step, span: mention.span }), name: mention.entity.name } : { refused };
}

/**
 * Renames a table, view, column, flow, database, CTE or alias in every file, inside TQL too. The result is replayed first: whatever would
 * be judged differently or mean something else is a reason to refuse.
 */
export function rename(snapshot: Snapshot, place: Place, newName: string): Renaming | undefined {
  const ready = prepareRename(snapshot, place);
  if (ready === undefined || 'refused' in ready) return ready;
  const [wanted, ...others] = readNewName(newName);
  if (wanted === undefined) return { refused: 'a name cannot be empty' };
  const { step, mention } = namedAt(snapshot, place)[0]!;
  const { entity } = mention;
  if (entity.name === wanted.name) return { edits: new Map() };
  const taken = clash(snapshot, entity, wanted.name);
  if (taken !== undefined) return { refused: taken };
  const entities = linkedEntities(snapshot, entity);
  const first = proven(snapshot, { step, entities }, wanted);
  if ('edits' in first) return first;
  return others.map(other => proven(snapshot, { step, entities }, other)).find(other => 'edits' in other) ?? first;
}

function proven(snapshot: Snapshot, subject: Subject, wanted: NewName): Renaming {
  const made = renameEdits(snapshot, subject, wanted);
  if ('refused' in made) return made;
  const problem = disproof(snapshot, made.edits, subject.entities, wanted.name);
  return problem === undefined ? made : { refused: problem };
}

/** Why a thing cannot be renamed here. */
function obstacle(snapshot: Snapshot, step: Step, entity: Entity): string | undefined {
  if (isLocal(entity)) return undefined;
  switch (entity.kind) {
    case 'function':
      return `the function ${entity.name} belongs to the server`;
    case 'database':
      if ((SYSTEM_DATABASES as readonly string[]).includes(entity.name)) return `the database ${entity.name} belongs to the server`;
      return declaredHere(snapshot, step, entity);
    case 'relation':
    case 'column': {
      const table = entity.kind === 'relation' ? entity.name : entity.relation;
      if (systemTable(entity.database, table, step.before.session.protocol) !== undefined)
        return `${entity.database}.${table} belongs to the server`;
      if (entity.kind === 'column' && isAdded(snapshot, step, entity)) return `the server adds the column ${entity.name} by itself`;
      return declaredHere(snapshot, step, entity);
    }
    default:
      return declaredHere(snapshot, step, entity);
  }
}

/** `update_at` and `__ts_placeholder` of a sink that a flow makes. */
function isAdded(snapshot: Snapshot, step: Step, { database, relation, name }: Extract<Entity, { kind: 'column' }>): boolean {
  const table =
    findRelation(step.before, database, relation) ??
    findRelation(step.outcome.after, database, relation) ??
    findRelation(snapshot.end, database, relation);
  return table?.kind === 'table' && table.createdByFlow !== undefined && (name === 'update_at' || name === '__ts_placeholder');
}

/** What no file of the workspace declares lives elsewhere, and would keep its old name there. */
function declaredHere(snapshot: Snapshot, step: Step, entity: Entity): string | undefined {
  const { external } = snapshot.workspace;
  const holds = holderOf([entity.name]);
  const declared = declarationOf(snapshot, step, entity) !== undefined || (entity.kind === 'relation' && isSink(snapshot, entity));
  if (!declared) return `nothing in this workspace creates ${describe(entity)}`;
  const elsewhere = external.some(file => file.statements.some(({ statement }) => holds(statement.text)));
  return elsewhere ? `${describe(entity)} is declared outside of the files that may be changed` : undefined;
}

/** A flow makes its sink if it is not there. */
function isSink(snapshot: Snapshot, entity: Entity): boolean {
  return occurrencesOf(snapshot, [entity]).some(({ step, mention }) => {
    const { node } = step.placed.statement;
    return node?.kind === 'create_flow' && node.sink.parts.at(-1)!.span.start === mention.span.start;
  });
}

/** Whether something of that name is there already. */
function clash(snapshot: Snapshot, entity: Entity, name: string): string | undefined {
  switch (entity.kind) {
    case 'relation': {
      const other = { ...entity, name };
      return occurrencesOf(snapshot, [other]).length > 0 || findRelation(snapshot.end, entity.database, name) !== undefined
        ? `${describe(other)} exists already`
        : undefined;
    }
    case 'column':
      return occurrencesOf(snapshot, [{ ...entity, name }]).length > 0 ? `${entity.relation} has a column ${name} already` : undefined;
    case 'flow':
    case 'database':
      return occurrencesOf(snapshot, [{ ...entity, name }]).length > 0 ? `the ${entity.kind} ${name} exists already` : undefined;
    default:
      return undefined;
  }
}
