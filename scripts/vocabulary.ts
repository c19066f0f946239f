/**
 * Prints catalog/data/vocabulary_rows.ts from the reference's table-options.json, types.json and promql.json:
 * node dist/scripts/vocabulary.js ../shared/reference > catalog/data/vocabulary_rows.ts
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface OptionFact {
  readonly key: string;
  readonly scope: string;
  readonly type: string;
  readonly allowed: readonly string[] | null;
  readonly default: string | null;
  readonly description: string;
}
interface TypeFact {
  readonly spelling: string;
  readonly args: string;
  readonly category: string;
  readonly create: { readonly ok: boolean; readonly showCreateTable?: string };
  readonly cast: { readonly ok: boolean };
  readonly note?: string;
}
interface PromFact {
  readonly name: string;
  readonly kind: string;
  readonly args: readonly { readonly name: string; readonly type: string; readonly optional: boolean; readonly variadic: boolean }[];
  readonly returns: string;
  readonly supported: boolean;
  readonly description: string;
  readonly note?: string;
  readonly error?: string;
}

const [, , folder] = process.argv;
function read<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(join(folder!, name), 'utf8')) as readonly T[];
}
function quote(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text.replaceAll('\\', '\\\\')}'`;
}
function line(cells: readonly string[]): string {
  return `  [${cells.map(quote).join(', ')}],`;
}

/** Scopes that share a row are written in one. Rows that only name a key (UNSET) follow from the others. */
const options = new Map<string, string[]>();
for (const { key, scope, type, allowed, default: preset, description } of read<OptionFact>('table-options.json')) {
  if (type === 'key' || type === 'none' || scope === 'trigger_webhook') continue;
  const isNamed = type === 'enum' || type === 'boolean' || type === 'duration';
  const values = isNamed ? (allowed ?? []).filter(value => value !== '' && !value.startsWith('<') && value !== 'NULL') : [];
  const cells = [key, type, values.join(' '), preset ?? '', description];
  const id = cells.join('\0');
  const scopes = options.get(id);
  if (scopes === undefined) options.set(id, [scope]);
  else scopes.push(scope);
}
const optionLines = [...options].map(([id, scopes]) => {
  const [key, ...rest] = id.split('\0');
  return line([key!, scopes.join(' '), ...rest]);
});

const typeLines = read<TypeFact>('types.json')
  .filter(({ create, cast }) => create.ok || cast.ok)
  .map(({ spelling, args, category, create, cast, note }) =>
    line([spelling, args, category, create.ok ? create.showCreateTable! : '', `${create.ok ? 'c' : ''}${cast.ok ? 'x' : ''}`, note ?? '']),
  );

const promLines = read<PromFact>('promql.json').map(({ name, kind, args, returns, supported, description, note, error }) => {
  const signature = args.map(arg => `${arg.name}${arg.optional ? '?' : ''}${arg.variadic ? '*' : ''}: ${arg.type}`).join(', ');
  const why = supported ? (note ?? '') : (error ?? note ?? 'Not supported.');
  return line([name, kind, signature, returns, `${supported ? '' : 'u'}`, description, why]);
});

process.stdout.write(`import type { OptionCells, PromCells, TypeCells } from './vocabulary.ts';

/** WITH options by the statement part they belong to. Made by scripts/vocabulary.ts from the reference (table-options.json). */
export const OPTION_ROWS: readonly OptionCells[] = [
${optionLines.join('\n')}
];

/** Spellings of data types. From types.json. */
export const TYPE_ROWS: readonly TypeCells[] = [
${typeLines.join('\n')}
];

/** Functions, aggregations, operators and modifiers of PromQL. From promql.json. */
export const PROM_ROWS: readonly PromCells[] = [
${promLines.join('\n')}
];
`);
