import { expect, test } from 'vitest';
import { catalogAt, catalogText } from '../../analysis/index.ts';
import { scene } from './feature.ts';

const FILES = `
-- file: 01.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
-- file: 02.sql
SELECT 1;
CREATE FLOW late SINK TO out WITH (defer_on_missing_source = true) AS SELECT host FROM nowhere;
$0DROP TABLE mem;
`;

test('the catalog is that before the statement at the cursor', () => {
  const { snapshot, place } = scene(FILES);
  const { moment, databases, flows } = catalogAt(snapshot, place);
  expect(moment).toBe('before statement 3 of 02.sql');
  expect(databases.find(({ name }) => name === 'public')?.relations.map(({ name }) => name)).toEqual(['mem']);
  expect(flows).toMatchObject([{ name: 'late', state: 'pending', missing: ['nowhere'], sink: 'out' }]);
});

test('without a place it is that after everything', () => {
  const { snapshot } = scene(FILES);
  expect(catalogAt(snapshot).databases.find(({ name }) => name === 'public')?.relations).toEqual([]);
  expect(catalogText(snapshot)).toContain('after all files');
});
