/**
 * The `greptime.semantic.*` annotations of a table (`src/table/src/requests/semantic.rs`): what its rows mean to an observability
 * tool. Key and value are both checked, and a wrong value is reported like an unknown key.
 */
const PREFIX = 'greptime.semantic.';
const ENTITY_PREFIX = `${PREFIX}entity.`;

/** Each annotation and the values it takes; an empty list stands for any text but the empty one. */
export const SEMANTIC_OPTIONS: { readonly [Key in string]?: readonly string[] } = {
  [`${PREFIX}signal_type`]: ['trace', 'log', 'metric', 'event', 'unknown'],
  [`${PREFIX}source`]: ['opentelemetry', 'prometheus', 'influxdb', 'opentsdb', 'elasticsearch', 'loki', 'custom', 'mixed', 'unknown'],
  [`${PREFIX}metric.type`]: [
    'counter',
    'gauge',
    'histogram',
    'summary',
    'updown_counter',
    'gauge_histogram',
    'info',
    'stateset',
    'mixed',
    'unknown',
  ],
  [`${PREFIX}metric.temporality`]: ['cumulative', 'delta', 'mixed', 'unknown'],
  [`${PREFIX}metric.metadata_quality`]: ['declared', 'inferred', 'unknown'],
  [`${PREFIX}source_version`]: [],
  [`${PREFIX}pipeline`]: [],
  [`${PREFIX}trace.conventions`]: [],
  [`${PREFIX}metric.unit`]: [],
  [`${PREFIX}metric.original_name`]: [],
};

/** `entity.<type>.<role>`, the type in segments of small letters, digits and underscores: `entity.k8s.pod.id`. */
const ENTITY_KEY = /^(?:[a-z0-9_]+\.)+(?:id|descriptive|scope)$/;

export function isSemanticKey(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** Whether key and value are both known. */
export function isSemanticOption(key: string, text: string | readonly string[] | undefined): boolean {
  const entity = key.startsWith(ENTITY_PREFIX);
  const values = SEMANTIC_OPTIONS[key];
  if (entity ? !ENTITY_KEY.test(key.slice(ENTITY_PREFIX.length)) : values === undefined) return false;
  if (typeof text !== 'string') return false;
  if (entity) return text.split(',').every(column => column.trim() !== '');
  return values!.length === 0 ? text !== '' : values!.includes(text);
}
