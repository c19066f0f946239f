import { expect } from 'vitest';
import { parseRequest } from '../../grammar/parser.ts';
import type { Protocol } from '../../grammar/dialect.ts';
import { drawMarks, fixture } from '../fixture.ts';

/**
 * Compares what the grammar refuses with the marks: one statement or request, carets under the token that is to blame, and behind them
 * code and message. `§` stands for `Invalid SQL syntax: sql parser error: `, `¶` for the same of TQL.
 */
export function checkRefusal(marked: string, protocol: Protocol = 'http'): void {
  const { text, marks } = fixture(marked.trimEnd()).files[0]!;
  const { faults } = parseRequest(text, protocol);
  const found = faults.map(({ span, status, message }) => ({ ...span, text: `${status.code} ${abbreviated(message)}` }));
  expect(drawMarks(text, found)).toBe(drawMarks(text, marks));
}

export function abbreviated(message: string): string {
  return message.replace('Invalid SQL syntax: sql parser error: ', '§').replace('Invalid TQL syntax: sql parser error: ', '¶');
}
