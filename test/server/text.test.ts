import { array, assert, constantFrom, nat, pre, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { Lines } from '../../server/lines.ts';
import { toOffset, toPosition, type Encoding } from '../../server/text.ts';

const texts = array(constantFrom('a', 'b', '\n', '\r', '\r\n', 'ß', '𝒳', '中', ' '), { maxLength: 30 }).map(parts => parts.join(''));
const encodings = constantFrom<Encoding>('utf-8', 'utf-16', 'utf-32');

test('lines after a change are those of the changed text', () => {
  assert(
    property(texts, texts, nat(40), nat(40), (text, inserted, a, b) => {
      const start = Math.min(a, b, text.length);
      const end = Math.min(Math.max(a, b), text.length);
      const made = Lines.of(text).replaced(start, end, inserted);
      const whole = Lines.of(text.slice(0, start) + inserted + text.slice(end));
      expect(made.text).toBe(whole.text);
      expect(startsOf(made)).toEqual(startsOf(whole));
    }),
    { seed: 1, numRuns: 3000 },
  );
});

test('lines of a long text stay true over many changes', () => {
  const edits = array(tuple(nat(), nat(400), texts, nat(3)), { minLength: 1, maxLength: 12 });
  assert(
    property(nat(600), edits, (count, steps) => {
      let lines = Lines.of('ab\ncd\r\n'.repeat(count));
      let { text } = lines;
      for (const [at, length, inserted, times] of steps) {
        const start = at % (text.length + 1);
        const end = Math.min(start + length, text.length);
        const long = inserted.repeat(times * times * times);
        lines = lines.replaced(start, end, long);
        text = text.slice(0, start) + long + text.slice(end);
      }
      expect(lines.text).toBe(text);
      expect(startsOf(lines)).toEqual(startsOf(Lines.of(text)));
      const offset = text.length >> 1;
      expect(lines.lineAt(offset)).toBe(Lines.of(text).lineAt(offset));
    }),
    { seed: 3, numRuns: 200 },
  );
});

function startsOf(lines: Lines): readonly number[] {
  return Array.from({ length: lines.count }, (_, line) => lines.startOf(line));
}

test('an offset comes back from its position, in every encoding', () => {
  assert(
    property(texts, nat(60), encodings, (text, at, encoding) => {
      const offset = Math.min(at, text.length);
      const unit = text.charCodeAt(offset);
      const isWhole = !(unit >= 0xdc00 && unit <= 0xdfff) && !(unit === 10 && text.charCodeAt(offset - 1) === 13);
      pre(isWhole);
      const lines = Lines.of(text);
      expect(toOffset(lines, toPosition(lines, offset, encoding), encoding)).toBe(offset);
    }),
    { seed: 2, numRuns: 3000 },
  );
});

test('positions outside the text mean its nearest place', () => {
  const lines = Lines.of('ab\ncd');
  expect(toOffset(lines, { line: 9, character: 9 }, 'utf-16')).toBe(5);
  expect(toOffset(lines, { line: 0, character: 9 }, 'utf-16')).toBe(2);
  expect(toOffset(lines, { line: -1, character: 0 }, 'utf-16')).toBe(0);
  expect(toPosition(lines, 99, 'utf-8')).toEqual({ line: 1, character: 2 });
});

test('UTF-8 counts bytes, UTF-32 characters', () => {
  const lines = Lines.of('ß𝒳x');
  expect(toPosition(lines, 3, 'utf-8')).toEqual({ line: 0, character: 6 });
  expect(toPosition(lines, 3, 'utf-16')).toEqual({ line: 0, character: 3 });
  expect(toPosition(lines, 3, 'utf-32')).toEqual({ line: 0, character: 2 });
});
