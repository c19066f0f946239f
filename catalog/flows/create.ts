import { parseRequest, type CreateFlow, type Query, type Statement, type Tql } from '../../grammar/index.ts';
import { isSystemTable } from '../data/system.ts';
import { fold, printName } from '../names.ts';
import type { Outcome } from '../outcome.ts';
import type { Planned } from '../plan/plan.ts';
import { planQuery } from '../plan/query.ts';
import { planTql } from '../plan/tql.ts';
import { ACCEPTED, reject, rejected, unknown, type Rejected } from '../verdict.ts';
import { CATALOG, type Flow, type FlowSource, type TableName, type World } from '../world.ts';
import { findRelation, flowMayExist, fogFlow, fogRelation, mayExist } from '../worlds.ts';
import { activate } from './activate.ts';
import { badOptions, flowOptions, nonScalarOption } from './options.ts';
import { resolveReference, sourcesOf, type SourceName } from './sources.ts';
import { aggregatesSomewhere } from './window.ts';

/**
 * CREATE FLOW, judged in the order in which GreptimeDB executes it (operator/src/statement/ddl.rs, common/meta/src/ddl/create_flow.rs,
 * then the flownode): the first failure is the answer.
 */
export function createFlow(world: World, flow: CreateFlow, statement: Statement): Outcome {
  const name = checkNames(world, flow);
  const sources = sourcesOf(world, flow.body);
  checkFlowName(flow);
  const nonScalar = nonScalarOption(flow);
  if (nonScalar !== undefined) return refused(world, nonScalar);
  const early = checkIntervalAndOptions(flow);
  if (early !== undefined) return refused(world, early);

  const options = flowOptions(flow);
  const visible = sources.map(source => ({ source, state: visibility(world, source.name) }));
  const missing = visible.filter(({ state }) => state === 'missing').map(({ source }) => source);
  const doubtful = visible.some(({ state }) => state === 'doubtful');
  if (doubtful || missing.length > 0) {
    if (!options.deferOnMissingSource) return missingSources(world, flow, doubtful ? visible.filter(v => v.state !== 'visible').map(v => v.source) : missing, doubtful);
    if (doubtful) return inDoubt(world, flow, name, 'a source table may exist elsewhere');
  }

  // The text of a pending flow is stored unread; a broken one shows only when somebody lists it.
  const body = missing.length > 0 ? flow.body : storedBody(flow, statement);
  const instant = visible.some(({ source }) => ttlOf(world, source.name) === 'instant');
  const planning = missing.length > 0 ? undefined : plan(world, body);
  if (planning?.kind === 'unknown') return inDoubt(world, flow, name, planning.why);
  // With an instant source nothing is planned here; a fault then shows in the flownode.
  if (planning?.kind === 'rejected' && !instant) return refused(world, { ...planning, span: flow.bodySpan });
  const mode = missing.length > 0 ? 'batching' : instant ? 'streaming' : isTql(body) || aggregatesSomewhere((planning as Planned).plan) ? 'batching' : 'streaming';

  if (flow.orReplace && flow.ifNotExists) {
    reject('Unsupported', 'Unsupported operation Create flow with both `IF NOT EXISTS` and `OR REPLACE`', {
      reason: 'flow_both_flags',
      span: flow.name.span,
    });
  }
  const current = world.flows.get(name);
  if (current === undefined && flowMayExist(world, name)) {
    if (world.fog.everything || world.fog.flows.has(name)) return inDoubt(world, flow, name, 'a flow of this name may exist already');
  }
  if (current !== undefined && flow.ifNotExists) return { verdict: { ...ACCEPTED, affected: 0 }, after: world };
  if (current !== undefined && !flow.orReplace) {
    reject('FlowAlreadyExists', `Flow already exists: ${CATALOG}.${name}`, { reason: 'flow_already_exists', span: flow.name.span });
  }

  const bound: FlowSource[] = sources.map(({ name: source }) => bindSource(world, source));
  const unresolved = bound.filter(source => source.id === undefined);
  if (unresolved.length > 0 && !options.deferOnMissingSource) {
    const names = unresolved.map(({ name: source }) => `${source.catalog}.${source.database}.${source.name}`).join(', ');
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
  const sink = resolveReference(world, flow.sink);
  const same = sources.find(source => sameTable(source.name, sink));
  if (same !== undefined) {
    reject(
      'Unsupported',
      `Unsupported operation Creating flow with source and sink table being the same: ${sink.catalog}.${sink.database}.${sink.name}`,
      { reason: 'flow_sink_is_source', span: flow.sink.span },
    );
  }

  const id = current?.id ?? world.nextFlowId;
  const counted: World = current === undefined ? { ...world, nextFlowId: world.nextFlowId + 1 } : world;
  const { now } = world.settings;
  const created = current === undefined ? now : current.createdAt;
  const made: Flow = {
    kind: 'flow',
    id,
    name,
    sink,
    sources: bound,
    state,
    mode,
    ...(flow.expireAfter?.seconds === undefined ? {} : { expireAfter: flow.expireAfter.seconds }),
    ...(flow.evalInterval?.seconds === undefined ? {} : { evalInterval: flow.evalInterval.seconds }),
    comment: flow.comment?.value ?? '',
    options: options.values,
    rawText: flow.rawText,
    body,
    createdIn: world.session.database,
    ...(created === undefined ? {} : { createdAt: created }),
    ...(now === undefined ? {} : { updatedAt: now }),
    ...(current === undefined ? {} : { revised: true }),
    definedBy: statement,
  };
  const store = (after: World): Outcome => ({
    verdict: { ...ACCEPTED, affected: 0 },
    after: { ...after, flows: after.flows.set(name, made), fog: { ...after.fog, flows: after.fog.flows.delete(name) } },
  });
  if (state === 'pending') return store(counted);
  return activate(counted, { flow, made, planning, incrementalRead: options.incrementalRead }, store);
}

/** Step 3: the sink and each source have at most three parts, then the flow name has one. */
function checkNames(world: World, flow: CreateFlow): string {
  resolveReference(world, flow.sink);
  return fold(flow.name.parts.at(-1)!);
}

function checkFlowName(flow: CreateFlow): void {
  if (flow.name.parts.length === 1) return;
  reject('InvalidArguments', `Invalid flow name: ${printName(flow.name)}`, { reason: 'flow_name_qualified', span: flow.name.span });
}

/** Step 4. */
function checkIntervalAndOptions(flow: CreateFlow): Rejected | undefined {
  const seconds = flow.evalInterval?.seconds;
  if (seconds !== undefined && seconds <= 0n) {
    return rejected('InvalidArguments', `Invalid SQL, error: EVAL INTERVAL must be positive, got ${seconds} seconds`, {
      reason: 'flow_eval_interval_not_positive',
      span: flow.evalInterval!.expr.span,
    });
  }
  return badOptions(flow)[0];
}

/** Step 5, not deferred. */
function missingSources(world: World, flow: CreateFlow, missing: readonly SourceName[], doubtful: boolean): Outcome {
  const verdict = rejected(
    'InvalidArguments',
    `Invalid SQL, error: missing source tables for flow '${fold(flow.name.parts[0]!)}'; use WITH (defer_on_missing_source = true) to create a pending flow`,
    {
      reason: 'flow_missing_source',
      span: missing[0]!.span,
      detail: { tables: missing.map(source => `${source.name.database}.${source.name.name}`).join(', ') },
    },
  );
  if (!doubtful) return refused(world, verdict);
  const name = fold(flow.name.parts[0]!);
  const outcome = inDoubt(world, flow, name, 'a source table may exist elsewhere');
  return { ...outcome, verdict: { kind: 'unknown', why: 'a source table may exist elsewhere', suspected: verdict } };
}

/** We cannot tell whether the flow is made: from now on it, and the sink it would make, are in the fog. */
function inDoubt(world: World, flow: CreateFlow, name: string, why: string): Outcome {
  const sink = resolveReference(world, flow.sink);
  const foggy = findRelation(world, sink.database, sink.name) === undefined ? fogRelation(world, sink.database, sink.name) : world;
  return { verdict: { kind: 'unknown', why }, after: fogFlow(foggy, name) };
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
  return relation?.kind === 'table' ? relation.options.get('ttl') : undefined;
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
  return body.kind === 'tql' ? planTql(world, body) : planQuery(world, body);
}
