import { describe, test } from 'vitest';
import type { Protocol } from '../../grammar/index.ts';
import { hunt, share, shorter, TIMEOUT, type Law } from './budget.ts';
import { allTexts, mutants } from './corpus.ts';
import { bothEngines, formatting, lexing, linting, parsing, printing, running } from './laws.ts';
import { isLossy } from './lossy.ts';
import type { Random } from './random.ts';
import { bytesAsText, cutsOf, deepText, hurt, PROTOCOLS, wildText, type Cuts } from './texts.ts';

interface Input {
  readonly text: string;
  readonly protocol: Protocol;
}

const texts = allTexts();
const cuts = texts.map(cutsOf);

const grammarLaws: Law<Input> = ({ text, protocol }) =>
  lexing(text, protocol) ?? parsing(text, protocol) ?? bothEngines(text, protocol) ?? printing(text, protocol, isLossy) ?? formatting(text, protocol);

const catalogLaws: Law<Input> = ({ text, protocol }) =>
  running([text], protocol, 'closed') ?? running([text], protocol, 'open') ?? linting([text], 'closed') ?? linting([text], 'open');

function chase(name: string, inputs: number, law: Law<Input>, make: (random: Random, index: number) => string, protocol?: Protocol): void {
  hunt<Input>({
    name,
    inputs,
    law,
    make: (random, index) => ({ text: make(random, index), protocol: protocol ?? random.pick(PROTOCOLS) }),
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
  test('prefixes and deletions of known statements', () => {
    const all = sweep(cuts);
    const inputs = Math.min(all.size, share(0.25));
    const stride = all.size / inputs;
    chase('prefixes and deletions', inputs, grammarLaws, (_random, index) => all.at(Math.floor(index * stride)));
  });

  test('mutants with their labels off', () => {
    const known = mutants();
    if (known.length > 0) chase('mutants', Math.min(known.length, share(0.05)), grammarLaws, (_random, index) => known[Math.floor((index * 7919) % known.length)]!.sql);
  });

  test('statements hurt in many ways', () => {
    chase('hurt statements', share(0.25), grammarLaws, random => hurt(random, cuts));
  });

  test('wild Unicode', () => {
    chase('wild Unicode', share(0.08), grammarLaws, random => wildText(random));
  });

  test('bytes that are no text', () => {
    chase('bytes', share(0.02), grammarLaws, random => bytesAsText(random));
  });

  test('things put into themselves', () => {
    chase('deep nesting', Math.min(2_000, share(0.004)), grammarLaws, deepText);
  });
});

describe('any text is replayed and linted', { timeout: TIMEOUT }, () => {
  test('statements hurt in many ways', () => {
    chase('replay of hurt statements', share(0.08), catalogLaws, random => hurt(random, cuts));
  });

  test('wild Unicode', () => {
    chase('replay of wild Unicode', share(0.02), catalogLaws, random => wildText(random));
  });

  test('things put into themselves', () => {
    chase('replay of deep nesting', Math.min(500, share(0.002)), catalogLaws, deepText);
  });
});

