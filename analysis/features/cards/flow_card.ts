import { answer, apply, draw, findRelation, flowTimeWindow, type Flow, type World } from '../../../catalog/index.ts';
import { parseStatement, type CreateFlow } from '../../../grammar/index.ts';
import { flowFacts, spell, ttlOf } from '../../flow_facts.ts';
import { creationsOf } from '../../creations.ts';
import { lineageOf } from '../../lineage.ts';
import { makerOf } from '../../makers.ts';
import type { Snapshot, Step } from '../../simulate.ts';
import type { CardBlock } from '../card.ts';
import { showCreate } from '../virtual.ts';
import { tableBlocks } from './relation_card.ts';

/** A flow as its CREATE FLOW leaves it, or why there is none. */
export function createFlowBlocks(snapshot: Snapshot, step: Step, node: CreateFlow): readonly CardBlock[] {
  const part = node.name.parts.at(-1)!;
  const name = part.quote === '' ? part.value.toLowerCase() : part.value;
  const flow = step.outcome.after.flows.get(name);
  const { verdict } = step.outcome;
  if (verdict.kind === 'rejected') {
    return [
      { kind: 'heading', text: `flow ${name}: not created` },
      { kind: 'text', text: `GreptimeDB answers ${verdict.status.code}(${verdict.status.name}):` },
      { kind: 'code', language: 'text', text: verdict.message },
    ];
  }
  if (flow === undefined || verdict.kind === 'unknown') {
    const why = verdict.kind === 'unknown' ? verdict.why : 'it is not stored';
    const [heading, ...rest] = flow === undefined ? [{ kind: 'heading', text: `flow ${name}` } as const] : flowBlocks(snapshot, step, flow);
    return [heading!, { kind: 'text', text: `Whether GreptimeDB accepts it is not known: ${why}.` }, ...rest];
  }
  return flowBlocks(snapshot, step, flow);
}

/** Everything that is known of a flow: state, mode, sources and sink, window and times, and what GreptimeDB prints of it. */
export function flowBlocks(snapshot: Snapshot, step: Step, flow: Flow): readonly CardBlock[] {
  const after = step.outcome.after.flows.has(flow.name) ? step.outcome.after : step.before;
  const sink = findRelation(after, flow.sink.database, flow.sink.name);
  const isMade = sink?.kind === 'table' && sink.createdByFlow === flow.name;
  const items = [
    `state ${stateOf(flow)}`,
    `mode ${modeOf(flow)}`,
    ...sourcesOf(snapshot, flow),
    `sink ${keyOf(flow.sink)}: ${sink === undefined ? 'not created yet' : isMade ? 'created by this flow' : 'exists'}`,
  ];
  for (const [key, value] of flow.options) items.push(`option ${key} = ${value}`);
  const writers = lineageOf(snapshot).writers.get(keyOf(flow.sink)) ?? [];
  if (writers.length > 1) items.push(`${writers.length} flows write to this sink`);
  const blocks: CardBlock[] = [
    { kind: 'heading', text: `flow ${flow.name}` },
    { kind: 'list', items },
    { kind: 'list', items: timeLine(snapshot, step, flow) },
  ];
  const text = showCreate(after, 'flow', flow.name);
  if (text !== undefined)
    blocks.push(
      { kind: 'text', text: 'SHOW CREATE FLOW' },
      { kind: 'code', language: 'sql', text: text.replace(/;\n$/, '').replace(`"${flow.name}"`, flow.name) },
    );
  const row = informationRow(after, flow.name);
  if (row !== undefined) blocks.push({ kind: 'text', text: 'information_schema.flows' }, { kind: 'code', language: 'text', text: row });
  if (isMade) blocks.push(...tableBlocks(sink));
  return blocks;
}

function keyOf({ database, name }: { readonly database: string; readonly name: string }): string {
  return `${database}.${name}`;
}

function stateOf(flow: Flow): string {
  if (flow.state === 'active')
    return flow.assumed === true
      ? 'active, if it is created: that hangs on tables no file creates'
      : 'active: all its sources existed when it was created';
  const missing = flow.sources.filter(source => source.id === undefined).map(source => source.name.name);
  return `pending: ${missing.join(', ')} did not exist when it was created, and nothing starts it later; drop and create it again after its source`;
}

function modeOf(flow: Flow): string {
  if (flow.mode === 'streaming') return 'streaming (deprecated): it does not aggregate, or a source has ttl = instant';
  return 'batching: it aggregates, is TQL, or waits for a source';
}

function sourcesOf(snapshot: Snapshot, flow: Flow): readonly string[] {
  return flow.sources.map(({ name, id }) => {
    const home = creationsOf(snapshot).get(keyOf(name))?.at(-1);
    const where = home === undefined ? 'exists' : `defined in ${fileName(home.uri)}`;
    return `source ${keyOf(name)}: ${id === undefined ? 'missing' : where}`;
  });
}

function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** What happens when, from the newest rows to the oldest. */
function timeLine(snapshot: Snapshot, step: Step, flow: Flow): readonly string[] {
  const home = makerOf(snapshot, flow) ?? step;
  const facts = flowFacts(home);
  const window = facts?.window?.length;
  const lines: string[] = [];
  if (flow.mode === 'batching' && flow.state === 'active') {
    const length = window === undefined ? '' : `, ${spell(window)} long`;
    lines.push(`time window: ${flowTimeWindow(home.before, flow)}${length}`);
  }
  if (flow.evalInterval !== undefined) lines.push(`runs every ${flow.evalInterval} s`);
  if (window !== undefined) lines.push('computes again each window that got new rows');
  if (flow.expireAfter !== undefined) {
    const bound = window === undefined ? '' : ' (counted to the start of its window)';
    lines.push(`ignores rows older than ${flow.expireAfter} s${bound}`);
  }
  for (const { kind, database, name } of facts?.sources ?? []) {
    const source = findRelation(home.outcome.after, database, name);
    const ttl = kind === 'table' && source?.kind === 'table' ? ttlOf(home.outcome.after, source) : undefined;
    if (ttl !== undefined) lines.push(`rows of ${database}.${name} are deleted after ${spell(ttl)}`);
  }
  const kept = facts?.sink === undefined ? undefined : ttlOf(home.outcome.after, facts.sink);
  if (kept !== undefined) lines.push(`rows of the sink are deleted after ${spell(kept)}`);
  return lines;
}

/** What information_schema.flows holds of a flow, without what only a running server knows. */
function informationRow(world: World, name: string): string | undefined {
  const alone: World = { ...world, settings: { ...world.settings, closed: true } };
  const columns = 'flow_name, table_catalog, comment, expire_after, sink_table_name, source_table_names, options';
  const statement = parseStatement(`SELECT ${columns} FROM information_schema.flows WHERE flow_name = '${name.replaceAll("'", "''")}'`);
  const outcome = apply(alone, statement);
  const shown = outcome.verdict.kind === 'accepted' ? answer(alone, statement, outcome) : undefined;
  if (shown?.kind !== 'table' || shown.rows.length !== 1) return undefined;
  return draw({
    kind: 'table',
    columns: ['column', 'value'],
    rows: shown.columns.map((column, index) => [column, shown.rows[0]![index]!]),
  });
}
