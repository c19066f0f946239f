import { describe, test } from 'vitest';
import { share, TIMEOUT } from './budget.ts';
import { catalogLaws, chase, cuts, grammarLaws } from './chase.ts';
import { bytesAsText, deepText, hurt, wildText } from './texts.ts';

describe('any text', { timeout: TIMEOUT }, () => {
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
