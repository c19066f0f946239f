import { isTame } from '../../grammar/index.ts';

/**
 * Regular expressions of Rust's `regex` crate, as far as JavaScript's mean the same.
 * `fault` is the crate's own complaint; `doubtful` is what we cannot tell.
 */
export type Regex =
  | { readonly kind: 'regex'; readonly source: string }
  | { readonly kind: 'fault'; readonly message: string }
  | { readonly kind: 'doubtful' };

const DOUBTFUL: Regex = { kind: 'doubtful' };
/** Escapes that mean the same in both languages for ASCII text. */
const PLAIN_ESCAPES = new Set([...'dDwWsSbBnrtfv']);
const META = new Set([...'\\.+*?()|[]{}^$#&-~/']);
const RUST_ESCAPES = new Set([...'axuUpPAzQE<>']);

/** Reads a pattern and finds what the crate refuses: groups, classes and repetitions that do not fit, escapes it does not know. */
export function readRegex(pattern: string): Regex {
  const fault = (from: number, length: number, what: string): Regex => ({ kind: 'fault', message: complaint(pattern, from, length, what) });
  if (/[^\x20-\x7e]/.test(pattern)) return DOUBTFUL;
  const open: number[] = [];
  let repeatable = false;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    switch (character) {
      case '\\': {
        const next = pattern[i + 1];
        if (next === undefined) return fault(i, 1, 'incomplete escape sequence, reached end of pattern prematurely');
        if (next >= '0' && next <= '9') return fault(i, 2, 'backreferences are not supported');
        if (RUST_ESCAPES.has(next)) return DOUBTFUL;
        if (!PLAIN_ESCAPES.has(next) && !META.has(next))
          return /[A-Za-z]/.test(next) ? fault(i, 2, 'unrecognized escape sequence') : DOUBTFUL;
        i++;
        repeatable = true;
        break;
      }
      case '(': {
        const look = /^\(\?(?:<?[=!])/.exec(pattern.slice(i));
        if (look !== null) return fault(i, look[0].length, 'look-around, including look-ahead and look-behind, is not supported');
        if (pattern[i + 1] === '?' && pattern[i + 2] !== ':') return DOUBTFUL;
        open.push(i);
        if (pattern[i + 1] === '?') i += 2;
        repeatable = false;
        break;
      }
      case ')':
        if (open.pop() === undefined) return fault(i, 1, 'unopened group');
        repeatable = true;
        break;
      case '[': {
        const end = classEnd(pattern, i);
        if (end === 'doubtful') return DOUBTFUL;
        if (end === undefined) return fault(i, pattern[i + 1] === '^' ? 2 : 1, 'unclosed character class');
        i = end;
        repeatable = true;
        break;
      }
      case '*':
      case '+':
      case '?':
        if (!repeatable) return fault(i, 1, 'repetition operator missing expression');
        break;
      case '{': {
        if (!repeatable) return fault(i, 1, 'repetition operator missing expression');
        const counts = /^\{[0-9]+(?:,[0-9]*)?\}/.exec(pattern.slice(i));
        if (counts === null)
          return /^\{[0-9]+,?[0-9]*$/.test(pattern.slice(i)) ? fault(i, pattern.length - i, 'unclosed counted repetition') : DOUBTFUL;
        i += counts[0].length - 1;
        break;
      }
      case '|':
        repeatable = false;
        break;
      case '}':
      case ']':
      default:
        repeatable = true;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) return fault(unclosed, 1, 'unclosed group');
  return { kind: 'regex', source: pattern };
}

/** The index of a class's closing bracket; nested classes and set operations are left in doubt. */
function classEnd(pattern: string, start: number): number | 'doubtful' | undefined {
  let i = start + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']' || pattern[i] === '-') return 'doubtful';
  for (; i < pattern.length; i++) {
    if (pattern[i] === ']') return i;
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === '[' || /^(?:&&|--|~~)/.test(pattern.slice(i))) return 'doubtful';
  }
  return undefined;
}

function complaint(pattern: string, from: number, length: number, what: string): string {
  return `regex parse error:\n    ${pattern}\n    ${' '.repeat(from)}${'^'.repeat(length)}\nerror: ${what}`;
}

/** The JavaScript expression for a sound pattern, or undefined where its meaning may differ on this text, or its end is not in sight. */
export function toRegExp(
  source: string,
  text: string,
  options: { readonly ignoreCase?: boolean; readonly everywhere?: boolean } = {},
): RegExp | undefined {
  if (/[^\x20-\x7e]/.test(text) && /[\\.[]|^\^/.test(source)) return undefined;
  if (!isTame(source, text.length)) return undefined;
  const flags = `u${options.ignoreCase === true ? 'i' : ''}${options.everywhere === true ? 'g' : ''}`;
  try {
    return new RegExp(source.replace(/\\([#&\-~])/g, '$1'), flags);
  } catch {
    return undefined;
  }
}
