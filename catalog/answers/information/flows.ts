import { CATALOG, type Flow, type World } from '../../world.ts';
import { findRelation } from '../../worlds.ts';
import { type Cell, oneOf, SOME, UNSURE } from '../cells.ts';
import { printCreateFlow } from '../create_flow.ts';
import { orders } from './relations.ts';
import type { InformationRow } from './row.ts';

/** information_schema.flows: sorted by name (`src/catalog/src/system_schema/information_schema/flows.rs`). */
export function* flows(world: World): Generator<InformationRow> {
  for (const flow of world.flows.values()) {
    const definition = printCreateFlow(flow.name, flow);
    yield row(true, {
      flow_name: flow.name,
      flow_id: SOME,
      state_size: flow.mode === 'batching' ? null : UNSURE,
      table_catalog: CATALOG,
      flow_definition: definition ?? SOME,
      comment: flow.comment,
      expire_after: flow.expireAfter ?? null,
      source_table_ids: sourceIds(flow),
      sink_table_name: `${flow.sink.catalog}.${flow.sink.database}.${flow.sink.name}`,
      flownode_ids: flow.state === 'pending' ? '{}' : SOME,
      options: options(flow),
      created_time: time(flow, flow.createdAt, 0),
      updated_time: time(flow, flow.updatedAt, flow.revised === true ? 1 : 0),
      last_execution_time: flow.state === 'pending' ? null : UNSURE,
      source_table_names: sourceNames(world, flow),
      flownode_addrs: UNSURE,
    });
  }
  yield* lostFlows(world);
}

/** information_schema.flow_statistics: a row for each flow, also for a pending one. */
export function* flowStatistics(world: World): Generator<InformationRow> {
  for (const flow of world.flows.values()) {
    const waiting = flow.state === 'pending' ? null : UNSURE;
    yield row(true, {
      flow_id: SOME,
      flow_name: flow.name,
      start_time: waiting,
      last_execution_time: waiting,
      uptime_seconds: waiting,
      state_size: flow.mode === 'batching' ? null : UNSURE,
    });
  }
  yield* lostFlows(world);
}

function* lostFlows(world: World): Generator<InformationRow> {
  for (const name of world.fog.flows.keys()) yield row(false, { flow_name: name, table_catalog: CATALOG });
  if (!world.settings.closed || world.fog.everything) yield row(false, { flow_name: SOME, table_catalog: CATALOG });
}

function row(certain: boolean, cells: InformationRow['cells']): InformationRow {
  return { cells, certain, database: '', group: '', system: false };
}

/** Ids are counted by the server: only an empty list is known. */
function sourceIds(flow: Flow): Cell {
  return flow.sources.every(source => source.id === undefined) ? '[]' : SOME;
}

/** Names of the sources that are still there, in no certain order. */
function sourceNames(world: World, flow: Flow): Cell {
  const names: string[] = [];
  for (const { name, id } of flow.sources) {
    if (id === undefined) continue;
    const table = findRelation(world, name.database, name.name);
    // A source that was renamed or made anew under its name is found by its id alone.
    if (table === undefined || table.id !== id) return SOME;
    names.push(`${name.catalog}.${name.database}.${name.name}`);
  }
  return names.length > MOST_IN_ORDER ? SOME : oneOf(orders(names).map(order => order.join(',')));
}

/** A JSON object with its keys in the order of a hash map. */
function options(flow: Flow): Cell {
  const pairs = [['flow_type', flow.mode], ...flow.options].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  return pairs.length > MOST_IN_ORDER ? SOME : oneOf(orders(pairs).map(order => `{${order.join(',')}}`));
}
const MOST_IN_ORDER = 4;

function time(flow: Flow, at: bigint | undefined, step: number): Cell {
  if (at !== undefined) return { kind: 'instant', at };
  return { ...SOME, moment: { owner: flow, step } };
}
