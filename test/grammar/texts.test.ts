import { expect, test } from 'vitest';
import { DIALECTS, parseFile } from '../../grammar/index.ts';
import { borrowTokens, returnTokens } from '../../grammar/lexer.ts';

test('every statement keeps its text, beside wide characters and with them', () => {
  const long = 'a'.repeat(5000);
  const texts = ['SELECT 1;', "SELECT 'é';", "SELECT '漢字';", `SELECT '${long}';`, `SELECT '${long}漢';`, 'SELECT 1;'];
  const { statements } = parseFile('a.sql', texts.join('\n'));
  expect(statements.map(({ statement }) => statement.text)).toEqual(texts);
  expect(statements[5]!.statement).toBe(statements[0]!.statement);
});

test('tokens that were given back hold no text', () => {
  const text = "SELECT 'é';";
  const tokens = borrowTokens(text, DIALECTS.http);
  expect(tokens.text).toBe(text);
  expect(tokens.codes.narrow(0, 6)).toBe('SELECT');
  returnTokens(tokens);
  expect(tokens.text).toBe('');
  expect(Object.values(tokens.codes).some(value => typeof value === 'string')).toBe(false);
});
