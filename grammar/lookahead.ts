import { MEMBERS } from './kinds.ts';
import { LOOKAHEAD_RULES, LOOKAHEAD_SETS } from './lookahead_tables.ts';
import { TOKEN_TYPES } from './tokens.ts';

/** The sets of kinds a rule decides by: one byte per kind, the last for the end of the text. */
export interface RuleLookahead {
  /** For each alternative its set; `first[kind]` is the first alternative that fits, or their number. */
  or(index: number): { readonly first: Uint8Array; readonly sets: readonly Uint8Array[] };
  option(index: number): Uint8Array;
  many(index: number): Uint8Array;
}

const SIZE = TOKEN_TYPES.length + 1;
const NOTHING = new Uint8Array(SIZE);
const NO_DECISIONS: (typeof LOOKAHEAD_RULES)[string] = [{}, {}, {}];

const kindsByName = new Map(TOKEN_TYPES.map(type => [type.name, type.kind]));
const decodedSets: (Uint8Array | undefined)[] = [];

/** Sets are written as the names of their kinds, categories standing for their members; `*` is anything, the end included. */
function setAt(index: number): Uint8Array {
  return (decodedSets[index] ??= decode(LOOKAHEAD_SETS[index]!));
}

function decode(names: string): Uint8Array {
  const set = new Uint8Array(SIZE);
  if (names === '*') return set.fill(1);
  for (const name of names.split(' ')) {
    if (name === 'EOF') set[SIZE - 1] = 1;
    else {
      const kind = kindsByName.get(name)!;
      set[kind] = 1;
      MEMBERS[kind]?.forEach((isMember, member) => {
        if (isMember === 1) set[member] = 1;
      });
    }
  }
  return set;
}

/** The look-ahead of a rule; what it needs is decoded when it is first asked for. */
export function lookaheadOf(rule: string): RuleLookahead {
  const [ors, options, manys] = LOOKAHEAD_RULES[rule] ?? NO_DECISIONS;
  const decodedOrs: ({ first: Uint8Array; sets: readonly Uint8Array[] } | undefined)[] = [];
  const decodedOptions: (Uint8Array | undefined)[] = [];
  const decodedManys: (Uint8Array | undefined)[] = [];
  return {
    or: index => (decodedOrs[index] ??= decodeOr((ors[index] ?? []).map(setAt))),
    option: index => (decodedOptions[index] ??= options[index] === undefined ? NOTHING : setAt(options[index])),
    many: index => (decodedManys[index] ??= manys[index] === undefined ? NOTHING : setAt(manys[index])),
  };
}

function decodeOr(sets: readonly Uint8Array[]): { first: Uint8Array; sets: readonly Uint8Array[] } {
  const first = new Uint8Array(SIZE).fill(sets.length);
  for (let kind = 0; kind < SIZE; kind++) {
    const at = sets.findIndex(set => set[kind] === 1);
    if (at !== -1) first[kind] = at;
  }
  return { first, sets };
}

/** The names of the token types that begin each way of a decision, categories by their own name; `*` is anything. */
export function lookaheadNames(rule: string, decision: 'or' | 'option' | 'many', index: number): readonly (readonly string[])[] {
  const [ors, options, manys] = LOOKAHEAD_RULES[rule] ?? NO_DECISIONS;
  const set = decision === 'option' ? options[index] : manys[index];
  const sets = decision === 'or' ? (ors[index] ?? []) : set === undefined ? [] : [set];
  return sets.map(at => LOOKAHEAD_SETS[at]!.split(' '));
}
