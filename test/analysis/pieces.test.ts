import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editsOf, splice, textOf, whole, type FileEdit } from '../../analysis/pieces.ts';

/** Edits of a text, in order, that neither overlap nor meet. */
function edits(text: string): fc.Arbitrary<readonly FileEdit[]> {
  const cut = fc.tuple(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 4 }));
  return fc.array(cut, { maxLength: 4 }).map(cuts => {
    const chosen: FileEdit[] = [];
    for (const [start, length, replacement] of cuts.toSorted((a, b) => a[0] - b[0])) {
      if (start <= (chosen.at(-1)?.end ?? -1)) continue;
      chosen.push({ start, end: Math.min(text.length, start + length), text: replacement });
    }
    return chosen;
  });
}

function apply(text: string, changes: readonly FileEdit[]): string {
  return changes
    .toReversed()
    .reduce((result, { start, end, text: replacement }) => result.slice(0, start) + replacement + result.slice(end), text);
}

test('rounds of edits come to the edits that lead from the first text to the last', () => {
  const rounds = fc
    .string({ maxLength: 30 })
    .chain(original => edits(original).chain(first => edits(apply(original, first)).map(second => ({ original, first, second }))));
  fc.assert(
    fc.property(rounds, ({ original, first, second }) => {
      const last = apply(apply(original, first), second);
      const pieces = splice(splice(whole(original), first), second);
      expect(textOf(pieces)).toBe(last);
      const all = editsOf(pieces);
      expect(apply(original, all)).toBe(last);
      for (const [index, { start }] of all.entries()) expect(start).toBeGreaterThan(index === 0 ? -1 : all[index - 1]!.end - 1);
    }),
  );
});
