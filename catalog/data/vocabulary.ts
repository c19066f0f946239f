import { FLOW_OPTIONS } from '../flows/options.ts';
import { OPTION_ROWS, PROM_ROWS, TYPE_ROWS } from './vocabulary_rows.ts';

/** Key, scopes, kind of value, values, default, meaning. */
export type OptionCells = readonly [key: string, scopes: string, type: string, values: string, preset: string, description: string];
/** Spelling, arguments, category, as SHOW CREATE TABLE prints it (empty: no column has it), uses (`c` column, `x` cast), note. */
export type TypeCells = readonly [spelling: string, args: string, category: string, shown: string, uses: string, note: string];
/** Name, kind, arguments, result, flags (`u` not supported), meaning, note. */
export type PromCells = readonly [
  name: string,
  kind: string,
  args: string,
  returns: string,
  flags: string,
  description: string,
  note: string,
];

export type OptionScope =
  | 'create_flow'
  | 'create_table'
  | 'create_external_table'
  | 'create_database'
  | 'alter_database_set'
  | 'alter_table_set'
  | 'alter_table_unset'
  | 'alter_table_repartition'
  | 'copy_table_to'
  | 'copy_table_from'
  | 'copy_query_to'
  | 'copy_database_to'
  | 'copy_database_from'
  | 'connection_s3'
  | 'connection_oss'
  | 'connection_gcs'
  | 'connection_azblob'
  | 'fulltext_index'
  | 'skipping_index'
  | 'vector_index'
  | 'json2_type';

/** What may be written in a WITH list, and what it means. */
export interface OptionFact {
  readonly key: string;
  /** `boolean`, `enum`, `duration`, `size`, `integer`, `float`, `string`, … */
  readonly type: string;
  /** The values, where there are only some. */
  readonly values: readonly string[];
  readonly preset?: string;
  readonly description: string;
}

const FLOW_TEXTS: { readonly [Key in (typeof FLOW_OPTIONS)[number]]: string } = {
  defer_on_missing_source:
    'Lets the flow be created although a source table is missing. It is then pending: stored, listed, never checked and never run.',
  experimental_enable_incremental_read: "Batching flows read only new rows. Every source needs append_mode = 'true'.",
};

const byScope = new Map<OptionScope, readonly OptionFact[]>();

/** The options of a statement part, in the order of the reference. */
export function optionsOf(scope: OptionScope): readonly OptionFact[] {
  let facts = byScope.get(scope);
  if (facts === undefined) {
    facts =
      scope === 'create_flow'
        ? FLOW_OPTIONS.map(key => ({ key, type: 'boolean', values: ['true', 'false'], preset: 'false', description: FLOW_TEXTS[key] }))
        : OPTION_ROWS.filter(([, scopes]) => scopes.split(' ').includes(scope)).map(([key, , type, values, preset, description]) => ({
            key,
            type,
            values: type === 'boolean' ? ['true', 'false'] : values === '' ? [] : values.split(' '),
            ...(preset === '' ? {} : { preset }),
            description,
          }));
    byScope.set(scope, facts);
  }
  return facts;
}

export function optionFact(scope: OptionScope, key: string): OptionFact | undefined {
  const wanted = key.toLowerCase();
  return optionsOf(scope).find(fact => fact.key === wanted);
}

/** A spelling of a data type. */
export interface TypeFact {
  readonly spelling: string;
  readonly args: string;
  readonly category: string;
  readonly shown?: string;
  readonly forColumns: boolean;
  readonly forCasts: boolean;
  readonly note?: string;
}

export const TYPE_FACTS: readonly TypeFact[] = TYPE_ROWS.map(([spelling, args, category, shown, uses, note]) => ({
  spelling,
  args,
  category,
  ...(shown === '' ? {} : { shown }),
  forColumns: uses.includes('c'),
  forCasts: uses.includes('x'),
  ...(note === '' ? {} : { note }),
}));

/** A word of PromQL. */
export interface PromFact {
  readonly name: string;
  readonly kind: 'function' | 'aggregator' | 'operator' | 'modifier';
  readonly args: readonly { readonly name: string; readonly type: string; readonly optional: boolean; readonly variadic: boolean }[];
  readonly returns: string;
  /** GreptimeDB refuses or ignores it. */
  readonly unsupported: boolean;
  readonly description: string;
  readonly note?: string;
}

export const PROM_FACTS: readonly PromFact[] = PROM_ROWS.map(([name, kind, args, returns, flags, description, note]) => ({
  name,
  kind: kind as PromFact['kind'],
  args: args === '' ? [] : args.split(', ').map(argumentOf),
  returns,
  unsupported: flags.includes('u'),
  description,
  ...(note === '' ? {} : { note }),
}));

const promByName = new Map(PROM_FACTS.map(fact => [fact.name, fact]));

export function promFact(name: string): PromFact | undefined {
  return promByName.get(name);
}

/** `q?: scalar`. */
function argumentOf(text: string): PromFact['args'][number] {
  const colon = text.indexOf(': ');
  const head = text.slice(0, colon);
  return { name: head.replace(/[?*]+$/, ''), type: text.slice(colon + 2), optional: head.includes('?'), variadic: head.includes('*') };
}
