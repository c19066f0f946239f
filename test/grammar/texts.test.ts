import { expect, test } from 'vitest';
import { parseFile } from '../../grammar/index.ts';

test('every statement keeps its text, beside wide characters and with them', () => {
  const long = 'a'.repeat(5000);
  const texts = ['SELECT 1;', "SELECT 'é';", "SELECT '漢字';", `SELECT '${long}';`, `SELECT '${long}漢';`, 'SELECT 1;'];
  const { statements } = parseFile('a.sql', texts.join('\n'));
  expect(statements.map(({ statement }) => statement.text)).toEqual(texts);
  expect(statements[5]!.statement).toBe(statements[0]!.statement);
});
