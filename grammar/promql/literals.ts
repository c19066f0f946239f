/** The content of a PromQL string: double and single quotes know Go's escapes, back quotes none. */
export function unquote(image: string): string {
  const quote = image[0]!;
  const body = image.length > 1 && image.endsWith(quote) ? image.slice(1, -1) : image.slice(1);
  if (quote === '`' || !body.includes('\\')) return body;
  return body.replace(ESCAPE, (whole, escape: string) => {
    const code = /^(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))$/.exec(escape);
    if (code !== null) return characterOf(Number.parseInt(code[1] ?? code[2] ?? code[3]!, 16)) ?? whole;
    if (/^[0-7]{3}$/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8));
    return PLAIN_ESCAPES[escape] ?? escape;
  });
}
/** `\n`, `\x41`, `\u00e9`, `\101`. */
const ESCAPE = /\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{3}|[^])/g;
const PLAIN_ESCAPES: { readonly [letter: string]: string } = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

function characterOf(code: number): string | undefined {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : undefined;
}

const UNIT_SECONDS: { readonly [unit: string]: number } = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };

/** The seconds of `1h30m`, `-5m`, `300`; absent for anything else. */
export function durationSeconds(text: string): number | undefined {
  const [, sign, amount] = /^([-+]?)\s*(.*)$/s.exec(text.trim())!;
  const factor = sign === '-' ? -1 : 1;
  if (/^[0-9]+(?:\.[0-9]+)?$/.test(amount!)) return factor * Number(amount);
  if (!/^(?:[0-9]+(?:ms|[ywdhms]))+$/.test(amount!)) return undefined;
  let seconds = 0;
  for (const [, count, unit] of amount!.matchAll(/([0-9]+)(ms|[ywdhms])/g)) seconds += Number(count) * UNIT_SECONDS[unit!]!;
  return factor * seconds;
}
