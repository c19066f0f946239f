import { test } from 'vitest';
import { linkedPlaces } from '../../analysis/index.ts';
import { checkMarks } from './feature.ts';

function check(marked: string): void {
  checkMarks(marked, ({ snapshot, place }) => linkedPlaces(snapshot, place).map(span => ({ uri: place.uri, ...span })));
}

test('an alias changes wherever the statement uses it', () =>
  check(`
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
SELECT m.host FROM mem AS $0m WHERE m.ts > 0;
--     ^
--                        ^^^
--                                  ^
`));

test('a CTE too', () =>
  check(`
WITH c$0 AS (SELECT 1 AS a) SELECT c.a FROM c;
--   ^^^
--                                 ^
--                                          ^
`));

test('not where it is written differently, not tables, not lone names', () => {
  check('CREATE TABLE mem (ts TIMESTAMP TIME INDEX);\nSELECT M.ts FROM mem AS $0m;');
  check('CREATE TABLE mem (ts TIMESTAMP TIME INDEX);\nSELECT mem.ts FROM $0mem;');
  check('SELECT 1 AS $0a;');
});
