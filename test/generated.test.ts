import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { urlOf } from '../analysis/index.ts';
import { stale } from '../scripts/generate.ts';

test('generated files are current (npm run generate)', () => {
  expect(stale()).toEqual([]);
});

test('links lead to the place that package.json names', () => {
  const { homepage } = JSON.parse(readFileSync('package.json', 'utf8')) as { homepage: string };
  expect(urlOf('README.md')).toBe(`${homepage}/blob/main/README.md`);
});
