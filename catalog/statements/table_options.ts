import type { CreateTable, Option } from '../../grammar/index.ts';
import { formatSize, parseDuration, parseSize } from '../durations.ts';
import { reject, rejected, unknown, type Rejected, type Unknown } from '../verdict.ts';
import type { Table } from '../world.ts';
import { optionMap, readTtl } from './option_values.ts';

/** What the server keeps of the options of CREATE TABLE. Mirrors `TableOptions::try_from_iter` (`src/table/src/requests.rs`). */
export function tableOptions(options: readonly Option[]): Map<string, string> {
  const kept = optionMap(options);
  for (const option of options) {
    const key = option.key.value.toLowerCase();
    const value = kept.get(key);
    if (value === undefined) continue;
    const printed = keepTableOption(key, value);
    if (printed === undefined) {
      reject('InvalidArguments', `Failed to parse table option, key: ${key}, value: ${value}`, {
        reason: 'option_value',
        span: option.span,
        detail: { key, value },
      });
    }
    kept.set(key, printed!);
  }
  // A table that says how it is compacted does not follow its database.
  if (kept.has('compaction.type') && !kept.has('compaction.override')) kept.set('compaction.override', 'true');
  return kept;
}

function keepTableOption(key: string, value: string): string | undefined {
  switch (key) {
    case 'ttl':
      return readTtl(value);
    case 'write_buffer_size': {
      const bytes = parseSize(value);
      return bytes === undefined ? undefined : formatSize(bytes);
    }
    case 'skip_wal':
      return value === 'true' || value === 'false' ? value : undefined;
    default:
      return value;
  }
}

type Reason = string | undefined;

/** What the storage engine says of the options when it makes the region, or the doubt that remains. Mirrors `RegionOptions::try_from` (`src/mito2/src/region/options.rs`). */
export function checkRegionOptions(table: Table, node: CreateTable): Unknown | undefined {
  const { engine, options } = table;
  if (engine !== 'mito' && engine !== 'metric') unknown(`the engine ${engine}`);
  const refuse = (key: string, message: string): never => {
    const option = node.options.find(candidate => candidate.key.value.toLowerCase() === key);
    return reject('InvalidArguments', message, {
      reason: 'option_value',
      span: option?.span ?? node.name.span,
      detail: { key, value: options.get(key) ?? '' },
    });
  };
  if (engine === 'metric') checkMetricOptions(options, refuse);
  for (const [key, value] of options) {
    const check = CHECKS[key];
    const reason: Reason = check?.(value, key, options);
    if (reason !== undefined) refuse(key, reason);
  }
  if (options.get('append_mode') === 'true' && options.get('merge_mode') === 'last_non_null') {
    refuse('merge_mode', 'Invalid region options, only last_row merge_mode is allowed when append_mode is enabled');
  }
  for (const group of ['compaction', 'memtable']) {
    const typeKey = `${group}.type`;
    const sub = [...options.keys()].find(key => key.startsWith(`${group}.`) && key !== typeKey && key !== 'compaction.override');
    if (sub !== undefined && !options.has(typeKey)) refuse(sub, `Invalid region options, missing key ${typeKey} in options`);
  }
  const storage = options.get('storage');
  if (storage === undefined) return undefined;
  return { kind: 'unknown', why: `whether the storage ${storage} is configured`, suspected: storageNotFound(storage, node) };
}

/** Named storages are a matter of the server's configuration. */
function storageNotFound(storage: string, node: CreateTable): Rejected {
  const option = node.options.find(candidate => candidate.key.value.toLowerCase() === 'storage');
  return rejected('InvalidArguments', `Object store not found: ${storage}`, { reason: 'storage', span: option?.span ?? node.name.span });
}

/** Options of the metric engine, read before those of its data region. */
function checkMetricOptions(options: ReadonlyMap<string, string>, refuse: (key: string, message: string) => never): void {
  if (!options.has('physical_metric_table')) refuse('physical_metric_table', 'Required table option is missing');
  const type = options.get('index.type');
  if (type !== undefined && type !== 'skipping' && type !== 'inverted')
    refuse('index.type', `Failed to parse region options: Invalid index type: ${type}`);
  if (type !== 'skipping') return;
  const granularity = options.get('index.granularity');
  if (granularity !== undefined && !isCount(granularity))
    refuse('index.granularity', `Failed to parse region options: Invalid granularity: ${granularity}`);
  const rate = options.get('index.false_positive_rate');
  if (rate !== undefined && !(Number(rate) > 0 && Number(rate) <= 1)) {
    refuse('index.false_positive_rate', `Failed to parse region options: Invalid false positive rate: ${rate}`);
  }
}

/** The options as the JSON text that serde reads them from, and where the value of a key ends in it. */
function endOf(key: string, options: ReadonlyMap<string, string>): number {
  let column = 0;
  for (const [name, value] of [...options].sort(([left], [right]) => (left < right ? -1 : 1))) {
    column += 1 + JSON.stringify(name).length + 1 + JSON.stringify(value).length;
    if (name === key) break;
  }
  return column;
}

type RegionCheck = (value: string, key: string, options: ReadonlyMap<string, string>) => Reason;
const CHECKS: { readonly [key: string]: RegionCheck } = {
  merge_mode: variant('', 'last_row', 'last_non_null'),
  sst_format: variant('', 'primary_key', 'flat'),
  append_mode: (value, key, options) =>
    value === 'true' || value === 'false'
      ? undefined
      : `Invalid options: provided string was not \`true\` or \`false\` at line 1 column ${endOf(key, options)}`,
  max_row_group_row_count: value => {
    if (!isCount(value)) return unknown('a row group size that is no number');
    return Number(value) > 0 && Number(value) <= 10_485_760
      ? undefined
      : `Invalid region options, max_row_group_row_count must be in (0, 10485760], got ${Number(value)}`;
  },
  auto_flush_interval: value => {
    const nanos = parseDuration(value);
    if (nanos === undefined) return unknown('a flush interval that is no duration');
    return nanos > 0n ? undefined : 'Invalid region options, auto_flush_interval must be greater than 0';
  },
  'compaction.type': value => (value === 'twcs' ? undefined : unknown('a compaction type we do not know')),
  'compaction.twcs.trigger_file_num': digits,
  'memtable.bulk.merge_threshold': digits,
  'memtable.bulk.encode_row_threshold': digits,
  'memtable.bulk.encode_bytes_threshold': digits,
  'memtable.bulk.max_merge_groups': digits,
  'compaction.twcs.time_window': value =>
    parseDuration(value) === undefined && value !== '' ? unknown('a time window that is no duration') : undefined,
  'compaction.twcs.max_output_file_size': value =>
    parseSize(value) === undefined && value !== '' ? unknown('a file size that is no size') : undefined,
  'compaction.twcs.fallback_to_local': value => boolean(value),
  'compaction.twcs.remote_compaction': value => boolean(value),
  'compaction.override': value => boolean(value),
  'memtable.type': value =>
    ['time_series', 'partition_tree', 'bulk'].includes(value) ? undefined : unknown('a memtable type we do not know'),
  primary_key_encoding: value =>
    value === 'dense' || value === 'sparse' ? undefined : `Invalid region options, Invalid primary key encoding: ${value}`,
  'index.inverted_index.segment_row_count': value => (isCount(value) ? undefined : unknown('a segment size that is no number')),
  'index.inverted_index.ignore_column_ids': value => (/^[\d,]*$/.test(value) ? undefined : unknown('column ids that are no numbers')),
  wal_options: value => unknown(`WAL options ${value}`),
  'memtable.partition_tree.index_max_keys_per_shard': value => (isCount(value) ? undefined : unknown('a number that is none')),
  'memtable.partition_tree.data_freeze_threshold': value => (isCount(value) ? undefined : unknown('a number that is none')),
  'memtable.partition_tree.fork_dictionary_bytes': value => (parseSize(value) === undefined ? unknown('a size that is none') : undefined),
  'memtable.partition_tree.primary_key_encoding': value =>
    value === 'dense' || value === 'sparse' ? undefined : unknown('an encoding we do not know'),
};

function variant(...allowed: readonly string[]): RegionCheck {
  return (value, key, options) =>
    allowed.includes(value) ? undefined : `Invalid options: Matching variant not found at line 1 column ${endOf(key, options)}`;
}

function digits(value: string): Reason {
  return isCount(value) || value === '' ? undefined : 'Invalid options: invalid digit found in string';
}

function boolean(value: string): Reason {
  return value === 'true' || value === 'false' ? undefined : unknown('a boolean that is none');
}

function isCount(value: string): boolean {
  return /^\+?\d+$/.test(value);
}
