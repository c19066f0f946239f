import { expect, test } from 'vitest';
import { apply, freshWorld, type World } from '../../catalog/index.ts';
import { parseFile } from '../../grammar/index.ts';

test('a refused EXECUTE points at its own name, not into the prepared text', () => {
  const sql = "PREPARE p FROM 'SELECT x FROM a_table_that_is_not_there WHERE y = ?';\nEXECUTE p USING 1;";
  let world: World = freshWorld({ protocol: 'mysql' });
  const verdicts = parseFile('file:///a.sql', sql, undefined, 'mysql').statements.map(({ statement }) => {
    const { verdict, after } = apply(world, statement);
    world = after;
    return verdict;
  });
  expect(verdicts[1]).toMatchObject({ kind: 'rejected', span: { start: 8, end: 9 } });
});
