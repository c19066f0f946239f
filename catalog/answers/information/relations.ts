import { CATALOG, type World } from '../../world.ts';
import { BLANK, type Cell, oneOf, SOME, UNSURE } from '../cells.ts';
import { printDatabaseOptions } from '../create_database.ts';
import { viewText } from '../view_text.ts';
import { databases, entries, type Entry, entryRow } from './entries.ts';
import type { InformationRow } from './row.ts';

/** information_schema.tables (`src/catalog/src/system_schema/information_schema/tables.rs`). */
export function* tables(world: World): Generator<InformationRow> {
  for (const entry of entries(world)) {
    yield entryRow(entry, {
      table_catalog: CATALOG,
      table_schema: entry.database,
      table_name: entry.name,
      table_type: tableType(entry),
      engine: engineOf(entry),
      row_format: 'Fixed',
      table_collation: 'utf8_bin',
      check_time: null,
      create_options: createOptions(entry),
      table_comment: commentOf(entry),
      temporary: entry.system !== undefined ? 'Y' : entry.relation !== undefined ? 'N' : SOME,
    });
  }
}

function tableType({ relation, system }: Entry): Cell {
  if (system !== undefined) return 'LOCAL TEMPORARY';
  if (relation === undefined) return SOME;
  return relation.kind === 'view' ? 'VIEW' : 'BASE TABLE';
}

/** A system table has no engine, but for `numbers`, and for those that are made on first use. */
function engineOf({ relation, system, certain }: Entry): Cell {
  if (relation !== undefined) return relation.kind === 'view' ? BLANK : relation.engine;
  if (system === undefined) return UNSURE;
  return system.database === 'public' ? 'test_engine' : certain ? BLANK : oneOf([null, '', 'mito']);
}

function commentOf({ relation, system }: Entry): Cell {
  if (relation === undefined) return system === undefined ? UNSURE : BLANK;
  if (relation.kind === 'view') return BLANK;
  return relation.comment ?? relation.options.get('comment') ?? BLANK;
}

/** `ttl=1h append_mode=true`: size and time to live first, then the others in the order of a hash map. */
function createOptions({ relation, system }: Entry): Cell {
  if (relation === undefined) return system === undefined ? UNSURE : BLANK;
  if (relation.kind === 'view') return BLANK;
  const { options, comment, doubtedOptions } = relation;
  if (doubtedOptions !== undefined) return UNSURE;
  const first = FIRST_OPTIONS.filter(key => options.has(key)).map(key => `${key}=${options.get(key)}`);
  const others = [...options].filter(([key]) => key !== 'comment' && !FIRST_OPTIONS.includes(key)).map(([key, value]) => `${key}=${value}`);
  if (comment !== undefined) others.push(`comment=${comment}`);
  if (others.length > MOST_OPTIONS) return SOME;
  const text = oneOf(orders(others).map(order => [...first, ...order].join(' ')));
  return text === '' ? BLANK : text;
}
const FIRST_OPTIONS: readonly string[] = ['write_buffer_size', 'ttl'];
const MOST_OPTIONS = 4;

/** Every order of a few things. */
export function orders<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length <= 1) return [things];
  return things.flatMap((thing, at) => orders(things.toSpliced(at, 1)).map(rest => [thing, ...rest]));
}

/** information_schema.views. */
export function* views(world: World): Generator<InformationRow> {
  for (const entry of entries(world)) {
    const { relation, system } = entry;
    if (system !== undefined || relation?.kind === 'table') continue;
    yield entryRow(entry, {
      table_catalog: CATALOG,
      table_schema: entry.database,
      table_name: entry.name,
      view_definition: (relation && viewText(relation)) ?? SOME,
    });
  }
}

/** information_schema.schemata: the names are sorted. */
export function* schemata(world: World): Generator<InformationRow> {
  for (const { name, certain } of databases(world)) {
    const options = typeof name === 'string' ? world.databases.get(name)?.options : undefined;
    const text = options === undefined ? UNSURE : printDatabaseOptions(options);
    yield {
      cells: {
        catalog_name: CATALOG,
        schema_name: name,
        default_character_set_name: 'utf8',
        default_collation_name: 'utf8_bin',
        sql_path: BLANK,
        options: text === '' ? BLANK : text,
      },
      certain,
      database: typeof name === 'string' ? name : '',
      group: '',
      system: false,
    };
  }
}

const SEMANTIC = 'greptime.semantic.';
const SEMANTIC_COLUMNS: { readonly [key: string]: string } = {
  signal_type: 'signal_type',
  source: 'source',
  source_version: 'source_version',
  pipeline: 'pipeline',
  'metric.metadata_quality': 'metadata_quality',
};

/** information_schema.table_semantics: the tables that have a `greptime.semantic.*` option. */
export function* tableSemantics(world: World): Generator<InformationRow> {
  for (const entry of entries(world)) {
    const { relation, system } = entry;
    if (system !== undefined || relation?.kind === 'view') continue;
    const named = { table_catalog: CATALOG, table_schema: entry.database, table_name: entry.name };
    if (relation === undefined) {
      yield entryRow(entry, named);
      continue;
    }
    const options = [...relation.options]
      .filter(([key]) => key.startsWith(SEMANTIC))
      .map(([key, value]) => [key.slice(SEMANTIC.length), value] as const);
    if (options.length === 0) continue;
    const cells: { [column: string]: Cell } = { ...named, semantic_options: BLANK };
    for (const column of Object.values(SEMANTIC_COLUMNS)) cells[column] = BLANK;
    const rest = options.filter(([key]) => !(key in SEMANTIC_COLUMNS)).toSorted(([left], [right]) => (left < right ? -1 : 1));
    for (const [key, value] of options) if (key in SEMANTIC_COLUMNS) cells[SEMANTIC_COLUMNS[key]!] = value;
    if (rest.length > 0) cells['semantic_options'] = JSON.stringify(Object.fromEntries(rest));
    yield entryRow(entry, cells);
  }
}

/** information_schema.partitions: a row for each region of a table. */
export function* partitions(world: World): Generator<InformationRow> {
  for (const entry of entries(world)) {
    const { relation, system } = entry;
    if (system !== undefined || relation?.kind === 'view') continue;
    const named = { table_catalog: CATALOG, table_schema: entry.database, table_name: entry.name };
    if (relation === undefined) {
      yield entryRow(entry, named);
      continue;
    }
    const { columns = [], exprs = [] } = relation.partitions ?? {};
    const descriptions: readonly Cell[] = exprs.length === 0 ? [BLANK] : exprs;
    for (const [at, description] of descriptions.entries()) {
      yield entryRow(entry, {
        ...named,
        partition_name: `p${at}`,
        partition_ordinal_position: BigInt(at + 1),
        partition_method: columns.length === 0 ? UNSURE : 'RANGE',
        partition_expression: columns.length === 1 ? columns[0]! : columns.length === 0 ? BLANK : SOME,
        partition_description: description,
      });
    }
  }
}
