import type { Option } from '../ast.ts';
import type { Engine } from '../engine.ts';
import { isSemanticKey, isSemanticOption } from './semantic.ts';

/** Keys of CREATE TABLE, CREATE EXTERNAL TABLE and of the WITH after ALTER TABLE (`validate_table_option`, `src/table/src/requests.rs`). */
export const TABLE_OPTION_KEYS: ReadonlySet<string> = new Set([
  // every engine
  'ttl',
  'write_buffer_size',
  'storage',
  'comment',
  'skip_wal',
  'sst_format',
  'table_data_model',
  'otlp_metric_compat',
  'repartition.column.hint',
  'timeout',
  'wait',
  // mito
  'auto_flush_interval',
  'append_mode',
  'merge_mode',
  'max_row_group_row_count',
  'compaction.type',
  'compaction.override',
  'compaction.twcs.trigger_file_num',
  'compaction.twcs.max_output_file_size',
  'compaction.twcs.time_window',
  'compaction.twcs.remote_compaction',
  'compaction.twcs.fallback_to_local',
  'index.inverted_index.ignore_column_ids',
  'index.inverted_index.segment_row_count',
  'wal_options',
  'memtable.type',
  'memtable.bulk.merge_threshold',
  'memtable.bulk.encode_row_threshold',
  'memtable.bulk.encode_bytes_threshold',
  'memtable.bulk.max_merge_groups',
  'memtable.partition_tree.index_max_keys_per_shard',
  'memtable.partition_tree.data_freeze_threshold',
  'memtable.partition_tree.fork_dictionary_bytes',
  // metric
  'physical_metric_table',
  'on_physical_table',
  'index.type',
  'index.granularity',
  'index.false_positive_rate',
  'primary_key_encoding',
  'memtable.partition_tree.primary_key_encoding',
  // file, with its S3 and OSS credentials
  'location',
  'format',
  'pattern',
  'region',
  'endpoint',
  'access_key_id',
  'secret_access_key',
  'session_token',
  'enable_virtual_host_style',
  'disable_ec2_metadata',
  'bucket',
  'access_key_secret',
  'root',
  'allow_anonymous',
  'skip_signature',
]);

/** Keys of CREATE and ALTER DATABASE (`src/table/src/requests.rs`, `validate_database_option`). */
export const DATABASE_OPTION_KEYS: ReadonlySet<string> = new Set([
  'ttl',
  'storage',
  'memtable.type',
  'memtable.bulk.merge_threshold',
  'memtable.bulk.encode_row_threshold',
  'memtable.bulk.encode_bytes_threshold',
  'memtable.bulk.max_merge_groups',
  'append_mode',
  'merge_mode',
  'skip_wal',
  'compaction.type',
  'compaction.twcs.fallback_to_local',
  'compaction.twcs.time_window',
  'compaction.twcs.trigger_file_num',
  'compaction.twcs.max_output_file_size',
  'sst_format',
]);

/** Refuses keys that the object does not know. Keys are compared in lower case, however they are written. */
export function checkOptionKeys($: Engine, options: readonly Option[], object: 'table' | 'database'): void {
  for (const option of options) {
    const key = option.key.value.toLowerCase();
    if (!isKnown(key, option, object) && last(options, key) === option) refuse($, option, object);
  }
  if (object === 'database') checkMergeMode($, options);
}

function isKnown(key: string, option: Option, object: 'table' | 'database'): boolean {
  if (object === 'database') return DATABASE_OPTION_KEYS.has(key);
  return isSemanticKey(key) ? isSemanticOption(key, option.text) : TABLE_OPTION_KEYS.has(key);
}

/** A database that appends rows does not merge them: the two options exclude each other. */
function checkMergeMode($: Engine, options: readonly Option[]): void {
  const mergeMode = last(options, 'merge_mode');
  if (mergeMode !== undefined && last(options, 'append_mode')?.text === 'true') refuse($, mergeMode, 'database');
}

/** Of a key that is written twice the last value counts. */
function last(options: readonly Option[], key: string): Option | undefined {
  return options.findLast(option => option.key.value.toLowerCase() === key);
}

function refuse($: Engine, option: Option, object: 'table' | 'database'): never {
  return $.invalid('InvalidArguments', `Unrecognized ${object} option key: ${option.key.value.toLowerCase()}`, option.key.span);
}
