import { lookaheadOf } from '../../grammar/lookahead.ts';
import { MEMBERS } from '../../grammar/kinds.ts';
import { END, FIRST_WORD, T, type TokenType } from '../../grammar/tokens.ts';

/** Tests on the kind of the next token, as text: a comparison where one will do, else a look into a table of the module. */
export class Decisions {
  /** Declarations of the tables, by their content. */
  private readonly tables = new Map<string, string>();
  private readonly prefix: string;

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** The declarations that the tests need. */
  declarations(): string {
    return [...this.tables].map(([content, name]) => `const ${name} = ${content};\n`).join('');
  }

  /** Whether the token of kind `kind` is of the type. */
  isOf(kind: string, type: TokenType): string {
    const members = MEMBERS[type.kind];
    if (members === undefined) return `${kind} === ${type.kind}`;
    const set = Uint8Array.from(members);
    set[type.kind] = 1;
    return this.isIn(kind, set);
  }

  /** Whether `kind` is in a set; `kind` is a name or an element access, evaluated more than once. */
  isIn(kind: string, set: Uint8Array): string {
    const members = membersOf(set).filter(member => !CATEGORIES.has(member));
    if (members.length === KINDS) return 'true';
    if (members.length === KINDS - 1 && !members.includes(END)) return `${kind} !== ${END}`;
    const others = members.filter(member => member < FIRST_WORD || member === END);
    const hasWords = members.length - others.length === END - FIRST_WORD;
    const singles = hasWords ? others : members;
    if (singles.length <= 4) {
      const tests = singles.map(member => `${kind} === ${member}`);
      if (hasWords) tests.unshift(`${kind} >= ${FIRST_WORD} && ${kind} < ${END}`);
      return tests.length === 0 ? 'false' : tests.length === 1 ? tests[0]! : `(${tests.join(' || ')})`;
    }
    return `${this.table(`__kinds(${encode(members)})`)}[${kind}] === 1`;
  }

  /** Whether every kind of a set is of the type. */
  isWithin(set: Uint8Array, type: TokenType): boolean {
    return membersOf(set).every(kind => CATEGORIES.has(kind) || kind === type.kind || MEMBERS[type.kind]?.[kind] === 1);
  }

  /** A table that tells for each kind the first set that holds it, or the number of sets. */
  firstOf(sets: readonly Uint8Array[]): string {
    const groups = sets.map((set, i) => membersOf(set).filter(kind => sets.findIndex(other => other[kind] === 1) === i));
    return this.table(`__first(${sets.length}, ${groups.map(encode).join(', ')})`);
  }

  private table(content: string): string {
    let name = this.tables.get(content);
    if (name === undefined) this.tables.set(content, (name = `${this.prefix}${this.tables.size}`));
    return name;
  }
}

/** The functions that fill the tables, for the head of a module. */
export const TABLE_FUNCTIONS = `
function __fill(table, value, ranges) {
  for (let i = 0; i < ranges.length; i += 2) table.fill(value, ranges[i], ranges[i + 1]);
  return table;
}
function __kinds(ranges) { return __fill(new Uint8Array(${END + 2}), 1, ranges); }
function __first(count, ...groups) {
  const table = new Uint8Array(${END + 2}).fill(count);
  groups.forEach((ranges, i) => __fill(table, i, ranges));
  return table;
}
`;

export function membersOf(set: Uint8Array): number[] {
  const members: number[] = [];
  set.forEach((isMember, kind) => {
    if (isMember === 1) members.push(kind);
  });
  return members;
}

/** Ranges of kinds, each from its first to behind its last. */
function encode(members: readonly number[]): string {
  const ranges: number[] = [];
  for (const member of members) {
    if (ranges.at(-1) === member) ranges[ranges.length - 1] = member + 1;
    else ranges.push(member, member + 1);
  }
  return JSON.stringify(ranges);
}

/** Types that are no token's own. */
const CATEGORIES: ReadonlySet<number> = new Set([T.Any.kind, T.Word.kind, T.BinaryOperator.kind]);
/** How many kinds a token may have, the end of the text among them. */
const KINDS = END + 1 - CATEGORIES.size;

/** The look-ahead sets of a rule's decisions. */
export function setsOf(rule: string, decision: 'or', index: number): readonly Uint8Array[];
export function setsOf(rule: string, decision: 'option' | 'many', index: number): Uint8Array;
export function setsOf(rule: string, decision: 'or' | 'option' | 'many', index: number): readonly Uint8Array[] | Uint8Array {
  const lookahead = lookaheadOf(rule);
  return decision === 'or' ? lookahead.or(index).sets : lookahead[decision](index);
}
