import { optionFact, type OptionScope } from '../../catalog/index.ts';
import {
  children,
  DIALECTS,
  flowSeconds,
  lex,
  parsePromql,
  T,
  tokenAt,
  type Expr,
  type FlowInterval,
  type Node,
  type Option,
  type SetOption,
  type Span,
  type StatementNode,
  type Tql,
  type TypeName,
} from '../../grammar/index.ts';
import type { Entity } from '../names/entity.ts';
import type { Snapshot, Step } from '../simulate.ts';
import type { Card, CardBlock } from './card.ts';
import { columnBlocks } from './cards/column_card.ts';
import { createFlowBlocks, flowBlocks } from './cards/flow_card.ts';
import { functionBlocks, promBlocks } from './cards/function_card.ts';
import { localBlocks } from './cards/local_card.ts';
import { relationBlocks } from './cards/relation_card.ts';
import { clauseBlocks, intervalBlocks, optionBlocks, typeBlocks, wordBlocks } from './cards/vocabulary_cards.ts';
import { namedAt } from './definition.ts';
import { spotAt, type Place, type Spot } from './place.ts';

interface Found {
  readonly span: Span;
  readonly blocks: readonly CardBlock[];
}

/** What is known of the thing under the cursor. */
export function hover(snapshot: Snapshot, place: Place): Card | undefined {
  const spot = spotAt(snapshot, place);
  if (spot === undefined) return undefined;
  const found =
    nameCard(snapshot, place, spot) ??
    optionCard(spot) ??
    intervalCard(spot) ??
    typeCard(spot) ??
    promqlCard(spot) ??
    wordCard(snapshot, spot);
  if (found === undefined) return undefined;
  const { start } = spot.step.placed;
  return { span: { start: found.span.start + start, end: found.span.end + start }, blocks: found.blocks };
}

function nameCard(snapshot: Snapshot, place: Place, { step }: Spot): Found | undefined {
  const named = namedAt(snapshot, place);
  const [first] = named;
  if (first === undefined) return undefined;
  const blocks = named.flatMap(({ mention }) => entityBlocks(snapshot, step, mention.entity) ?? []);
  return blocks.length === 0 ? undefined : { span: first.mention.span, blocks };
}

function entityBlocks(snapshot: Snapshot, step: Step, entity: Entity): readonly CardBlock[] | undefined {
  switch (entity.kind) {
    case 'relation':
      return relationBlocks(snapshot, step, entity);
    case 'column':
      return columnBlocks(snapshot, step, entity);
    case 'flow':
      return flowCard(snapshot, step, entity.name);
    case 'function':
      return entity.promql ? promBlocks(entity.name) : functionBlocks(entity.name);
    case 'database':
      return databaseBlocks(step, entity.name);
    default:
      return localBlocks(snapshot, step, entity);
  }
}

function flowCard(snapshot: Snapshot, step: Step, name: string): readonly CardBlock[] | undefined {
  const { node } = step.placed.statement;
  if (node?.kind === 'create_flow') return createFlowBlocks(snapshot, step, node);
  const flow = step.before.flows.get(name) ?? step.outcome.after.flows.get(name);
  return flow === undefined ? undefined : flowBlocks(snapshot, step, flow);
}

function databaseBlocks(step: Step, name: string): readonly CardBlock[] | undefined {
  const database = step.outcome.after.databases.get(name) ?? step.before.databases.get(name);
  if (database === undefined) return undefined;
  const relations = [...database.relations.values()].map(relation => `${relation.kind} ${relation.name}`);
  const options = [...database.options].map(([key, value]) => `${key} = ${value}`);
  return [
    { kind: 'heading', text: `database ${name}` },
    {
      kind: 'list',
      items: [
        ...options,
        ...relations.slice(0, MOST_RELATIONS),
        ...(relations.length > MOST_RELATIONS ? [`and ${relations.length - MOST_RELATIONS} more`] : []),
      ],
    },
  ];
}
const MOST_RELATIONS = 20;

const SCOPES: Readonly<Partial<Record<StatementNode['kind'], OptionScope>>> = {
  create_flow: 'create_flow',
  create_table: 'create_table',
  create_external_table: 'create_external_table',
  create_database: 'create_database',
  alter_database: 'alter_database_set',
  alter_table: 'alter_table_set',
};

function optionCard({ path, step }: Spot): Found | undefined {
  const option = path.findLast(node => node.kind === 'option' || node.kind === 'set_option') as Option | SetOption | undefined;
  const root = (step.placed.statement.node ?? step.placed.statement.draft) as StatementNode | undefined;
  const scope = root === undefined ? undefined : optionScope(root, path);
  if (option === undefined || scope === undefined) return undefined;
  const key = option.kind === 'option' ? option.key.value : option.key;
  const fact = optionFact(scope, key);
  const written = option.kind === 'option' ? option.text : option.value;
  return fact === undefined
    ? undefined
    : { span: option.span, blocks: optionBlocks(fact, written === undefined ? undefined : String(written)) };
}

/** Which options may stand here: the statement's, or those of the index around. */
export function optionScope(root: StatementNode, path: readonly Node[]): OptionScope | undefined {
  const index = path.find(node => node.kind === 'index' || node.kind === 'set_index') as (Node & { readonly type: string }) | undefined;
  if (index !== undefined) return `${index.type.toLowerCase()}_index` as OptionScope;
  if (root.kind === 'copy_table' || root.kind === 'copy_database') return `${root.kind}_${root.direction === 'TO' ? 'to' : 'from'}`;
  return root.kind === 'copy_query' ? 'copy_query_to' : SCOPES[root.kind];
}

function intervalCard({ path, step, offset }: Spot): Found | undefined {
  const { text } = step.placed.statement;
  const clause = path.findLast(node => node.kind === 'flow_interval') as FlowInterval | undefined;
  if (clause !== undefined && clause.seconds !== undefined && clause.expr.span.start <= offset) {
    const written = text.slice(clause.span.start, clause.expr.span.start).trim();
    const meaning = clauseBlocks(written.slice(0, written.search(/\s|$/)).toUpperCase());
    return { span: clause.span, blocks: [{ kind: 'heading', text: `${written}: ${clause.seconds} s` }, ...(meaning?.slice(0, 1) ?? [])] };
  }
  const literal = path.findLast(
    node => node.kind === 'interval' || (node.kind === 'cast' && isIntervalType((node as Node & { readonly type?: TypeName }).type)),
  );
  if (literal === undefined) return undefined;
  const constant = flowSeconds(literal as Expr, 'EXPIRE AFTER');
  if (constant.kind !== 'seconds') return undefined;
  return { span: literal.span, blocks: intervalBlocks(text.slice(literal.span.start, literal.span.end), Number(constant.seconds)) };
}

function isIntervalType(type: TypeName | undefined): boolean {
  return type?.head === 'INTERVAL';
}

function typeCard({ path, step }: Spot): Found | undefined {
  const type = path.findLast(node => node.kind === 'type') as TypeName | undefined;
  if (type === undefined) return undefined;
  const head = type.head === 'CUSTOM' ? (type.name?.parts.at(-1)?.value ?? '') : type.head;
  const blocks = typeBlocks(`${head}${type.unsigned ? ' UNSIGNED' : ''}`) ?? typeBlocks(head);
  const written = step.placed.statement.text.slice(type.span.start, type.span.end);
  return blocks === undefined || written === '' ? undefined : { span: type.span, blocks };
}

/** Durations, operators and modifiers in PromQL; metrics, labels and functions are names. */
function promqlCard({ path, offset }: Spot): Found | undefined {
  const tql = path.findLast(node => node.kind === 'tql') as Tql | undefined;
  if (tql?.promqlSpan === undefined || offset < tql.promqlSpan.start || offset > tql.promqlSpan.end) return undefined;
  const origin = tql.promqlSpan.start;
  const duration = durationAt(tql, offset - origin);
  if (duration !== undefined) {
    const { start, end, seconds } = duration;
    return { span: { start: start + origin, end: end + origin }, blocks: intervalBlocks(tql.promql.slice(start, end), seconds) };
  }
  for (const word of tql.promql.matchAll(/[A-Za-z_]\w*|[-+*/%^<>=!]=?/g)) {
    const start = origin + word.index;
    if (offset < start || offset > start + word[0].length) continue;
    const blocks = promBlocks(word[0].toLowerCase());
    if (blocks !== undefined) return { span: { start, end: start + word[0].length }, blocks };
  }
  return undefined;
}

function durationAt(tql: Tql, offset: number): { readonly start: number; readonly end: number; readonly seconds: number } | undefined {
  const { expr } = parsePromql(tql.promql);
  let found: ReturnType<typeof durationAt>;
  const visit = (node: Node): void => {
    const { seconds } = node as Node & { readonly seconds?: number };
    if (node.kind === 'prom_duration' && seconds !== undefined && node.span.start <= offset && offset <= node.span.end)
      found = { ...node.span, seconds };
    for (const child of children(node)) visit(child);
  };
  if (expr !== undefined) visit(expr);
  return found;
}

/** A word of the language: what its clause means; the head of CREATE FLOW shows the flow. */
function wordCard(snapshot: Snapshot, { step, offset }: Spot): Found | undefined {
  const { statement } = step.placed;
  const tokens = lex(statement.text, DIALECTS.http);
  const { node } = statement;
  for (let i = 0; i < tokens.count; i++) {
    const [start, end] = [tokens.starts[i]!, tokens.ends[i]!];
    if (offset < start || offset > end) continue;
    const token = tokenAt(tokens, i);
    if (token.quote !== '' || !token.type.CATEGORIES.includes(T.Word)) continue;
    const word = token.image.toUpperCase();
    const isFlow = (node ?? statement.draft)?.kind === 'create_flow';
    if (node?.kind === 'create_flow' && start < node.name.span.start)
      return { span: node.name.span, blocks: createFlowBlocks(snapshot, step, node) };
    const isHead = isFlow && (node?.kind !== 'create_flow' || start < node.bodySpan.start);
    const blocks = (isHead ? clauseBlocks(clauseOf(word)) : undefined) ?? wordBlocks(word);
    if (blocks !== undefined) return { span: { start, end }, blocks };
  }
  return undefined;
}

function clauseOf(word: string): string {
  return word === 'TO' ? 'SINK' : word === 'AFTER' ? 'EXPIRE' : word === 'INTERVAL' ? 'EVAL' : word;
}
