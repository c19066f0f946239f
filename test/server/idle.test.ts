import { expect, test } from 'vitest';
import { Idle } from '../../server/idle.ts';

const MB = 1 << 20;

test('memory is given back once after it grew, and only at rest', () => {
  const idle = new Idle(80 * MB);
  expect(idle.wants(0, 100 * MB)).toBe(false);
  expect(idle.wants(900, 400 * MB)).toBe(false);
  expect(idle.wants(1, 400 * MB)).toBe(true);
  idle.collected(220 * MB);
  expect(idle.wants(1, 230 * MB)).toBe(false);
  expect(idle.wants(1, 300 * MB)).toBe(true);
});
