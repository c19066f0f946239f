import { describe, test } from 'vitest';
import { DIALECTS, lex, type Protocol } from '../../grammar/index.ts';
import { hunt, share, shorter, TIMEOUT, type Law } from './budget.ts';
import { allStatements, mutants } from './corpus.ts';
import { allEngines } from './engines.ts';
import { formatting, lexing, linting, parsing, printing, running } from './laws.ts';
import { isLossy } from './lossy.ts';
import type { Random } from './random.ts';
import { bytesAsText, cutsOf, deepText, hurt, PROTOCOLS, wildText, type Cuts } from './texts.ts';

interface Input {
  readonly text: string;
  readonly protocol: Protocol;
  /** Chevrotain takes ten times as long as the others: in a long run it is asked now and then. */
  readonly isSlow: boolean;
}

/** Longer ones take long and tell no more. */
const LONGEST = 4_000;
const cuts = allStatements().filter(text => text.length < LONGEST).map(cutsOf);

const grammarLaws: Law<Input> = ({ text, protocol, isSlow }) =>
  lexing(text, protocol) ?? parsing(text, protocol) ?? allEngines(lex(text, DIALECTS[protocol]), protocol, isSlow) ?? printing(text, protocol, isLossy) ?? formatting(text, protocol);

const catalogLaws: Law<Input> = ({ text, protocol }) =>
  running([text], protocol, 'closed') ?? running([text], protocol, 'open') ?? linting([text], 'closed') ?? linting([text], 'open');

function chase(name: string, inputs: number, law: Law<Input>, make: (random: Random, index: number) => string): Promise<void> {
  return hunt<Input>({
    name,
    inputs,
    law,
    make: (random, index) => ({ text: make(random, index), protocol: random.pick(PROTOCOLS), isSlow: inputs < 5_000 || index % 16 === 0 }),
    shrink: function* smaller(input) {
      for (const text of shorter(input.text)) yield { ...input, text };
    },
    show: ({ text, protocol: spoken }) => `${spoken} ${JSON.stringify(text)}`,
  });
}

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

describe('any text', { timeout: TIMEOUT }, () => {
  test('prefixes and deletions of known statements', async () => {
    const all = sweep(cuts);
    const inputs = Math.min(all.size, share(0.4));
    const stride = all.size / inputs;
    await chase('prefixes and deletions', inputs, grammarLaws, (_random, index) => all.at(Math.floor(index * stride)));
  });

  test('mutants with their labels off', async () => {
    const known = mutants();
    if (known.length > 0) await chase('mutants', Math.min(known.length, share(0.05)), grammarLaws, (_random, index) => known[Math.floor((index * 7919) % known.length)]!.sql);
  });

  test('statements hurt in many ways', async () => {
    await chase('hurt statements', share(0.36), grammarLaws, random => hurt(random, cuts));
  });

  test('wild Unicode', async () => {
    await chase('wild Unicode', share(0.1), grammarLaws, random => wildText(random));
  });

  test('bytes that are no text', async () => {
    await chase('bytes', share(0.03), grammarLaws, random => bytesAsText(random));
  });

  test('things put into themselves', async () => {
    await chase('deep nesting', Math.min(2_000, share(0.001)), grammarLaws, deepText);
  });
});

describe('any text is replayed and linted', { timeout: TIMEOUT }, () => {
  test('statements hurt in many ways', async () => {
    await chase('replay of hurt statements', share(0.04), catalogLaws, random => hurt(random, cuts));
  });

  test('wild Unicode', async () => {
    await chase('replay of wild Unicode', share(0.01), catalogLaws, random => wildText(random));
  });

  test('things put into themselves', async () => {
    await chase('replay of deep nesting', Math.min(500, share(0.001)), catalogLaws, deepText);
  });
});

