/** What a step needs: a browser's extension host has no assertion library. */
export function equal(actual: unknown, expected: unknown, what = 'value'): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`${what}: ${seen} instead of ${wanted}`);
}

export function matches(text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`${pattern} does not match ${JSON.stringify(text)}`);
}

export function ok(value: unknown, what: string): asserts value {
  if (value === undefined || value === null || value === false) throw new Error(what);
}

/** Looks again and again until there is something. */
export async function until<T>(look: () => T | Promise<T>, what: string, limit = 20_000): Promise<Exclude<T, undefined | false | null>> {
  const start = Date.now();
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false && seen !== null) return seen as Exclude<T, undefined | false | null>;
    if (Date.now() - start > limit) throw new Error(`timed out: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
