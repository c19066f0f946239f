import { PROM_FACTS, systemTables } from '../../../catalog/index.ts';
import { printArgument } from '../cards/function_card.ts';
import type { Cursor } from './cursor.ts';
import { inSnippet, RANKS, type CompletionItem } from './item.ts';
import { columnsOf } from './sight.ts';

/** What may be written in the PromQL of a TQL statement: read character by character up to the cursor. */
export function promqlItems(cursor: Cursor, from: number): readonly CompletionItem[] {
  const start = cursor.before.token(from - 1)?.end ?? 0;
  const written = cursor.text.slice(start, cursor.word.start);
  const state = scan(written);
  switch (state.kind) {
    case 'string':
    case 'number':
      return [];
    case 'range':
      return ['1m', '5m', '15m', '1h', '1d'].map(label => ({ label, kind: 'value', rank: RANKS.first }));
    case 'labels':
      return labelItems(cursor, [state.metric], state.isMatcher);
    case 'grouping':
      return labelItems(cursor, metricsIn(cursor.text.slice(start)), false);
    case 'matcher':
      return ['=', '!=', '=~', '!~'].map(label => ({ label, kind: 'operator', rank: RANKS.first }));
    case 'behind':
      return operatorItems(state.isAggregation);
    default:
      return [...metricItems(cursor), ...FUNCTIONS];
  }
}

type State =
  | { readonly kind: 'string' | 'number' | 'range' | 'matcher' | 'operand' | 'grouping' }
  | { readonly kind: 'labels'; readonly metric: string; readonly isMatcher: boolean }
  | { readonly kind: 'behind'; readonly isAggregation: boolean };

const GROUPERS: ReadonlySet<string> = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);
const WORD = /[A-Za-z_:][A-Za-z0-9_:]*$/;

/** Where in an expression a text ends. */
function scan(text: string): State {
  const open: { readonly bracket: string; readonly at: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '"' || c === "'" || c === '`') {
      const end = closing(text, i);
      if (end === undefined) return { kind: 'string' };
      i = end;
    } else if (c === '{' || c === '(' || c === '[') open.push({ bracket: c, at: i });
    else if (c === '}' || c === ')' || c === ']') open.pop();
  }
  const inner = open.at(-1);
  const rest = text.trimEnd();
  if (inner?.bracket === '[') return { kind: 'range' };
  if (inner?.bracket === '{') {
    const metric = WORD.exec(text.slice(0, inner.at).trimEnd())?.[0] ?? '';
    return rest.endsWith('{') || rest.endsWith(',')
      ? { kind: 'labels', metric, isMatcher: true }
      : /[=~]$/.test(rest)
        ? { kind: 'string' }
        : { kind: 'matcher' };
  }
  if (inner?.bracket === '(' && GROUPERS.has((WORD.exec(text.slice(0, inner.at).trimEnd())?.[0] ?? '').toLowerCase()))
    return { kind: 'grouping' };
  const word = WORD.exec(rest)?.[0].toLowerCase();
  if (word !== undefined && !OPERATOR_WORDS.has(word) && rest.length < text.length)
    return { kind: 'behind', isAggregation: AGGREGATIONS.has(word) };
  if (/[)}\]"'\d]$/.test(rest)) return { kind: 'behind', isAggregation: rest.endsWith(')') };
  return { kind: 'operand' };
}

function closing(text: string, from: number): number | undefined {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === text[from]) return i;
  }
  return undefined;
}

const OPERATOR_WORDS: ReadonlySet<string> = new Set(['and', 'or', 'unless', 'atan2', 'bool', 'offset']);
const AGGREGATIONS: ReadonlySet<string> = new Set(PROM_FACTS.filter(({ kind }) => kind === 'aggregator').map(({ name }) => name));

const FUNCTIONS: readonly CompletionItem[] = PROM_FACTS.filter(
  ({ kind, unsupported }) => (kind === 'function' || kind === 'aggregator') && !unsupported,
).map(({ name, args, kind }) => {
  const places = args.filter(({ optional }) => !optional).map((arg, index) => `\${${index + 1}:${inSnippet(arg.name)}}`);
  return {
    label: name,
    kind: kind === 'aggregator' ? 'aggregate' : 'function',
    detail: `(${args.map(printArgument).join(', ')})`,
    insert: `${name}(${places.join(', ')})`,
    isSnippet: true,
    rank: RANKS.function,
    topic: { about: 'promql', name },
  };
});

function operatorItems(isAggregation: boolean): readonly CompletionItem[] {
  return PROM_FACTS.filter(
    ({ kind, unsupported, name }) => (kind === 'operator' || kind === 'modifier') && !unsupported && /^[a-z]/.test(name),
  ).map(({ name }) => ({
    label: name,
    kind: 'keyword',
    rank: isAggregation && (name === 'by' || name === 'without') ? RANKS.first : RANKS.keyword,
    topic: { about: 'promql', name },
  }));
}

/** Tables are metrics, if their names can be written in PromQL. */
function metricItems({ world }: Cursor): readonly CompletionItem[] {
  const database = world.session.database;
  const system = new Set(systemTables(database, world.session.protocol).map(({ name }) => name));
  const items: CompletionItem[] = [];
  for (const relation of world.databases.get(database)?.relations.values() ?? []) {
    const { name } = relation;
    if (relation.kind !== 'table' || system.has(name) || !/^[A-Za-z_:][A-Za-z0-9_:]*$/.test(name)) continue;
    items.push({
      label: name,
      kind: 'metric',
      rank: RANKS.first,
      source: database,
      topic: { about: 'relation', database, name },
      commit: ['{', '['],
    });
  }
  return items;
}

function labelItems({ world }: Cursor, metrics: readonly string[], isMatcher: boolean): readonly CompletionItem[] {
  const labels = new Map<string, string>();
  for (const metric of metrics) {
    const table = world.databases.get(world.session.database)?.relations.get(metric);
    const names = table?.kind === 'table' ? table.primaryKey : (columnsOf(world, [metric]) ?? []).map(({ name }) => name);
    for (const name of names) labels.set(name, metric);
  }
  const own = [...labels].map(([label, source]): CompletionItem => ({
    label,
    kind: 'label',
    source,
    rank: RANKS.first,
    ...(isMatcher ? { insert: `${label}="$1"`, isSnippet: true } : {}),
  }));
  const special = isMatcher
    ? ['__field__', '__schema__'].map((label): CompletionItem => ({
        label,
        kind: 'label',
        insert: `${label}="$1"`,
        isSnippet: true,
        rank: RANKS.rare,
      }))
    : [];
  return [...own, ...special];
}

function metricsIn(promql: string): readonly string[] {
  return [...new Set(promql.match(/[A-Za-z_:][A-Za-z0-9_:]*/g) ?? [])];
}
