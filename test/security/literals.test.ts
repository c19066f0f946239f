import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Node } from 'acorn';
import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { describeWith } from '../shared.ts';

const DIST = join(import.meta.dirname, '..', '..', 'dist');
const FLOORS = ['grammar', 'catalog', 'analysis', 'config', 'server', 'cli', 'client'];

interface Literal {
  readonly pattern: string;
  readonly flags: string;
  readonly where: string;
}

/** Every regular expression that the compiled sources write, once. */
function literals(): readonly Literal[] {
  const found = new Map<string, Literal>();
  for (const floor of FLOORS) {
    for (const name of readdirSync(join(DIST, floor), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.js'))) {
      collect(
        parse(readFileSync(join(DIST, floor, name), 'utf8'), { ecmaVersion: 'latest', sourceType: 'module' }),
        join(floor, name),
        found,
      );
    }
  }
  return [...found.values()];
}

function collect(node: unknown, where: string, found: Map<string, Literal>): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, regex } = node as Node & { readonly regex?: { readonly pattern: string; readonly flags: string } };
  if (type === 'Literal' && regex !== undefined) found.set(`/${regex.pattern}/${regex.flags}`, { ...regex, where });
  for (const part of Object.values(node)) collect(part, where, found);
}

/** Bounded repetitions, which the tool takes for unbounded ones: sixty times eighty characters at most. */
const BOUNDED: readonly string[] = ['\\b([\\w.-]{1,60}\\/[\\w.-]{1,80})#(\\d{1,9})\\b'];

/** Quadratic on a text of one line or one word, and not worth another way. */
const MOST_QUADRATIC = 24;

describeWith('dist/grammar (npm run build)', existsSync(join(DIST, 'grammar')), 'regular expressions of our own', () => {
  test('none is exponential, none grows faster than the square, and those that do are few', () => {
    const bad: string[] = [];
    let quadratic = 0;
    for (const { pattern, flags, where } of literals()) {
      // One repetition alone is at worst quadratic.
      if ((pattern.match(/[*+{]/g) ?? []).length < 2) continue;
      const { status, complexity } = checkSync(pattern, flags, { timeout: 4_000, checker: 'automaton' });
      if (status !== 'vulnerable' || BOUNDED.includes(pattern)) continue;
      if (complexity.type === 'polynomial' && complexity.degree === 2) quadratic++;
      else bad.push(`${where}: /${pattern}/${flags} is ${complexity.summary}`);
    }
    expect(bad).toEqual([]);
    expect(quadratic).toBeLessThanOrEqual(MOST_QUADRATIC);
  }, 240_000);

  test('the tool finds what it is asked for', () => {
    expect(checkSync('^(a+)+$', '', { checker: 'automaton' })).toMatchObject({ status: 'vulnerable', complexity: { type: 'exponential' } });
  });
});
