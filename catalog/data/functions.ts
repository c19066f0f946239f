import { FUNCTION_ROWS } from './function_rows.ts';

/**
 * Name, aliases, kind, category, signatures, description, flags, first release. Flags: origin (`d` DataFusion, `p` datafusion-pg-catalog,
 * `g` GreptimeDB), `v` not deterministic, `a` only after ADMIN, `e` enterprise, `i` internal.
 */
export type FunctionCells = readonly [
  name: string,
  aliases: string,
  kind: string,
  category: string,
  signatures: string,
  description: string,
  flags: string,
  since?: string,
];

export type FunctionKind = 'scalar' | 'aggregate' | 'window' | 'table' | 'admin' | 'range';

export interface FunctionRow {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: FunctionKind;
  readonly category: string;
  readonly signatures: readonly FunctionSignature[];
  readonly description: string;
  readonly origin: 'datafusion' | 'datafusion-pg-catalog' | 'greptimedb';
  /** False also for functions of the session. */
  readonly deterministic: boolean;
  readonly adminOnly: boolean;
  readonly enterprise: boolean;
  readonly internal: boolean;
  /** The first release that has it, where that is known. */
  readonly since?: string;
}
export interface FunctionSignature {
  readonly args: readonly FunctionArgument[];
  /** A type, or the rule that makes one of the arguments. */
  readonly returns: string;
}
export interface FunctionArgument {
  readonly name: string;
  /** An Arrow type, alternatives, or a family (`numeric`, `string`, `any`, …). */
  readonly type: string;
  readonly optional: boolean;
  readonly variadic: boolean;
}

const KINDS: readonly FunctionKind[] = ['scalar', 'aggregate', 'window', 'table', 'admin', 'range'];
const cellsByName = new Map<string, Map<string, FunctionCells>>(KINDS.map(kind => [kind, new Map()]));
for (const cells of FUNCTION_ROWS) {
  for (const name of [cells[0], ...cells[1].split(' ')]) if (name !== '') cellsByName.get(cells[2])!.set(name, cells);
}
const built = new Map<FunctionCells, FunctionRow>();

/** The function of that kind and name, where the name is its own or an alias. */
export function functionRow(kind: FunctionKind, name: string): FunctionRow | undefined {
  const cells = cellsByName.get(kind)!.get(name);
  return cells === undefined ? undefined : build(cells);
}

/** Every function of the kinds, by its own name, in the order of the table. */
export function functionRows(...kinds: readonly FunctionKind[]): readonly FunctionRow[] {
  return FUNCTION_ROWS.filter(cells => kinds.includes(cells[2] as FunctionKind)).map(build);
}

/** Every name, aliases included, that a function of these kinds can be called by. */
export function functionNames(...kinds: readonly FunctionKind[]): readonly string[] {
  return FUNCTION_ROWS.filter(cells => kinds.includes(cells[2] as FunctionKind)).flatMap(cells =>
    [cells[0], ...cells[1].split(' ')].filter(name => name !== ''),
  );
}

function build(cells: FunctionCells): FunctionRow {
  let row = built.get(cells);
  if (row === undefined) {
    const [name, aliases, kind, category, signatures, description, flags, since] = cells;
    row = {
      name,
      aliases: aliases === '' ? [] : aliases.split(' '),
      kind: kind as FunctionKind,
      category,
      signatures: signatures.split(' / ').map(parseSignature),
      description,
      origin: flags[0] === 'g' ? 'greptimedb' : flags[0] === 'p' ? 'datafusion-pg-catalog' : 'datafusion',
      deterministic: !flags.includes('v'),
      adminOnly: flags.includes('a'),
      enterprise: flags.includes('e'),
      internal: flags.includes('i'),
      ...(since === undefined ? {} : { since }),
    };
    built.set(cells, row);
  }
  return row;
}

/** `(x: numeric, decimals?: integer) -> rule:round`. */
function parseSignature(text: string): FunctionSignature {
  const arrow = text.indexOf(') -> ');
  const inner = text.slice(1, arrow);
  const args = inner === '' ? [] : inner.split(', ').map(parseArgument);
  return { args, returns: text.slice(arrow + ') -> '.length) };
}

function parseArgument(text: string): FunctionArgument {
  const colon = text.indexOf(': ');
  const head = text.slice(0, colon);
  return {
    name: head.replace(/[?*]+$/, ''),
    type: text.slice(colon + 2),
    optional: head.includes('?'),
    variadic: head.includes('*'),
  };
}
