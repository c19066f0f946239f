import { describe, test } from 'vitest';
import { fewer, hunt, share, TIMEOUT } from './budget.ts';
import { hear, type Query } from './conversation.ts';
import { recordedCases } from './corpus.ts';
import { isBoundary, written } from './laws.ts';
import { OWN_SCRIPTS } from './scripts.ts';
import { changedWords, cutsOf } from './texts.ts';

/** Conversations in which literals and names were exchanged: most of it still parses, and then means something else. */
interface Input {
  readonly queries: readonly Query[];
  readonly catalog: 'open' | 'closed';
}

const conversations: readonly (readonly Query[])[] = [
  ...OWN_SCRIPTS.map(script => script.map(text => ({ text, protocol: 'http' as const, accepted: true }))),
  ...recordedCases().map(rows => rows.map(({ text, protocol, outcome }) => ({ text, protocol, accepted: outcome !== 'error' }))),
];

/** Statements of one conversation in a row, so that what is changed is still used. */
const LONGEST = 25;

describe('conversations with other words', { timeout: TIMEOUT }, () => {
  test('are judged without a stumble, and alike each time', async () => {
    await hunt<Input>({
      name: 'other words',
      inputs: share(0.015),
      make(random) {
        const whole = random.pick(conversations);
        const from = random.below(Math.max(1, whole.length - LONGEST));
        const queries = whole.slice(from, from + LONGEST).map(query => {
          return random.chance(0.4) ? { ...query, text: changedWords(random, cutsOf(query.text), 1 + random.below(3)) } : query;
        });
        return { queries, catalog: random.pick(['open', 'closed']) };
      },
      law({ queries, catalog }) {
        const heard = hear(queries, catalog);
        for (const { query, findings, steps } of heard) {
          for (const { start, end, name } of findings) {
            if (start > end || !isBoundary(query.text, start) || !isBoundary(query.text, end))
              return `finding outside (${name}): ${start}-${end}`;
          }
          for (const { outcome, placed } of steps) {
            const { verdict } = outcome;
            const refused = verdict.kind === 'rejected' ? verdict : verdict.kind === 'unknown' ? verdict.suspected : undefined;
            if (refused === undefined) continue;
            const { start, end } = refused.span;
            if (start > end || !isBoundary(placed.statement.text, start) || !isBoundary(placed.statement.text, end))
              return `verdict outside (${refused.reason}): ${start}-${end}`;
          }
        }
        const verdicts = (): string => written(hear(queries, catalog, false).map(({ steps }) => steps.map(step => step.outcome.verdict)));
        return verdicts() === verdicts() ? undefined : 'verdicts differ: from one time to the next';
      },
      shrink: function* smaller(input) {
        for (const queries of fewer(input.queries)) yield { ...input, queries };
      },
      show: ({ queries, catalog }) => `${catalog} ${JSON.stringify(queries.map(({ text, protocol }) => [protocol, text]))}`,
    });
  });
});
