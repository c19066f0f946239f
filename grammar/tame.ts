/** So many steps a match may take. */
const MOST_STEPS = 10_000_000;
const MOST_OPTIONS = 16;

/**
 * Whether a foreign regular expression surely ends soon on a text of some length. The engines of GreptimeDB run in linear time;
 * JavaScript's tries every way, which may take for ever. So a repeated group may hold no repetition and no choice, and every further
 * repetition must leave the product small.
 */
export function isTame(pattern: string, length: number): boolean {
  const groups: { isWild: boolean }[] = [{ isWild: false }];
  let closed: { isWild: boolean } | undefined;
  let repetitions = 0;
  let options = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i]!;
    const before = closed;
    closed = undefined;
    switch (character) {
      case '\\':
        i++;
        break;
      case '[':
        i = classEnd(pattern, i);
        break;
      case '(':
        groups.push({ isWild: false });
        if (pattern[i + 1] === '?') i++;
        break;
      case ')':
        closed = groups.length > 1 ? groups.pop() : undefined;
        if (closed?.isWild === true) groups.at(-1)!.isWild = true;
        break;
      case '|':
        groups.at(-1)!.isWild = true;
        break;
      case '*':
      case '+':
      case '?':
      case '{':
        if (before?.isWild === true && character !== '?') return false;
        groups.at(-1)!.isWild = true;
        if (character === '?') options++;
        else repetitions++;
        break;
      default:
    }
  }
  return options <= MOST_OPTIONS && (length + 1) ** (repetitions + 1) <= MOST_STEPS;
}

function classEnd(pattern: string, start: number): number {
  let i = start + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']') i++;
  for (; i < pattern.length && pattern[i] !== ']'; i++) if (pattern[i] === '\\') i++;
  return i;
}
