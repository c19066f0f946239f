import { distance } from 'fastest-levenshtein';
import { isKeyword } from '../grammar/index.ts';

/** The candidate that is spelled most like `word`, if it is near enough to be meant (at most a third of its letters differ). */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best;
}

/** Whether two words differ by so few letters that one may be a slip of the other. */
export function isNear(word: string, other: string): boolean {
  const limit = other.length < 5 ? 1 : 2;
  if (Math.abs(word.length - other.length) > limit) return false;
  const [a, b] = [word.toUpperCase(), other.toUpperCase()];
  return distance(a, b) <= limit || (b.length > 3 && isMixed(a, b));
}

/** Whether two words have the same letters: `FORM` and `FROM` do. */
function isMixed(word: string, other: string): boolean {
  let left = other;
  for (const letter of word) {
    const at = left.indexOf(letter);
    if (at === -1) return false;
    left = left.slice(0, at) + left.slice(at + letter.length);
  }
  return left === '';
}

/** A name as it must be written to mean exactly these letters: in double quotes unless it is a plain word in lower case. */
export function written(name: string): string {
  return PLAIN.test(name) && !isKeyword(name.toUpperCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}
const PLAIN = /^[a-z_][a-z0-9_]*$/;
