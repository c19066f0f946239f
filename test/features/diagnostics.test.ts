import { expect, test } from 'vitest';
import { checkFindings } from '../check.ts';
import { lint, RULES } from '../../analysis/index.ts';
import { scene } from './feature.ts';

test('findings stand in the file they are about, and nowhere else', () => {
  checkFindings(`
-- file: 01_flows.sql
CREATE FLOW late SINK TO out AS SELECT host FROM mem;
--                                               ^^^ flow-order
-- file: 02_tables.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
`);
});

test('a later creation is a related place', () => {
  const { snapshot } = scene(`
-- file: 01_flows.sql
CREATE FLOW late SINK TO out AS SELECT host FROM mem;
-- file: 02_tables.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
`);
  const [finding] = lint(snapshot, 'file:///01_flows.sql', { rules: RULES });
  expect(finding?.related.map(({ uri }) => uri)).toEqual(['file:///02_tables.sql']);
});

test('a workspace in order has none', () => {
  checkFindings(`
-- file: 01_tables.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
-- file: 02_queries.sql
SELECT host FROM mem;
`);
});
