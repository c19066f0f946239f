import { describe, test } from 'vitest';
import { share, TIMEOUT } from './budget.ts';
import { chase, cuts, grammarLaws } from './chase.ts';
import { mutants } from './corpus.ts';
import type { Cuts } from './texts.ts';

/** Every prefix that ends with a token, and every text without one of its tokens: one after the other, or a sample of them. */
function sweep(list: readonly Cuts[]): { readonly size: number; readonly at: (index: number) => string } {
  const first: number[] = [];
  let size = 0;
  for (const { count } of list) {
    first.push(size);
    size += 2 * count;
  }
  return {
    size,
    at(index) {
      let low = 0;
      let high = first.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (first[middle]! <= index) low = middle;
        else high = middle - 1;
      }
      const { text, starts, ends } = list[low]!;
      const place = index - first[low]!;
      const token = place >> 1;
      return place % 2 === 0 ? text.slice(0, ends[token]) : text.slice(0, starts[token]) + text.slice(ends[token]);
    },
  };
}

describe('one by one', { timeout: TIMEOUT }, () => {
  test('prefixes and deletions of known statements', async () => {
    const all = sweep(cuts);
    const inputs = Math.min(all.size, share(0.4));
    const stride = all.size / inputs;
    await chase('prefixes and deletions', inputs, grammarLaws, (_random, index) => all.at(Math.floor(index * stride)));
  });

  test('mutants with their labels off', async () => {
    const known = mutants();
    if (known.length > 0)
      await chase(
        'mutants',
        Math.min(known.length, share(0.05)),
        grammarLaws,
        (_random, index) => known[Math.floor((index * 7919) % known.length)]!.sql,
      );
  });
});
