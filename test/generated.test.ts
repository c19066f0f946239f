import { expect, test } from 'vitest';
import { stale } from '../scripts/generate.ts';

test('generated files are current (npm run generate)', () => {
  expect(stale()).toEqual([]);
});
