import { DATABASE_OPTION_KEYS, type Option } from '../../grammar/index.ts';
import { formatDuration, parseDuration, parseSize } from '../durations.ts';

/** The string that the server keeps of an option; a list is kept as its elements; nothing where the value has no string form. */
export function optionText(option: Option): string | undefined {
  const { text } = option;
  return typeof text === 'object' ? text.join(',') : text;
}

/** Options in order, keys in lower case; the last of equal keys wins (`OptionMap`). */
export function optionMap(options: readonly Option[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const option of options) {
    const text = optionText(option);
    if (text !== undefined) map.set(option.key.value.toLowerCase(), text);
  }
  return map;
}

/** A time to live as it is printed: `instant`, `forever`, or a duration; undefined where it does not parse. */
export function readTtl(text: string): string | undefined {
  const word = text.toLowerCase();
  if (word === 'instant') return 'instant';
  if (word === 'forever' || word === '') return 'forever';
  const nanos = parseDuration(text);
  return nanos === undefined ? undefined : nanos === 0n ? 'forever' : formatDuration(nanos);
}

const BOOLEAN_TEXT = new Set(['true', 'false']);
export function isBooleanText(text: string): boolean {
  return BOOLEAN_TEXT.has(text);
}
export function isPositiveDuration(text: string): boolean {
  return (parseDuration(text) ?? 0n) > 0n;
}
export function isSize(text: string): boolean {
  return parseSize(text) !== undefined;
}

/** What a database keeps of `key = value`; undefined where ALTER DATABASE refuses it. Only the time to live is checked. */
export function keepDatabaseOption(key: string, value: string): string | undefined {
  if (!DATABASE_OPTION_KEYS.has(key)) return undefined;
  if (key !== 'ttl') return value;
  const ttl = readTtl(value);
  return ttl === 'instant' ? undefined : ttl;
}
