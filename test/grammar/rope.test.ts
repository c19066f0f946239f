import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { Rope } from '../../grammar/index.ts';

const texts = array(constantFrom('a', '\n', 'ß', '𝒳', 'long '.repeat(2000)), { maxLength: 8 }).map(parts => parts.join(''));

test('a rope reads as the text that was put together', () => {
  assert(
    property(texts, array(tuple(nat(40_000), nat(9000), texts), { maxLength: 6 }), nat(40_000), (text, changes, at) => {
      let rope = Rope.of(text);
      let whole = text;
      for (const [from, length, put] of changes) {
        const start = Math.min(from, whole.length);
        const end = Math.min(start + length, whole.length);
        rope = rope.replaced(start, end, put);
        whole = whole.slice(0, start) + put + whole.slice(end);
      }
      expect(rope.length).toBe(whole.length);
      expect(rope.slice(at, at + 9000)).toBe(whole.slice(at, at + 9000));
      expect(rope.toString()).toBe(whole);
    }),
    { seed: 4, numRuns: 500 },
  );
});
