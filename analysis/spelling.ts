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
  const [a, b] = [word.toUpperCase(), other.toUpperCase()];
  return distance(a, b) <= (b.length < 5 ? 1 : 2) || (b.length > 3 && sorted(a) === sorted(b));
}

/** The letters of a word in order: `FORM` and `FROM` have the same. */
function sorted(word: string): string {
  return [...word].toSorted().join('');
}

/** A name as it must be written to mean exactly these letters: in double quotes unless it is a plain word in lower case. */
export function written(name: string): string {
  return PLAIN.test(name) && !isKeyword(name.toUpperCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}
const PLAIN = /^[a-z_][a-z0-9_]*$/;
