import { lineageOf, relationKey } from '../lineage.ts';
import { namesOf } from '../facts.ts';
import type { RelationEntity } from '../names/entity.ts';
import type { Span } from '../../grammar/index.ts';
import type { Snapshot, Step } from '../simulate.ts';

/** A line above a statement. Its text is made when it is seen. */
export interface Lens extends Span {
  /** The statement, by its place among those of its file. */
  readonly statement: number;
}

/** Flows, tables and views get a line. */
export function lenses(snapshot: Snapshot, uri: string): readonly Lens[] {
  return (snapshot.steps.get(uri) ?? []).flatMap(({ placed, index }) => {
    const { node } = placed.statement;
    if (node?.kind !== 'create_flow' && node?.kind !== 'create_table' && node?.kind !== 'create_view') return [];
    const { span } = node.name;
    return [{ start: placed.start + span.start, end: placed.start + span.end, statement: index }];
  });
}

/** The state and mode of a flow; who reads and who writes a table or view. Empty when the statement made nothing. */
export function lensText(snapshot: Snapshot, uri: string, statement: number): string {
  const step = snapshot.steps.get(uri)?.[statement];
  const node = step?.placed.statement.node;
  if (step === undefined || node === undefined) return '';
  if (node.kind === 'create_flow') return flowText(step);
  const entity = namesOf(step).mentions.find(({ use, entity: own }) => use === 'declare' && own.kind === 'relation')?.entity;
  return entity?.kind === 'relation' ? trafficText(snapshot, entity) : '';
}

function flowText({ placed, outcome }: Step): string {
  const flow = [...outcome.after.flows.values()].find(({ definedBy }) => definedBy === placed.statement);
  if (flow === undefined) return outcome.verdict.kind === 'rejected' ? 'not created' : 'not known';
  const assumed = flow.assumed === true ? ' if it is created' : '';
  const sources = flow.sources.length === 1 ? '1 source' : `${flow.sources.length} sources`;
  return `${flow.state}${assumed} · ${flow.mode} · ${sources} → ${flow.sink.name}`;
}

function trafficText(snapshot: Snapshot, entity: RelationEntity): string {
  const { readers, writers } = lineageOf(snapshot);
  const key = relationKey(entity);
  const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
  const written = (writers.get(key) ?? []).filter(({ kind }) => kind === 'flow').length;
  return `${count((readers.get(key) ?? []).length, 'reader')} · ${count(written, 'writer')}`;
}
