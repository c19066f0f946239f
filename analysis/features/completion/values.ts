import { optionFact, optionsOf, TYPE_FACTS, type OptionScope } from '../../../catalog/index.ts';
import type { Cursor } from './cursor.ts';
import { RANKS, type CompletionItem } from './item.ts';

/** Keys that may stand in a WITH list, without those that stand there already. */
export function optionItems(cursor: Cursor, scope: OptionScope): readonly CompletionItem[] {
  const isFlow = scope === 'create_flow';
  const isSet = scope === 'alter_table_set' || scope === 'alter_database_set';
  const written = writtenKeys(cursor);
  return optionsOf(scope)
    .filter(({ key }) => !written.has(key) && !key.includes('<'))
    .map(({ key, type, values, preset }) => {
      const quoted =
        isFlow || cursor.string !== undefined || /^[a-z_]+$/.test(key)
          ? isSet && cursor.string === undefined
            ? `'${key}'`
            : key
          : `'${key}'`;
      const value = isFlow ? 'true' : `'${values[0] ?? (type === 'duration' ? '1d' : '')}'`;
      const isBare = cursor.string !== undefined;
      return {
        label: key,
        kind: 'option',
        detail: ` ${type}`,
        ...(preset === undefined ? {} : { source: `default ${preset}` }),
        insert: isBare ? key : `${quoted} = \${1:${value}}`,
        ...(isBare ? {} : { isSnippet: true }),
        rank: RANKS.first,
        topic: { about: 'option', scope, key },
      };
    });
}

function writtenKeys({ before }: Cursor): ReadonlySet<string> {
  const found = new Set<string>();
  const from = before.bracket() ?? 0;
  for (let i = from; i < before.count; i++) if (before.text(i + 1) === '=') found.add(before.token(i)!.value.toLowerCase());
  return found;
}

export function optionValueItems(cursor: Cursor, scope: OptionScope, key: string): readonly CompletionItem[] {
  const fact = optionFact(scope, key);
  if (fact === undefined) return [];
  const values = fact.type === 'duration' ? [...DURATIONS, ...fact.values] : fact.values;
  const isBare = scope === 'create_flow' || cursor.string !== undefined;
  return values.map(value => ({
    label: value,
    kind: 'value',
    insert: isBare ? value : `'${value}'`,
    rank: RANKS.first,
    ...(value === fact.preset ? { source: 'default' } : {}),
  }));
}

const INTERVALS = ['10 seconds', '30 seconds', '1 minute', '5 minutes', '10 minutes', '30 minutes', '1 hour', '6 hours', '1 day', '7 days'];
const DURATIONS = ['10s', '30s', '1m', '5m', '10m', '1h', '1d', '7d'];

/** Intervals as they are written behind INTERVAL, EVAL INTERVAL and EXPIRE AFTER. */
export function intervalItems(cursor: Cursor): readonly CompletionItem[] {
  const isExpire = cursor.before.text(-1) === 'AFTER';
  return INTERVALS.map(text => ({
    label: text,
    kind: 'value',
    insert: cursor.string === undefined ? `'${text}'${isExpire ? '::INTERVAL' : ''}` : text,
    rank: RANKS.first,
  }));
}

/** Durations as RANGE and ALIGN take them. */
export function durationItems(cursor: Cursor): readonly CompletionItem[] {
  return DURATIONS.map(text => ({
    label: text,
    kind: 'value',
    insert: cursor.string === undefined ? `'${text}'` : text,
    rank: RANKS.first,
  }));
}

export function typeItems(use: 'column' | 'cast'): readonly CompletionItem[] {
  const seen = new Set<string>();
  return TYPE_FACTS.filter(
    ({ spelling, forColumns, forCasts }) => (use === 'column' ? forColumns : forCasts) && !seen.has(spelling) && seen.add(spelling),
  ).map(({ spelling, shown, category }) => ({
    label: spelling,
    kind: 'type',
    ...(shown === undefined || shown === spelling ? {} : { detail: ` ${shown}` }),
    source: category,
    rank: COMMON_TYPES.has(spelling) ? RANKS.first : RANKS.rare,
    topic: { about: 'type', name: spelling },
  }));
}
const COMMON_TYPES: ReadonlySet<string> = new Set([
  'STRING',
  'DOUBLE',
  'FLOAT',
  'BIGINT',
  'INT',
  'BOOLEAN',
  'TIMESTAMP',
  'DATE',
  'JSON',
  'DECIMAL',
  'INTERVAL',
]);

export function engineItems(): readonly CompletionItem[] {
  return ['mito', 'metric', 'file'].map(label => ({ label, kind: 'value', rank: RANKS.first }));
}
