import { END, FIRST_WORD, T, TOKEN_TYPES, type TokenType } from './tokens.ts';

/** For each kind that is a category, its members by kind; the place after the last kind is the end of the text. */
export const MEMBERS: readonly (Uint8Array | undefined)[] = membersByCategory();

const WORD = T.Word.kind;

function membersByCategory(): readonly (Uint8Array | undefined)[] {
  const members: (Uint8Array | undefined)[] = TOKEN_TYPES.map(() => undefined);
  const add = (type: TokenType, category: TokenType): void => {
    (members[category.kind] ??= new Uint8Array(END + 1))[type.kind] = 1;
    for (const wider of category.CATEGORIES) add(type, wider);
  };
  for (const type of TOKEN_TYPES) for (const category of type.CATEGORIES) add(type, category);
  return members;
}

/** Whether a token of the kind is of the type, or belongs to it where it is a category. */
export function isMember(kind: number, type: TokenType): boolean {
  if (kind === type.kind) return true;
  return type.kind === WORD ? kind >= FIRST_WORD && kind < END : MEMBERS[type.kind]?.[kind] === 1;
}

/** A set of token types, given themselves or by name, as a table of kinds: `1` at each member. */
export function kindSet(members: Iterable<TokenType | string>): Uint8Array {
  const set = new Uint8Array(END + 2);
  for (const member of members) set[typeof member === 'string' ? kindsByName.get(member)! : member.kind] = 1;
  return set;
}
const kindsByName = new Map(TOKEN_TYPES.map(type => [type.name, type.kind]));
