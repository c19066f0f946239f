import {
  planQuery,
  planTql,
  type DataType,
  type Field,
  type FunctionRow,
  type Planning,
  type Recorder,
  type World,
} from '../catalog/index.ts';
import type { Node, Query, Statement, StatementNode, Tql } from '../grammar/index.ts';
import { openCollector } from './names/collector.ts';
import type { Mention } from './names/mention.ts';
import type { Output, Scope } from './names/scope.ts';
import { statementNames } from './names/statement.ts';
import type { Step } from './simulate.ts';

/** What the names of a statement mean. */
export interface Names {
  /** In the order of the text. */
  readonly mentions: readonly Mention[];
  /** The columns of each query, as far as their names are written. */
  readonly outputs: ReadonlyMap<Query, readonly Output[]>;
  readonly scopes: ReadonlyMap<object, Scope>;
}

/** What the planner knows of a statement's queries. */
export interface Plans {
  readonly types: ReadonlyMap<Node, DataType>;
  readonly functions: ReadonlyMap<Node, FunctionRow>;
  readonly plannings: ReadonlyMap<Node, Planning>;
}

const names: Memory<Names> = new WeakMap();
const plans: Memory<Plans> = new WeakMap();

/** By the root of a statement's tree, with which they are forgotten. */
type Memory<F> = WeakMap<Node | Statement, WeakMap<World, F>>;

/** Found when somebody asks, and remembered by the identity of the statement's tree and its world. */
export function namesOf(step: Pick<Step, 'placed' | 'before'>): Names {
  return remembered(names, step, findNames);
}

export function plansOf(step: Pick<Step, 'placed' | 'before'>): Plans {
  return remembered(plans, step, makePlans);
}

function remembered<F>(
  memory: Memory<F>,
  { placed: { statement }, before }: Pick<Step, 'placed' | 'before'>,
  make: (world: World, statement: Statement) => F,
): F {
  const tree = statement.node ?? statement.draft ?? statement;
  let byWorld = memory.get(tree);
  if (byWorld === undefined) memory.set(tree, (byWorld = new WeakMap()));
  let facts = byWorld.get(before);
  if (facts === undefined) byWorld.set(before, (facts = make(before, statement)));
  return facts;
}

function findNames(world: World, statement: Statement): Names {
  const collector = openCollector(world, statement);
  const node = statement.node ?? statement.draft;
  if (node !== undefined) statementNames(collector, node as StatementNode);
  return { ...collector, mentions: collector.mentions.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end) };
}

function makePlans(world: World, statement: Statement): Plans {
  const types = new Map<Node, DataType>();
  const functions = new Map<Node, FunctionRow>();
  const plannings = new Map<Node, Planning>();
  const recorder: Recorder = {
    type: (node, type) => void types.set(node, type),
    function: (node, row) => void functions.set(node, row),
  };
  for (const body of bodiesOf(statement.node))
    plannings.set(body, body.kind === 'tql' ? planTql(world, body) : planQuery(world, body, recorder));
  return { types, functions, plannings };
}

/** The queries that a statement plans on their own. */
export function bodiesOf(node: StatementNode | undefined): readonly (Query | Tql)[] {
  switch (node?.kind) {
    case 'query':
    case 'tql':
      return [node];
    case 'create_flow':
      return [node.body];
    case 'create_view':
    case 'declare_cursor':
      return [node.query];
    case 'insert':
    case 'copy_query':
      return node.query === undefined ? [] : [node.query];
    case 'explain':
      return bodiesOf(node.statement);
    default:
      return [];
  }
}

/** The columns a query yields, where it can be planned. */
export function fieldsOf(step: Pick<Step, 'placed' | 'before'>, body: Query | Tql): readonly Field[] | undefined {
  const planning = plansOf(step).plannings.get(body);
  return planning?.kind === 'planned' ? planning.fields : undefined;
}
