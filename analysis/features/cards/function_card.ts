import {
  functionRow,
  promFact,
  type FunctionKind,
  type FunctionRow,
  type FunctionSignature,
  type PromFact,
} from '../../../catalog/index.ts';
import type { CardBlock } from '../card.ts';

const KINDS: readonly FunctionKind[] = ['scalar', 'aggregate', 'window', 'range', 'table', 'admin'];

/** The functions of a name: one of each kind at most. */
export function functionsNamed(name: string): readonly FunctionRow[] {
  return KINDS.flatMap(kind => functionRow(kind, name) ?? []);
}

export function functionBlocks(name: string): readonly CardBlock[] | undefined {
  const rows = functionsNamed(name);
  if (rows.length === 0) return undefined;
  return rows.flatMap(row => {
    const notes = [`${row.kind} function, ${row.category}`];
    if (row.name !== name) notes.push(`another name of ${row.name}`);
    else if (row.aliases.length > 0) notes.push(`also called ${row.aliases.join(', ')}`);
    if (row.adminOnly) notes.push('only behind ADMIN');
    if (row.enterprise) notes.push('enterprise builds only');
    if (!row.deterministic) notes.push('its value changes from call to call, or with the session');
    if (row.since !== undefined) notes.push(`since ${row.since}`);
    return [
      { kind: 'code', language: 'sql', text: row.signatures.map(signature => printSignature(name, signature)).join('\n') },
      { kind: 'text', text: row.description },
      { kind: 'list', items: notes },
    ] as const;
  });
}

/** `round(x: numeric, decimals?: integer) → …`, the results of rules left out: they are types only a planner can tell. */
export function printSignature(name: string, { args, returns }: FunctionSignature): string {
  const result = returns.startsWith('rule:') ? '' : ` → ${returns}`;
  return `${name}(${args.map(printArgument).join(', ')})${result}`;
}

export function printArgument({
  name,
  type,
  optional,
  variadic,
}: {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly variadic: boolean;
}): string {
  return `${variadic ? '…' : ''}${name}${optional ? '?' : ''}: ${type}`;
}

/** A word of PromQL. */
export function promBlocks(name: string): readonly CardBlock[] | undefined {
  const fact = promFact(name);
  if (fact === undefined) return undefined;
  const blocks: CardBlock[] = [
    { kind: 'code', language: 'text', text: printProm(fact) },
    { kind: 'text', text: fact.description },
  ];
  if (fact.unsupported) blocks.push({ kind: 'text', text: `GreptimeDB does not support it: ${fact.note ?? 'it is refused'}` });
  else if (fact.note !== undefined) blocks.push({ kind: 'text', text: fact.note });
  return blocks;
}

export function printProm({ name, args, returns, kind }: PromFact): string {
  if (kind === 'operator' || kind === 'modifier') return name;
  return `${name}(${args.map(printArgument).join(', ')})${returns === '' ? '' : ` → ${returns}`}`;
}
