import { DIALECTS, lex, type Protocol } from '../../grammar/index.ts';
import { hunt, shorter, type Law } from './budget.ts';
import { allEngines } from './engines.ts';
import { allStatements } from './corpus.ts';
import { formatting, lexing, linting, parsing, printing, running } from './laws.ts';
import { isLossy } from './lossy.ts';
import type { Random } from './random.ts';
import { stepping } from './steps.ts';
import { cutsOf, PROTOCOLS } from './texts.ts';

export interface Input {
  readonly text: string;
  readonly protocol: Protocol;
  /** Chevrotain takes ten times as long as the others: in a long run it is asked now and then. */
  readonly isSlow: boolean;
}

/** Longer ones take long and tell no more. */
const LONGEST = 4_000;
export const cuts = allStatements()
  .filter(text => text.length < LONGEST)
  .map(cutsOf);

/** What holds of any text before it is run. */
export const grammarLaws: Law<Input> = ({ text, protocol, isSlow }) =>
  stepping(text, protocol) ??
  lexing(text, protocol) ??
  parsing(text, protocol) ??
  allEngines(lex(text, DIALECTS[protocol]), protocol, isSlow) ??
  printing(text, protocol, isLossy) ??
  formatting(text, protocol);

/** What holds of any text that is run and linted. */
export const catalogLaws: Law<Input> = ({ text, protocol }) =>
  stepping(text, protocol) ??
  running([text], protocol, 'closed') ??
  running([text], protocol, 'open') ??
  linting([text], 'closed') ??
  linting([text], 'open');

/** Hunts with texts. */
export function chase(name: string, inputs: number, law: Law<Input>, make: (random: Random, index: number) => string): Promise<void> {
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
