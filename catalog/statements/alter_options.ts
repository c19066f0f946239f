import { isSemanticKey, type Literal, type SetOption } from '../../grammar/index.ts';
import { formatSize, parseDuration, parseSize } from '../durations.ts';
import { tableOption } from '../table_option.ts';
import { reject, unknown } from '../verdict.ts';
import type { Table } from '../world.ts';
import { invalidAlter } from './alter_columns.ts';
import { isPositiveDuration, readTtl } from './option_values.ts';
import { HINT, hintFault } from './repartition_hint.ts';
import { checkSemanticOption } from './semantics.ts';

/** ALTER TABLE … SET. Mirrors `SetRegionOption::try_from` (`src/store-api/src/region_request.rs`) and `TableMeta::set_options`. */
export function setOptions(table: Table, options: readonly SetOption[]): Table {
  const semantic = options.filter(option => isSemanticKey(option.key));
  if (semantic.length > 0 && semantic.length < options.length) {
    refuseMixture('`greptime.semantic.*` options must be altered separately from other table options', options[0]!.span);
  }
  const hint = options.find(option => option.key === HINT);
  if (hint !== undefined && options.length > 1) refuseMixture(`${HINT} must be altered separately`, hint.span);
  const kept = new Map(table.options);
  for (const option of options) {
    const { key, value } = option;
    if (isSemanticKey(key)) {
      checkSemanticOption(table, key, value, option.span);
      kept.set(key, value);
    } else if (key === HINT) {
      const fault = hintFault(table, value);
      if (fault !== undefined) invalidAlter(table, fault, option.span);
      kept.set(key, value);
    } else {
      const compaction = COMPACTION[key];
      const printed =
        compaction === undefined ? keepRegionOption(table, key, value) : value === '' || compaction(value) ? value : undefined;
      if (printed === undefined && key !== key.toLowerCase()) unknown('an option whose name is not in lower case');
      if (printed === undefined) refuseOption(option, compaction === undefined ? 'Invalid set table option request: ' : '');
      else if (printed === '') kept.delete(key);
      else kept.set(key, printed);
      if (compaction !== undefined && value !== '') kept.set('compaction.type', 'twcs');
    }
  }
  return { ...table, options: kept };
}

/** The table after options that the storage engine may have refused. */
export function doubtOptions(table: Table, options: readonly SetOption[]): Table {
  const doubted = new Set([...(table.doubtedOptions ?? []), ...options.map(({ key }) => key.toLowerCase())]);
  return { ...table, doubtedOptions: [...doubted] };
}

/** The storage engine reads these, so its refusal comes without the heading of the table's. */
const COMPACTION: { readonly [Key in string]?: (value: string) => boolean } = {
  'compaction.twcs.trigger_file_num': value => /^\+?\d+$/.test(value),
  'compaction.twcs.max_output_file_size': value => parseSize(value) !== undefined,
  'compaction.twcs.time_window': value => parseDuration(value) !== undefined,
};

function refuseOption({ key, value, span }: SetOption, heading: string): never {
  return reject('InvalidArguments', `${heading}Invalid set region option request, key: ${key}, value: ${value}`, {
    reason: 'option_value',
    span,
    detail: { key, value },
  });
}

/** What is kept of the value, '' where it clears the option, undefined where it is refused. */
function keepRegionOption(table: Table, key: string, value: string): string | undefined {
  switch (key) {
    case 'ttl':
      return readTtl(value);
    case 'write_buffer_size': {
      const bytes = parseSize(value);
      return bytes === undefined ? undefined : formatSize(bytes);
    }
    case 'auto_flush_interval':
      return value === '' || isPositiveDuration(value) ? value : undefined;
    case 'max_row_group_row_count':
      return value === '' || (/^\+?\d+$/.test(value) && Number(value) > 0 && Number(value) <= 10_485_760) ? value : undefined;
    case 'skip_wal':
      return value === 'true' ? value : undefined;
    case 'append_mode':
      if (value !== 'true' && value !== 'false') return undefined;
      return keepAppendMode(table, value);
    case 'sst_format':
      if (value !== 'flat' && value !== 'primary_key') return undefined;
      return value === 'flat' ? value : unknown('an SST format that goes back to primary_key');
    default:
      return undefined;
  }
}

function refuseMixture(message: string, span: SetOption['span']): never {
  return reject('InvalidArguments', `Invalid table option request: ${message}`, { reason: 'option_mixture', span });
}

/** Append mode is not turned off again, and does not go with every merge mode. */
function keepAppendMode(table: Table, value: 'true' | 'false'): string {
  const current = tableOption(table, 'append_mode') === 'true' ? 'true' : 'false';
  if (value === current || (value === 'true' && table.options.get('merge_mode') !== 'last_non_null')) return value;
  return unknown('a change of append_mode that the storage engine may refuse');
}

const UNSETTABLE: ReadonlySet<string> = new Set([
  'ttl',
  'write_buffer_size',
  'compaction.twcs.trigger_file_num',
  'compaction.twcs.max_output_file_size',
  'compaction.twcs.time_window',
  'max_row_group_row_count',
  HINT,
]);

/** ALTER TABLE … UNSET. Mirrors `UnsetRegionOption::try_from`. */
export function unsetOptions(table: Table, keys: readonly Literal[]): Table {
  const kept = new Map(table.options);
  for (const literal of keys) {
    const key = literal.value;
    if (!UNSETTABLE.has(key.toLowerCase()) && !isSemanticKey(key)) {
      reject('InvalidArguments', `Invalid unset table option request: Invalid set region option request, key: ${key}`, {
        reason: 'option_key',
        span: literal.span,
        detail: { key },
      });
    }
    kept.delete(isSemanticKey(key) ? key : key.toLowerCase());
  }
  return { ...table, options: kept };
}
