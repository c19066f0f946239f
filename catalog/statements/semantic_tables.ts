import type { Span } from '../../grammar/index.ts';
import { systemTablesOnUse } from '../data/system.ts';
import { reject } from '../verdict.ts';
import { CATALOG, type Table, type TableName, type World } from '../world.ts';
import { findRelation, withRelation } from '../worlds.ts';

/** The tables of the semantic graph (`src/operator/src/statement/semantic_graph.rs`). */
const PRIVATE = 'greptime_private';
const COMPUTED: ReadonlySet<string> = new Set(['semantic_entities', 'semantic_relationships']);
const DECLARED = 'semantic_relationships_declared';

/** Two tables are computed when they are read. */
export function isComputed(name: TableName): boolean {
  return name.database === PRIVATE && COMPUTED.has(name.name);
}

/** Nobody writes to or drops the computed ones; the definition of the third belongs to the server. */
export function refuseSemanticTable(name: TableName, span: Span, doing: 'define' | 'drop' | 'write'): void {
  if (isComputed(name)) reject('Unsupported', `Table \`${name.name}\` is read-only`, { reason: 'read_only', span });
  if (name.database !== PRIVATE || name.name !== DECLARED || doing !== 'define') return;
  reject(
    'Unsupported',
    `The definition of table \`${name.name}\` is managed by GreptimeDB; it cannot be created or altered (DROP recreates it on the next write)`,
    { reason: 'read_only', span },
  );
}

/** The table of declared relationships is made by the first write to it. */
export function withDeclaredRelationships(world: World, name: TableName): World {
  if (
    name.catalog !== CATALOG ||
    name.database !== PRIVATE ||
    name.name !== DECLARED ||
    findRelation(world, PRIVATE, DECLARED) !== undefined
  )
    return world;
  const described = systemTablesOnUse(PRIVATE).find(table => table.name === DECLARED);
  if (described?.timeIndex === undefined) return world;
  const table: Table = {
    kind: 'table',
    id: world.nextTableId,
    database: PRIVATE,
    name: DECLARED,
    columns: described.columns,
    primaryKey: described.primaryKey,
    timeIndex: described.timeIndex,
    engine: 'mito',
    options: new Map(),
  };
  return withRelation({ ...world, nextTableId: world.nextTableId + 1 }, table);
}
