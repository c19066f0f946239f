import { sqlTypeName } from '../../catalog/index.ts';
import { flowSeconds, walk, type CreateFlow, type Expr, type Query, type SelectItem, type Span } from '../../grammar/index.ts';
import { fieldsOf, plansOf } from '../facts.ts';
import { leadingSelect, outputItems } from '../outputs.ts';
import type { Snapshot, Step } from '../simulate.ts';

/** A note between the characters of a text. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly kind: 'type' | 'note';
  /** Which statement it belongs to, by its place among those of its file. */
  readonly statement: number;
  /** What taking the hint writes. */
  readonly insert?: string;
}

/** The notes of a part of a file: how a flow runs, intervals in seconds, and the names and types of computed columns. */
export function hints(snapshot: Snapshot, uri: string, range: Span): readonly Hint[] {
  return (snapshot.steps.get(uri) ?? []).flatMap(step => {
    const { start, statement } = step.placed;
    if (start >= range.end || start + statement.text.length <= range.start) return [];
    return stepHints(step)
      .map(hint => ({ ...hint, offset: hint.offset + start, statement: step.index }))
      .filter(({ offset }) => offset >= range.start && offset <= range.end);
  });
}

type Own = Omit<Hint, 'statement'>;
const remembered = new WeakMap<Step, readonly Own[]>();

function stepHints(step: Step): readonly Own[] {
  let found = remembered.get(step);
  if (found === undefined) remembered.set(step, (found = [...modeHint(step), ...intervalHints(step), ...columnHints(step)]));
  return found;
}

function modeHint({ placed: { statement }, outcome }: Step): readonly Own[] {
  const { node } = statement;
  if (node?.kind !== 'create_flow') return [];
  const flow = [...outcome.after.flows.values()].find(({ definedBy }) => definedBy === statement);
  if (flow === undefined) return [];
  return [{ offset: node.name.span.end, label: flow.state === 'pending' ? ' pending' : ` ${flow.mode}`, kind: 'note' }];
}

/** Intervals whose seconds are not obvious: all but those written in seconds. */
function intervalHints({ placed: { statement } }: Step): readonly Own[] {
  const { node, text } = statement;
  if (node?.kind !== 'create_flow') return [];
  const found: Own[] = [];
  const add = (expr: Expr, seconds: bigint | undefined): void => {
    if (seconds !== undefined && !/\bs(?:ec(?:ond)?s?)?\b/i.test(text.slice(expr.span.start, expr.span.end)))
      found.push({ offset: expr.span.end, label: ` = ${seconds} s`, kind: 'note' });
  };
  for (const clause of [node.expireAfter, node.evalInterval]) if (clause !== undefined) add(clause.expr, clause.seconds);
  walk(node.body, inner => {
    if (inner.kind !== 'interval') return;
    const constant = flowSeconds(inner as Expr, 'EXPIRE AFTER');
    if (constant.kind === 'seconds') add(inner as Expr, constant.seconds);
  });
  return found;
}

/** What the query of a flow or view computes: the name a column gets if none is given, and its type. */
function columnHints(step: Step): readonly Own[] {
  const { node } = step.placed.statement;
  const query = node?.kind === 'create_view' ? node.query : node?.kind === 'create_flow' ? (node as CreateFlow).body : undefined;
  if (query?.kind !== 'query' || leadingSelect(query as Query) === undefined) return [];
  const fields = fieldsOf(step, query as Query);
  if (fields === undefined) return [];
  const { types } = plansOf(step);
  return outputItems(step, query as Query).flatMap(({ name, item }) => {
    if (item.kind === 'wildcard') return [];
    const type = types.get(item.expr);
    const written = type === undefined ? '' : ` ${sqlTypeName(type) ?? type.kind}`;
    const isUnnamed = item.alias === undefined && !isColumn(item) && name !== undefined;
    const label = `${isUnnamed ? ` AS "${name}"` : ''}${written}`;
    return label === ''
      ? []
      : [{ offset: item.span.end, label, kind: 'type', ...(isUnnamed ? { insert: ` AS "${name.replaceAll('"', '""')}"` } : {}) } as const];
  });
}

function isColumn({ expr }: Extract<SelectItem, { kind: 'item' }>): boolean {
  return expr.kind === 'identifier' || expr.kind === 'compound_identifier';
}

/** What a hint means, for those who ask. */
export function hintText(
  snapshot: Snapshot,
  uri: string,
  { label, kind, statement }: Pick<Hint, 'label' | 'kind' | 'statement'>,
): string | undefined {
  const step = snapshot.steps.get(uri)?.[statement];
  const node = step?.placed.statement.node;
  if (kind === 'type') return 'The column as GreptimeDB names and types it. Sinks and views take this name.';
  if (label.includes('=')) return 'The interval as GreptimeDB stores it, in whole seconds.';
  if (node?.kind !== 'create_flow' || step === undefined) return undefined;
  if (label.includes('pending')) return 'A source does not exist when the flow is created; nothing starts it later.';
  return label.includes('streaming')
    ? 'Streaming flows are deprecated: this one does not aggregate, or a source has ttl = instant.'
    : 'The flow runs its query for the time windows that got new rows, or at its interval.';
}
