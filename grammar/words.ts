import { WIDE } from './codes.ts';
import { FIRST_WORD, TOKEN_TYPES, typeOfQuotedWord } from './tokens.ts';

/**
 * Finds the kind of a word where it stands in the text, without cutting it out: open addressing over a hash of its length, its first
 * two letters and its last. Case is ASCII's alone: other letters never make a keyword.
 */
const SIZE = 8192;
const MASK = SIZE - 1;
const slots = new Uint16Array(SIZE);
/** The letters of all words, one word after the other; `offsets[kind - FIRST_WORD]` is where each begins. */
const offsets = new Uint16Array(TOKEN_TYPES.length - FIRST_WORD + 1);
const letters = new Uint8Array(TOKEN_TYPES.slice(FIRST_WORD).reduce((sum, { name }) => sum + name.length, 0));
let longest = 0;

/** What remains of a character without the bit that tells upper from lower case: no two others that words are made of become alike. */
const FOLD = 0xdf;

const PLAIN_WORD = FIRST_WORD;
fill();

function fill(): void {
  let end = 0;
  for (let kind = FIRST_WORD; kind < TOKEN_TYPES.length; kind++) {
    const { name } = TOKEN_TYPES[kind]!;
    offsets[kind - FIRST_WORD] = end;
    for (let i = 0; i < name.length; i++) letters[end++] = name.charCodeAt(i) & FOLD;
    offsets[kind - FIRST_WORD + 1] = end;
    if (kind === PLAIN_WORD) continue;
    longest = Math.max(longest, name.length);
    let slot = hash(name.length, name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(name.length - 1));
    while (slots[slot] !== 0) slot = (slot + 1) & MASK;
    slots[slot] = kind;
  }
}

function hash(length: number, first: number, second: number, last: number): number {
  return (Math.imul(first & FOLD, 521) ^ Math.imul(second & FOLD, 97) ^ Math.imul(last & FOLD, 1543) ^ Math.imul(length, 3079)) & MASK;
}

/** The kind of the unquoted word that stands from `start` to `end` in a text, of which the codes are given. */
export function wordKind(codes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > longest) return PLAIN_WORD;
  let slot = hash(length, codes[start]!, codes[start + 1]!, codes[end - 1]!);
  for (let kind = slots[slot]!; kind !== 0; kind = slots[slot]!) {
    const offset = offsets[kind - FIRST_WORD]!;
    if (offsets[kind - FIRST_WORD + 1]! - offset === length) {
      let i = 0;
      while (i < length && (codes[start + i]! & FOLD) === letters[offset + i]) i++;
      if (i === length) return kind;
    }
    slot = (slot + 1) & MASK;
  }
  return PLAIN_WORD;
}

/** The kind of a word in quotes, which `text[start, end)` stands between. Most are plain, and need no look at their letters. */
export function quotedWordKind(text: string, codes: Uint8Array, start: number, end: number): number {
  if (end - start > longest) return PLAIN_WORD;
  if (wordKind(codes, start, end) === PLAIN_WORD) {
    let i = start;
    while (i < end && codes[i] !== WIDE) i++;
    if (i === end) return PLAIN_WORD;
  }
  return typeOfQuotedWord(text.slice(start, end)).kind;
}
