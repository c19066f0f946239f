import {
  parseRequest,
  some,
  type Call,
  type CreateFlow,
  type Node,
  type Query,
  type Select,
  type Statement,
  type Tql,
} from '../../grammar/index.ts';
import { functionRow } from '../data/functions.ts';
import { isSystemTable } from '../data/system.ts';
import { fold, printName, printTableName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import type { Planned, Planning } from '../plan/plan.ts';
import { planQuery } from '../plan/query.ts';
import { planTql } from '../plan/tql.ts';
import { tableOption } from '../table_option.ts';
import { ACCEPTED, doubt, reject, rejected, unknown, type Rejected } from '../verdict.ts';
import { CATALOG, type Flow, type FlowSource, type TableName, type World } from '../world.ts';
import { findRelation, fogFlow, fogRelation, mayExist } from '../worlds.ts';
import { activate } from './activate.ts';
import { badOptions, flowOptions, nonScalarOption, type FlowOptions } from './options.ts';
import { resolveReference, sourcesOf, type SourceName } from './sources.ts';
import { aggregatesSomewhere } from './window.ts';

/**
 * CREATE FLOW, judged in the order in which GreptimeDB executes it (operator/src/statement/ddl.rs, common/meta/src/ddl/create_flow.rs,
 * then the flownode): the first failure is the answer.
 */
export function createFlow(world: World, flow: CreateFlow, statement: Statement): Outcome {
  const sink = resolveReference(world, flow.sink);
  const sources = sourcesOf(world, flow.body);
  const name = flowName(flow);
  const invalid = nonScalarOption(flow) ?? checkInterval(flow) ?? badOptions(flow)[0];
  if (invalid !== undefined) return refused(world, invalid);
  const request: FlowRequest = { flow, statement, name, sink, sources, options: flowOptions(flow) };

  const invisible = sources.filter(source => visibility(world, source.name) !== 'visible');
  const doubtful = invisible.some(source => visibility(world, source.name) === 'doubtful');
  if (invisible.length > 0 && !request.options.deferOnMissingSource) {
    const missing = missingSources(request, invisible);
    return doubtful ? inDoubt(world, request, 'a source table may exist elsewhere', missing) : refused(world, missing);
  }
  if (doubtful) return inDoubt(world, request, 'a source table may exist elsewhere');

  // The text of a pending flow is stored unread; a broken one shows only when somebody lists it.
  const isDeferred = invisible.length > 0;
  const body = isDeferred ? flow.body : storedBody(flow, statement);
  const instant = sources.some(source => ttlOf(world, source.name) === 'instant');
  const planning = isDeferred ? undefined : plan(world, body);
  if (planning?.kind === 'unknown') return inDoubt(world, request, planning.why);
  // TQL, and what reads an instant source, is not planned here; a fault then shows in the flownode.
  if (planning?.kind === 'rejected' && !instant && !isTql(body)) return refused(world, { ...planning, span: flow.bodySpan });
  const mode = isDeferred
    ? 'batching'
    : instant
      ? 'streaming'
      : isTql(body) || aggregatesSomewhere((planning as Planned).plan)
        ? 'batching'
        : 'streaming';
  return register(world, request, { body, mode, planning });
}

/** What a CREATE FLOW asks for, with its names resolved. */
interface FlowRequest {
  readonly flow: CreateFlow;
  readonly statement: Statement;
  readonly name: string;
  readonly sink: TableName;
  readonly sources: readonly SourceName[];
  readonly options: FlowOptions;
}

/** Steps 7 to 13: flags, the flow that may be there already, sources by their ids, sink. */
function register(
  world: World,
  request: FlowRequest,
  { body, mode, planning }: { readonly body: Query | Tql; readonly mode: Flow['mode']; readonly planning: Planning | undefined },
): Outcome {
  const { flow, name, sink, sources, options } = request;
  if (flow.orReplace && flow.ifNotExists) {
    reject('Unsupported', 'Unsupported operation Create flow with both `IF NOT EXISTS` and `OR REPLACE`', {
      reason: 'flow_both_flags',
      span: flow.name.span,
    });
  }
  const held = world.flows.get(name);
  if (held === undefined && (world.fog.everything || world.fog.flows.has(name)))
    return inDoubt(world, request, 'a flow of this name may exist already');
  if (held !== undefined && !flow.orReplace && !flow.ifNotExists) {
    const exists = rejected('FlowAlreadyExists', `Flow already exists: ${CATALOG}.${name}`, {
      reason: 'flow_already_exists',
      span: flow.name.span,
    });
    return held.assumed === true
      ? { verdict: { kind: 'unknown', why: 'whether the first flow was made', suspected: exists }, after: world }
      : refused(world, exists);
  }
  const current = held?.assumed === true ? undefined : held;
  if (current !== undefined && flow.ifNotExists) return { verdict: { ...ACCEPTED, affected: 0 }, after: world };

  const bound = sources.map(({ name: source }) => bindSource(world, source));
  const unresolved = bound.filter(source => source.id === undefined);
  if (unresolved.length > 0 && !options.deferOnMissingSource) {
    const names = unresolved.map(({ name: source }) => printTableName(source)).join(', ');
    reject(
      'Unsupported',
      `Unsupported operation Create flow with missing source tables requires WITH ('defer_on_missing_source'='true'): ${names}`,
      { reason: 'flow_unresolved_source', span: flow.bodySpan },
    );
  }
  const state = unresolved.length > 0 ? 'pending' : 'active';
  if (current !== undefined && current.state !== state) {
    reject('Unsupported', 'Unsupported operation Replacing between pending and active flow states is not supported yet', {
      reason: 'flow_replace_across_states',
      span: flow.name.span,
      detail: { current: current.state, wanted: state },
    });
  }
  if (sources.some(source => sameTable(source.name, sink))) {
    reject('Unsupported', `Unsupported operation Creating flow with source and sink table being the same: ${printTableName(sink)}`, {
      reason: 'flow_sink_is_source',
      span: flow.sink.span,
    });
  }
  const counted: World = current === undefined ? { ...world, nextFlowId: world.nextFlowId + 1 } : world;
  const made = makeFlow(world, request, { body, mode, state, sources: bound, current });
  const store = (after: World): Outcome => ({
    verdict: { ...ACCEPTED, affected: 0 },
    after: { ...after, flows: after.flows.set(name, made), fog: { ...after.fog, flows: after.fog.flows.delete(name) } },
  });
  return state === 'pending'
    ? store(counted)
    : activate(counted, { flow, made, planning, incrementalRead: options.incrementalRead }, store);
}

function makeFlow(
  world: World,
  { flow, statement, name, sink, options }: FlowRequest,
  { current, ...rest }: Pick<Flow, 'body' | 'mode' | 'state' | 'sources'> & { readonly current: Flow | undefined },
): Flow {
  const { now } = world.settings;
  const created = current === undefined ? now : current.createdAt;
  return {
    kind: 'flow',
    id: current?.id ?? world.nextFlowId,
    name,
    sink,
    ...rest,
    ...(flow.expireAfter?.seconds === undefined ? {} : { expireAfter: flow.expireAfter.seconds }),
    ...(flow.evalInterval?.seconds === undefined ? {} : { evalInterval: flow.evalInterval.seconds }),
    comment: flow.comment?.value ?? '',
    options: options.values,
    rawText: flow.rawText,
    createdIn: world.session.database,
    ...(created === undefined ? {} : { createdAt: created }),
    ...(now === undefined ? {} : { updatedAt: now }),
    ...(current === undefined ? {} : { revised: true }),
    definedBy: statement,
  };
}

/** Step 3: a flow name has one part. */
function flowName(flow: CreateFlow): string {
  if (flow.name.parts.length !== 1) {
    reject('InvalidArguments', `Invalid flow name: ${printName(flow.name)}`, { reason: 'flow_name_qualified', span: flow.name.span });
  }
  return fold(flow.name.parts[0]!);
}

/** Step 4. */
function checkInterval({ evalInterval }: CreateFlow): Rejected | undefined {
  if (evalInterval?.seconds === undefined || evalInterval.seconds > 0n) return undefined;
  return rejected('InvalidArguments', `Invalid SQL, error: EVAL INTERVAL must be positive, got ${evalInterval.seconds} seconds`, {
    reason: 'flow_eval_interval_not_positive',
    span: evalInterval.expr.span,
  });
}

/** Step 5, not deferred. */
function missingSources({ name }: FlowRequest, missing: readonly SourceName[]): Rejected {
  return rejected(
    'InvalidArguments',
    `Invalid SQL, error: missing source tables for flow '${name}'; use WITH (defer_on_missing_source = true) to create a pending flow`,
    {
      reason: 'flow_missing_source',
      span: missing[0]!.span,
      detail: { tables: missing.map(source => `${source.name.database}.${source.name.name}`).join(', ') },
    },
  );
}

/**
 * We cannot tell whether the flow is made. In a closed world it, and the sink it would make, are in the fog from now on. In an open one
 * we take it that it was, so that people see it; nothing is judged by it.
 */
function inDoubt(world: World, request: FlowRequest, why: string, suspected?: Rejected): Outcome {
  const { name, sink, sources, flow } = request;
  const verdict = doubt(why, suspected);
  if (!world.settings.closed) {
    if (world.flows.has(name) && !flow.orReplace) return { verdict, after: world };
    const bound = sources.map(source => bindSource(world, source.name));
    const mode = isTql(flow.body) || groups(flow.body) ? 'batching' : 'streaming';
    const made = makeFlow(world, request, { body: flow.body, mode, state: 'active', sources: bound, current: undefined });
    return { verdict, after: { ...world, flows: world.flows.set(name, { ...made, assumed: true }) } };
  }
  const foggy = findRelation(world, sink.database, sink.name) === undefined ? fogRelation(world, sink.database, sink.name) : world;
  return { verdict, after: fogFlow(foggy, name) };
}

/** Whether a query looks as if it aggregates, where it cannot be planned. */
function groups(body: Query | Tql): boolean {
  return some(body, node =>
    node.kind === 'select' ? (node as Select).groupBy !== undefined || (node as Select).distinct !== undefined : isAggregateCall(node),
  );
}

function isAggregateCall(node: Node): boolean {
  if (node.kind !== 'call') return false;
  const { name, over } = node as Call;
  return over === undefined && name.parts.length === 1 && functionRow('aggregate', name.parts[0]!.value.toLowerCase()) !== undefined;
}

function refused(world: World, verdict: Rejected): Outcome {
  return { verdict, after: world };
}

function visibility(world: World, table: TableName): 'visible' | 'missing' | 'doubtful' {
  if (table.catalog !== CATALOG) return 'missing';
  if (findRelation(world, table.database, table.name) !== undefined) return 'visible';
  if (isSystemTable(table.database, table.name, world.session.protocol)) return 'visible';
  return mayExist(world, table.database, table.name) ? 'doubtful' : 'missing';
}

/** Step 10 sees tables and views by their metadata; system tables have none. */
function bindSource(world: World, name: TableName): FlowSource {
  const relation = name.catalog === CATALOG ? findRelation(world, name.database, name.name) : undefined;
  return relation === undefined ? { name } : { name, id: relation.id };
}

function ttlOf(world: World, table: TableName): string | undefined {
  const relation = findRelation(world, table.database, table.name);
  return relation?.kind === 'table' ? tableOption(relation, 'ttl') : undefined;
}

function sameTable(a: TableName, b: TableName): boolean {
  return a.name === b.name && a.database === b.database && a.catalog === b.catalog;
}

/** The query as the server stores it: the offset arithmetic may have cut another text than the one written. */
function storedBody(flow: CreateFlow, statement: Statement): Query | Tql {
  if (flow.rawTextBroken === true) unknown('the stored query text would be cut inside a character');
  if (flow.rawText.trim() === statement.text.slice(flow.bodySpan.start, flow.bodySpan.end).trim()) return flow.body;
  const { statements, faults } = parseRequest(flow.rawText);
  const fault = faults[0];
  if (fault !== undefined) reject(fault.status.name, fault.message, { reason: 'flow_stored_text', span: flow.bodySpan });
  if (statements.length !== 1) {
    reject('InvalidArguments', `Invalid SQL, error: Expect only one statement, found ${statements.length}`, {
      reason: 'flow_stored_text',
      span: flow.bodySpan,
    });
  }
  const node = statements[0]!.statement.node!;
  if (node.kind !== 'query' && node.kind !== 'tql') unknown('the stored query text is another statement');
  return node;
}

/** Whether a flow body is TQL or the simple TQL CTE. */
export function isTql(body: Query | Tql): boolean {
  return tqlOf(body) !== undefined;
}

/** The TQL of a flow body, bare or in its CTE. */
export function tqlOf(body: Query | Tql): Tql | undefined {
  if (body.kind === 'tql') return body;
  const cte = body.with?.ctes.find(({ body: inner }) => inner.kind === 'tql');
  return cte?.body.kind === 'tql' ? cte.body : undefined;
}

function plan(world: World, body: Query | Tql): ReturnType<typeof planQuery> {
  return body.kind === 'tql' ? planTql(world, body) : planQuery(world, body, undefined, 'optimized');
}
