import { tqlSeconds, type CreateFlow, type Tql } from '../../grammar/index.ts';
import { isSystemTable } from '../data/system.ts';
import type { Outcome } from '../outcome.ts';
import type { Planned, Planning } from '../plan/plan.ts';
import { tableOption } from '../table_option.ts';
import { arrowTypeName, debugTypeName } from '../type_names.ts';
import { FLOAT64, isString, isTimestamp } from '../types.ts';
import { reject, rejected, unknown } from '../verdict.ts';
import type { Flow, Table, TableName, World } from '../world.ts';
import { databaseMayExist, findRelation, mayExist, withRelation } from '../worlds.ts';
import { tqlOf } from './create.ts';
import { matchBatchingSink, matchStreamingSink, type Mismatch } from './sink_match.ts';
import { batchingSink, streamingSink, tqlSink, type SinkSchema } from './sink_schema.ts';
import { streamingLimit } from './streaming.ts';
import { readsView, timeWindow } from './window.ts';

export interface Activation {
  readonly flow: CreateFlow;
  readonly made: Flow;
  readonly planning: Planning | undefined;
  readonly incrementalRead: boolean;
}

/**
 * Steps 14 to 25: what the flownode checks before a flow runs. Whatever fails here has code 3001; the flow id stays consumed, and a
 * sink that was created stays behind.
 */
export function activate(world: World, activation: Activation, store: (after: World) => Outcome): Outcome {
  const { made, planning, flow } = activation;
  const span = flow.bodySpan;
  if (made.mode === 'batching') return batching(world, activation, store);
  // Only an instant source lets an unplannable query come this far; the wrapping of its text is not known.
  if (planning?.kind === 'rejected') unknown('an unplannable query over an instant source', { ...planning, span });
  return streaming(world, activation, planning as Planned, store);
}

function batching(world: World, activation: Activation, store: (after: World) => Outcome): Outcome {
  const { flow, made } = activation;
  const span = flow.bodySpan;
  const fail = failure(world, flow);
  const tql = tqlOf(made.body);
  if (tql !== undefined && made.evalInterval === undefined)
    fail('Invalid query: TQL query requires EVAL INTERVAL to be set', 'flow_tql_without_eval_interval');
  if (activation.incrementalRead) checkAppendOnly(world, made, fail);
  if (tql !== undefined && tql.verb !== 'EVAL') {
    unknown(
      'the text of this refusal holds a debug print',
      rejected('EngineExecuteQuery', 'Invalid query: TQL statement is not supported, expect only TQL EVAL', {
        reason: 'flow_tql_verb',
        span,
      }),
    );
  }
  if (tql !== undefined) checkTimes(tql, fail);
  const { planning } = activation;
  if (planning?.kind === 'rejected') {
    const { message, reason } = planning;
    reject('EngineExecuteQuery', message, { reason, span, after: world });
  }
  const planned = planning as Planned;
  if (tql === undefined) checkWindow(planned, made, fail);
  else for (const source of made.sources) checkTqlSource(world, source.name, fail);

  const sink = findRelation(world, made.sink.database, made.sink.name);
  if (sink === undefined) {
    return store(createSink(world, made, tql === undefined ? batchingSink(planned.plan) : tqlSink(planned.fields), fail));
  }
  if (sink.kind === 'view') unknown('the sink is a view');
  if (sink.opaque === true) unknown('the columns of the sink are not known');
  tableOption(sink, 'merge_mode');
  refuseMismatch(matchBatchingSink(planned.fields, sink), fail);
  return store(world);
}

function streaming(world: World, activation: Activation, planned: Planned, store: (after: World) => Outcome): Outcome {
  const { flow, made } = activation;
  const fail = failure(world, flow);
  if (made.expireAfter !== undefined && made.expireAfter < 0n) {
    fail(`Invalid query: EXPIRE AFTER must be non-negative, got ${made.expireAfter} seconds`, 'flow_expire_after_negative');
  }
  const limit = streamingLimit(planned.plan);
  if (limit !== undefined) fail(limit.message, 'flow_streaming_unsupported', limit.certain);
  const sink = findRelation(world, made.sink.database, made.sink.name);
  if (sink === undefined) return store(createSink(world, made, streamingSink(planned.plan, made.id), fail));
  if (sink.kind === 'view') unknown('the sink is a view');
  if (sink.opaque === true) unknown('the columns of the sink are not known');
  refuseMismatch(matchStreamingSink(planned.fields, sink), fail);
  return store(world);
}

type Fail = (message: string, reason: string, certain?: boolean) => void;

function failure(world: World, flow: CreateFlow): Fail {
  return (message, reason, certain = true) => {
    const options = { reason, span: flow.bodySpan, after: world };
    if (certain) reject('EngineExecuteQuery', message, options);
    unknown('a refusal whose exact text is not known', rejected('EngineExecuteQuery', message, options));
  };
}

function refuseMismatch(mismatch: Mismatch | undefined, fail: Fail): void {
  if (mismatch !== undefined) fail(mismatch.message, 'flow_sink_mismatch', mismatch.certain);
}

/** Step 17: incremental reading needs append-only sources. */
function checkAppendOnly(world: World, made: Flow, fail: Fail): void {
  for (const { name } of made.sources) {
    const source = findRelation(world, name.database, name.name);
    if (source?.kind === 'table' && tableOption(source, 'append_mode') === 'true') continue;
    fail(
      `Unsupported: Flow incremental read requires append-only source table, but source table \`${name.catalog}.${name.database}.${name.name}\` is not append-only. ` +
        "Consider setting append_mode='true' on the source table or disabling experimental_enable_incremental_read",
      'flow_incremental_read_source',
    );
  }
}

/** The times of TQL are read before it is planned: none is before the epoch. */
function checkTimes(tql: Tql, fail: Fail): void {
  for (const param of tql.params?.slice(0, 2) ?? []) {
    const seconds = tqlSeconds(param.expr);
    if (seconds.kind !== 'seconds' || seconds.text?.startsWith('-') !== true) continue;
    fail(
      `Failed to convert float seconds to duration, raw: ${seconds.text}: cannot convert float seconds to Duration: value is negative`,
      'flow_tql_time',
    );
  }
}

/** Steps 21 and 22. */
function checkWindow(planned: Planned, made: Flow, fail: Fail): void {
  const window = timeWindow(planned.plan);
  if (window.kind === 'window') {
    if (!isTimestamp(window.expr.type))
      fail(`Unexpected: Non-timestamp type: ${arrowTypeName(window.expr.type)}`, 'flow_window_not_timestamp', false);
    return;
  }
  if (made.evalInterval !== undefined) return;
  if (readsView(planned.plan)) unknown('whether a view passes the time index of its table on');
  fail(
    'Invalid query: SQL batching flow without a time-window expression must specify EVAL INTERVAL to run as an explicit full-query flow',
    'flow_without_window',
  );
}

/** Step 20: a metric table has one Float64 value; its other columns are timestamps and text tags. */
function checkTqlSource(world: World, name: TableName, fail: Fail): void {
  const table = findRelation(world, name.database, name.name);
  if (table?.kind !== 'table' || table.engine === 'metric') return;
  const values = table.columns.filter(column => column.type === FLOAT64);
  const full = `\`${name.catalog}.${name.database}.${name.name}\`(id=${table.id})`;
  if (values.length !== 1) {
    const columns = values.map(column => `${column.name} Float64 ${column.nullable ? 'null' : 'not null'}`).join(', ');
    fail(
      `Invalid query: TQL query only supports one f64 value column, table ${full} has ${values.length} f64 value columns, columns are: [${columns}]`,
      'flow_tql_value_columns',
    );
  }
  const odd = table.columns.find(
    column => column.type !== FLOAT64 && !isTimestamp(column.type) && !(isString(column.type) && table.primaryKey.includes(column.name)),
  );
  if (odd !== undefined) {
    fail(
      `Invalid query: TQL query only supports f64 value column, timestamp column and string tag columns, table ${full} has column \`${odd.name}\` with type ${debugTypeName(odd.type)} which is not supported`,
      'flow_tql_columns',
      false,
    );
  }
}

const TABLE_NAME = /^[a-zA-Z_:-][a-zA-Z0-9_:\-.@#]*$/;

/** Step 23: the sink is made as a real table that later statements see. */
function createSink(world: World, made: Flow, schema: SinkSchema, fail: Fail): World {
  const { sink } = made;
  if (world.databases.get(sink.database) === undefined) {
    if (databaseMayExist(world, sink.database)) unknown('the database of the sink may exist elsewhere');
    fail(`Failed to find schema, schema info: ${sink.database}`, 'flow_sink_database_missing');
  }
  if (isSystemTable(sink.database, sink.name, world.session.protocol)) unknown('the sink is a system table');
  if (mayExist(world, sink.database, sink.name) && (world.fog.everything || world.fog.relations.has(`${sink.database}.${sink.name}`))) {
    unknown('the sink may exist already');
  }
  if (!TABLE_NAME.test(sink.name)) fail(`Invalid table name: ${sink.name}`, 'flow_sink_name');
  const names = schema.columns.map(column => column.name);
  if (new Set(names).size !== names.length) fail('duplicate column in the sink table', 'flow_sink_duplicate_column', false);
  const table: Table = {
    kind: 'table',
    id: world.nextTableId,
    database: sink.database,
    name: sink.name,
    engine: 'mito',
    ...schema,
    definedBy: made.definedBy,
    createdByFlow: made.name,
    ...(world.settings.closed ? {} : { assumed: true as const }),
  };
  return withRelation({ ...world, nextTableId: world.nextTableId + 1 }, table);
}
