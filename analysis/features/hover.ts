import { answer, findRelation, flowTimeWindow, type Flow, type Relation } from '../../catalog/index.ts';
import { parseStatement, type CreateFlow, type Node, type ObjectName, type Option } from '../../grammar/index.ts';
import { creationsOf } from '../creations.ts';
import { lineageOf } from '../lineage.ts';
import type { Snapshot, Step } from '../simulate.ts';
import type { Card, CardBlock } from './card.ts';
import { spotAt, type Place, type Spot } from './place.ts';
import { tableBlocks } from './table_card.ts';

/** What is known of the thing under the cursor. */
export function hover(snapshot: Snapshot, place: Place): Card | undefined {
  const spot = spotAt(snapshot, place);
  if (spot === undefined) return undefined;
  const card = flowCard(snapshot, spot) ?? relationCard(spot);
  if (card === undefined) return undefined;
  const { start } = spot.step.placed;
  return { ...card, span: { start: card.span.start + start, end: card.span.end + start } };
}

function flowCard(snapshot: Snapshot, spot: Spot): Card | undefined {
  const root = spot.path[0];
  if (root?.kind !== 'create_flow' || spot.step.placed.statement.node === undefined) return dropCard(snapshot, spot);
  const node = root as CreateFlow;
  const option = spot.path.find(inner => inner.kind === 'option');
  if (option !== undefined && inside(option, spot.offset)) return optionCard(option);
  for (const [clause, title] of [[node.expireAfter, 'EXPIRE AFTER'], [node.evalInterval, 'EVAL INTERVAL']] as const) {
    if (clause !== undefined && spot.offset >= clause.span.start && spot.offset <= clause.span.end) return intervalCard(title, clause);
  }
  const onHead = spot.offset < node.name.span.start || inside(node.name, spot.offset);
  if (!onHead) return undefined;
  return { span: node.name.span, blocks: flowBlocks(snapshot, spot.step, node) };
}

/** The flow that another statement names. */
function dropCard(snapshot: Snapshot, spot: Spot): Card | undefined {
  const root = spot.step.placed.statement.node;
  const name = root?.kind === 'drop_flow' ? root.names[0] : root?.kind === 'show' && root.what === 'create_flow' ? root.name : undefined;
  if (name === undefined || !inside(name, spot.offset)) return undefined;
  const flow = spot.step.before.flows.get(lastPart(name));
  return flow === undefined ? undefined : { span: name.span, blocks: storedFlowBlocks(snapshot, spot.step, flow) };
}

function flowBlocks(snapshot: Snapshot, step: Step, node: CreateFlow): readonly CardBlock[] {
  const name = lastPart(node.name);
  const flow = step.outcome.after.flows.get(name);
  const { verdict } = step.outcome;
  if (verdict.kind === 'accepted' && flow !== undefined) return storedFlowBlocks(snapshot, step, flow);
  if (verdict.kind === 'rejected') {
    return [
      { kind: 'heading', text: `flow ${name}: not created` },
      { kind: 'text', text: `GreptimeDB answers ${verdict.status.code}(${verdict.status.name}):` },
      { kind: 'code', language: 'text', text: verdict.message },
    ];
  }
  return [
    { kind: 'heading', text: `flow ${name}` },
    { kind: 'text', text: `Whether GreptimeDB accepts it is not known: ${verdict.kind === 'unknown' ? verdict.why : 'it is not stored'}.` },
  ];
}

function storedFlowBlocks(snapshot: Snapshot, step: Step, flow: Flow): readonly CardBlock[] {
  const { after } = step.outcome;
  const missing = flow.sources.filter(source => source.id === undefined).map(source => source.name.name);
  const state =
    flow.state === 'pending'
      ? `pending: ${missing.join(', ')} did not exist when it was created, and nothing starts it later; drop and create it again after its source`
      : 'active: all its sources existed when it was created';
  const sources = flow.sources.map(({ name, id }) => {
    const where = definedAt(snapshot, `${name.database}.${name.name}`);
    return `source ${name.database}.${name.name}: ${id === undefined ? 'missing' : where === undefined ? 'exists' : `defined in ${where}`}`;
  });
  const existing = findRelation(after, flow.sink.database, flow.sink.name);
  const made = existing?.kind === 'table' && existing.createdByFlow === flow.name;
  const sink = existing === undefined ? 'not created yet' : made ? 'created by this flow' : 'exists';
  const items = [`state ${state}`, `mode ${modeText(flow)}`, ...sources, `sink ${flow.sink.database}.${flow.sink.name}: ${sink}`];
  if (flow.mode === 'batching' && flow.state === 'active') items.push(`time window: ${flowTimeWindow(step.before, flow)}`);
  if (flow.expireAfter !== undefined) items.push(`expires after ${flow.expireAfter} s`);
  if (flow.evalInterval !== undefined) items.push(`evaluated every ${flow.evalInterval} s`);
  for (const [key, value] of flow.options) items.push(`option ${key} = ${value}`);
  const writers = lineageOf(snapshot).writers.get(`${flow.sink.database}.${flow.sink.name}`) ?? [];
  if (writers.length > 1) items.push(`${writers.length} flows write to this sink`);
  const blocks: CardBlock[] = [{ kind: 'heading', text: `flow ${flow.name}` }, { kind: 'list', items }];
  const text = showCreateFlow(step, flow);
  if (text !== undefined) blocks.push({ kind: 'code', language: 'sql', text });
  if (made && existing?.kind === 'table') blocks.push(...tableBlocks(existing));
  return blocks;
}

function modeText(flow: Flow): string {
  return flow.mode === 'batching' ? 'batching: it aggregates, is TQL, or waits for a source' : 'streaming (deprecated): it does not aggregate, or a source has ttl = instant';
}

/** The exact text that SHOW CREATE FLOW prints after the statement. */
function showCreateFlow(step: Step, flow: Flow): string | undefined {
  const statement = parseStatement(`SHOW CREATE FLOW "${flow.name.replaceAll('"', '""')}"`);
  const shown = answer(step.outcome.after, statement, { verdict: { kind: 'accepted' }, after: step.outcome.after });
  const text = shown?.kind === 'table' ? shown.rows[0]?.[1] : undefined;
  return text?.replace(`"${flow.name}"`, flow.name);
}

function definedAt(snapshot: Snapshot, key: string): string | undefined {
  const step = creationsOf(snapshot).get(key)?.at(-1);
  return step === undefined ? undefined : decodeURIComponent(step.uri.slice(step.uri.lastIndexOf('/') + 1));
}

const OPTION_TEXTS: Readonly<Record<string, string>> = {
  defer_on_missing_source:
    'Lets the flow be created although a source table is missing. It is then pending: stored, listed, never checked and never run. Values: true, false (any case).',
  experimental_enable_incremental_read:
    "Batching flows read only new rows. Every source needs append_mode = 'true'. Values: true, false (any case).",
  flow_type: 'Reserved: GreptimeDB writes batching or streaming here itself and refuses it from users.',
};

function optionCard(node: Node): Card | undefined {
  const { key, text } = node as Option;
  const name = key.value.toLowerCase();
  const described = OPTION_TEXTS[name];
  if (described === undefined) return undefined;
  return { span: node.span, blocks: [{ kind: 'heading', text: `${name} = ${String(text)}` }, { kind: 'text', text: described }] };
}

function intervalCard(title: string, clause: Exclude<CreateFlow['expireAfter'], undefined>): Card {
  const amount = clause.seconds === undefined ? 'not known: the expression is not a constant we can evaluate' : `${clause.seconds} s`;
  const meaning =
    title === 'EXPIRE AFTER'
      ? 'Data older than this is not computed any more. It deletes nothing, and has no effect on flows without a time window.'
      : 'The flow runs at multiples of this interval. A flow without a time window, and every TQL flow, needs it.';
  return { span: clause.span, blocks: [{ kind: 'heading', text: `${title}: ${amount}` }, { kind: 'text', text: meaning }] };
}

function relationCard(spot: Spot): Card | undefined {
  const name = spot.path.findLast(node => node.kind === 'name') as ObjectName | undefined;
  if (name === undefined) return undefined;
  const relation = lookUp(spot.step, name);
  return relation?.kind === 'table' ? { span: name.span, blocks: tableBlocks(relation) } : undefined;
}

function lookUp(step: Step, name: ObjectName): Relation | undefined {
  const parts = name.parts.map(part => (part.quote === '' ? part.value.toLowerCase() : part.value));
  const [last, database = step.before.session.database] = parts.toReversed();
  return findRelation(step.before, database, last!) ?? findRelation(step.outcome.after, database, last!);
}

function lastPart(name: ObjectName): string {
  const part = name.parts.at(-1)!;
  return part.quote === '' ? part.value.toLowerCase() : part.value;
}

function inside(node: Node, offset: number): boolean {
  return offset >= node.span.start && offset <= node.span.end;
}

