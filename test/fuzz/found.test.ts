import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder } from '../cli/run.ts';

test('what breaks a law is kept whole and small, and what is being tried is known meanwhile', async () => {
  const root = folder();
  process.env['FUZZ_FOLDER'] = root;
  // Whoever runs for long wants no row of this, and all of its inputs.
  delete process.env['FUZZ_REPORT'];
  delete process.env['FUZZ_INPUT'];
  const { hunt, shorter, SEED } = await import('./budget.ts');
  const held: string[] = [];
  const tried = hunt<string>({
    name: 'a hunt',
    inputs: 5,
    make: (_random, index) => `input ${index}`,
    law(input) {
      held.push(
        readdirSync(root)
          .filter(name => name.endsWith('.hand'))
          .map(name => readFileSync(join(root, name), 'utf8').trim())
          .join(),
      );
      return input.includes('3') ? 'three: it is there' : undefined;
    },
    shrink: shorter,
    show: input => input,
  });
  await expect(tried).rejects.toThrow('1 kinds of failures');
  expect(held.slice(0, 4)).toEqual(['0', '1', '2', '3']);
  expect(readdirSync(root)).toEqual([`a-hunt-${SEED}-3.json`]);
  expect(JSON.parse(readFileSync(join(root, `a-hunt-${SEED}-3.json`), 'utf8'))).toMatchObject({
    name: 'a hunt',
    at: 3,
    wrong: 'three: it is there',
    input: 'input 3',
    least: '3',
  });
});
