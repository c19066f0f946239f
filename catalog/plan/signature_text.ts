/** What one function wants of its arguments, read from data/signatures.ts (the notation is described there). */
export type Demand =
  | { readonly kind: 'exact'; readonly types: readonly string[]; readonly names: readonly string[] }
  | { readonly kind: 'uniform'; readonly count: number; readonly types: readonly string[] }
  | { readonly kind: 'variadic'; readonly types: readonly string[] }
  | { readonly kind: 'coercible'; readonly args: readonly Coercion[]; readonly names: readonly string[] }
  | { readonly kind: 'numeric' | 'comparable' | 'any'; readonly count: number; readonly names: readonly string[] }
  | { readonly kind: 'array'; readonly args: readonly string[]; /** Lists of a fixed size are taken too. */ readonly fixed: boolean }
  | { readonly kind: 'map' | 'variadic_any' | 'nullary' | 'user' };

/** A class of types that is taken, and what else is cast to it. */
export interface Coercion {
  readonly wanted: string;
  readonly sources: readonly string[];
  readonly into?: string;
}

export function parseDemands(text: string): readonly Demand[] {
  return text.split(' | ').map(parseDemand);
}

const COUNTED = /^(Numeric|Comparable)\((\d+)\)$/;
const UNIFORM = /^(\d+)\*(.+)$/;

function parseDemand(text: string): Demand {
  if (text === '@map') return { kind: 'map' };
  if (text.startsWith('@')) return { kind: 'array', args: text.replace(/^@|\+$/g, '').split(', '), fixed: text.endsWith('+') };
  if (text === '()') return { kind: 'nullary' };
  if (text === 'user') return { kind: 'user' };
  if (text === 'Any..') return { kind: 'variadic_any' };
  if (text.endsWith('..')) return { kind: 'variadic', types: text.slice(0, -2).split('/') };
  const counted = COUNTED.exec(text);
  if (counted !== null) return { kind: counted[1] === 'Numeric' ? 'numeric' : 'comparable', count: Number(counted[2]), names: [] };
  const uniform = UNIFORM.exec(text);
  if (uniform !== null) return { kind: 'uniform', count: Number(uniform[1]), types: uniform[2]!.split('/') };
  const parts = splitTopLevel(text);
  const names = parts.map(part => NAMED.exec(part)?.[1] ?? '').filter(name => name !== '');
  const bare = parts.map(part => part.replace(NAMED, ''));
  if (bare.every(part => part === 'Any')) return { kind: 'any', count: bare.length, names };
  if (bare.some(part => part.startsWith('~'))) return { kind: 'coercible', args: bare.map(parseCoercion), names };
  return { kind: 'exact', types: bare, names };
}

const NAMED = /^(\w+): /;
/** `~Int64!<Integer+String!:Int64>`. */
const COERCION = /^~([\w!]+)(?:<([^:]*):(.+)>)?$/;

function parseCoercion(text: string): Coercion {
  const [, wanted = '', sources, into] = COERCION.exec(text) ?? [];
  return { wanted, sources: sources === undefined ? [] : sources.split('+'), ...(into === undefined ? {} : { into }) };
}

/** Splits at commas that stand in no bracket. */
function splitTopLevel(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const character = text[at];
    if (character === '(' || character === '<') depth++;
    else if (character === ')' || character === '>') depth--;
    else if ((character === ',' && depth === 0) || at === text.length) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}

/** The arguments as DataFusion lists a candidate (`TypeSignature::to_string_repr`). */
export function candidate(demand: Demand): string {
  switch (demand.kind) {
    case 'nullary':
      return 'NullAry()';
    case 'user':
      return 'UserDefined';
    case 'map':
      return 'map_array';
    case 'array':
      return demand.args.join(', ');
    case 'variadic_any':
      return 'Any, .., Any';
    case 'variadic':
      return `${demand.types.join('/')}, ..`;
    case 'uniform':
      return Array.from({ length: demand.count }, () => demand.types.join('/')).join(', ');
    case 'numeric':
      return `Numeric(${demand.count})`;
    case 'comparable':
      return `Comparable(${demand.count})`;
    case 'any':
      return named(
        Array.from({ length: demand.count }, () => 'Any'),
        demand.names,
      );
    case 'exact':
      return named(demand.types.map(shownType), demand.names);
    case 'coercible':
      return named(demand.args.map(shownCoercion), demand.names);
  }
}

function named(parts: readonly string[], names: readonly string[]): string {
  return parts.map((part, index) => (names[index] === undefined ? part : `${names[index]}: ${part}`)).join(', ');
}

function shownType(type: string): string {
  return type.replace(', TZ', ', "+TZ"').replace('(us', '(µs');
}

/** DataFusion forgets a bracket here. */
function shownCoercion({ wanted, sources, into }: Coercion): string {
  const own = `Coercion(TypeSignatureClass::${wantedName(wanted)}`;
  return into === undefined
    ? `${own})`
    : `${own}, implicit_coercion=ImplicitCoercion([${sources.map(wantedName).join(', ')}], default_type=${debugType(into)})`;
}

/** A class by its name; a logical type as Rust prints it. */
export function wantedName(wanted: string): string {
  return wanted.endsWith('!') ? `Native(LogicalType(Native(${wanted.slice(0, -1)}), ${wanted.slice(0, -1)}))` : wanted;
}

const UNIT_WORD: { readonly [unit: string]: string } = { s: 'Second', ms: 'Millisecond', us: 'Microsecond', ns: 'Nanosecond' };

/** An Arrow type as Rust's `{:?}` prints it. */
export function debugType(type: string): string {
  return type
    .replace(/^Timestamp\((\w+), TZ\)$/, (_, unit: string) => `Timestamp(${UNIT_WORD[unit]}, Some("+TZ"))`)
    .replace(/^Timestamp\((s|ms|us|ns)\)$/, (_, unit: string) => `Timestamp(${UNIT_WORD[unit]}, None)`)
    .replace(/^(Time32|Time64|Duration)\((s|ms|us|ns)\)$/, (_, head: string, unit: string) => `${head}(${UNIT_WORD[unit]})`);
}

/** The signature as Rust's `{:?}` prints it, for the kinds whose refusal shows it. */
export function debugSignature(demands: readonly Demand[]): string {
  const parts = demands.map(debugDemand);
  return parts.length === 1 ? parts[0]! : `OneOf([${parts.join(', ')}])`;
}

function debugDemand(demand: Demand): string {
  switch (demand.kind) {
    case 'exact':
      return `Exact([${demand.types.map(debugType).join(', ')}])`;
    case 'uniform':
      return `Uniform(${demand.count}, [${demand.types.map(debugType).join(', ')}])`;
    case 'variadic':
      return `Variadic([${demand.types.map(debugType).join(', ')}])`;
    case 'coercible':
      return `Coercible([${demand.args.map(arg => `Exact { desired_type: ${wantedName(arg.wanted)} }`).join(', ')}])`;
    case 'map':
      return 'ArraySignature(MapArray)';
    case 'array': {
      const args = demand.args.map(arg => arg.charAt(0).toUpperCase() + arg.slice(1)).join(', ');
      return `ArraySignature(Array { arguments: [${args}], array_coercion: ${demand.fixed ? 'Some(FixedSizedListToList)' : 'None'} })`;
    }
    default:
      return demand.kind;
  }
}
