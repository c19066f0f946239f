import { WIDE } from './codes.ts';
import { FIRST_WORD, isKeywordKind, TOKEN_TYPES, typeOfQuotedWord } from './tokens.ts';

/**
 * Finds the kind of a word where it stands in the text, without cutting it out: open addressing over a hash of its length, its first
 * two letters and its last, which together are its key. Case is ASCII's alone: other letters never make a keyword.
 */
const BITS = 13;
const SIZE = 1 << BITS;
const MASK = SIZE - 1;
const slots = new Uint16Array(SIZE);
const keys = new Int32Array(SIZE);
/** The letters of all words, one word after the other; `offsets[kind - FIRST_WORD]` is where each begins. */
const offsets = new Uint16Array(TOKEN_TYPES.length - FIRST_WORD);
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
    if (kind === PLAIN_WORD) continue;
    longest = Math.max(longest, name.length);
    const key = keyOf(name.length, name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(name.length - 1));
    let slot = hash(key);
    while (slots[slot] !== 0) slot = (slot + 1) & MASK;
    slots[slot] = kind;
    keys[slot] = key;
  }
}

function keyOf(length: number, first: number, second: number, last: number): number {
  return (length << 24) | ((last & FOLD) << 16) | ((second & FOLD) << 8) | (first & FOLD);
}

/** The high bits of a product: every bit of the key has a say in them. */
function hash(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - BITS);
}

/** The kind of the unquoted word that stands from `start` to `end` in a text, of which the codes are given. */
export function wordKind(codes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 2 || length > longest) return PLAIN_WORD;
  const key = keyOf(length, codes[start]!, codes[start + 1]!, codes[end - 1]!);
  let slot = hash(key);
  for (let kind = slots[slot]!; kind !== 0; kind = slots[slot]!) {
    if (keys[slot] === key) {
      // What the key does not say: the letters between the second and the last.
      const offset = offsets[kind - FIRST_WORD]! - start;
      let i = start + 2;
      while (i < end - 1 && (codes[i]! & FOLD) === letters[offset + i]) i++;
      if (i >= end - 1) return kind;
    }
    slot = (slot + 1) & MASK;
  }
  return PLAIN_WORD;
}

/** The kind of a word in quotes, which `text[start, end)` stands between. Most are plain, and need no look at their letters. */
export function quotedWordKind(text: string, codes: Uint8Array, start: number, end: number): number {
  if (end - start > longest) return PLAIN_WORD;
  const kind = wordKind(codes, start, end);
  // A keyword in quotes is none.
  if (isKeywordKind(kind)) return PLAIN_WORD;
  if (kind === PLAIN_WORD) {
    let i = start;
    while (i < end && codes[i] !== WIDE) i++;
    if (i === end) return PLAIN_WORD;
  }
  return typeOfQuotedWord(text.slice(start, end)).kind;
}
