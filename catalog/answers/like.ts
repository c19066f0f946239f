/**
 * Whether a text matches a LIKE pattern: `%` any characters, `_` one, `\` escapes the next. `ignoringCase` is ILIKE.
 * Mirrors arrow's `like` kernels.
 */
export function isLike(text: string, pattern: string, ignoringCase = false): boolean {
  const characters = [...(ignoringCase ? text.toLowerCase() : text)];
  const steps = compile(ignoringCase ? pattern.toLowerCase() : pattern);
  let at = 0;
  let step = 0;
  let retry: { at: number; step: number } | undefined;
  while (at < characters.length) {
    const wanted = steps[step];
    if (wanted === ANY) {
      retry = { at, step: ++step };
    } else if (wanted === ONE || (wanted !== undefined && wanted === characters[at])) {
      at++;
      step++;
    } else if (retry !== undefined) {
      at = ++retry.at;
      step = retry.step;
    } else return false;
  }
  while (steps[step] === ANY) step++;
  return step === steps.length;
}

const ANY = Symbol('%');
const ONE = Symbol('_');

function compile(pattern: string): readonly (string | symbol)[] {
  const steps: (string | symbol)[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '%') steps.push(ANY);
    else if (character === '_') steps.push(ONE);
    else if (character === '\\' && at + 1 < characters.length) steps.push(characters[++at]!);
    else steps.push(character);
  }
  return steps;
}
