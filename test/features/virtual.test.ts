import { expect, test } from 'vitest';
import { virtualText, virtualUri } from '../../analysis/index.ts';
import { scene } from './feature.ts';

const { snapshot } = scene(`
CREATE TABLE "Mem" (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host, max(ts) AS ts FROM "Mem" GROUP BY host, date_bin(INTERVAL '1 minute', ts);
CREATE VIEW v AS SELECT host FROM "Mem";
`);

test('a table, view or flow is shown as SHOW CREATE prints it', () => {
  expect(virtualText(snapshot, virtualUri('table', 'public.Mem'))).toContain('CREATE TABLE IF NOT EXISTS "Mem" (\n  "host" STRING NULL,');
  expect(virtualText(snapshot, virtualUri('table', 'public.out'))).toContain('"update_at" TIMESTAMP(3) NULL');
  expect(virtualText(snapshot, virtualUri('view', 'public.v'))).toMatch(/^CREATE VIEW v AS/);
  expect(virtualText(snapshot, virtualUri('flow', 'f'))).toContain('SINK TO public.out');
});

test('a system table shows its columns', () => {
  expect(virtualText(snapshot, virtualUri('table', 'information_schema.flows'))).toContain('--   flow_name STRING NOT NULL');
});

test('what is not there has no text', () => {
  expect(virtualText(snapshot, virtualUri('table', 'public.gone'))).toBeUndefined();
  expect(virtualText(snapshot, 'greptime-sql:/nonsense')).toBeUndefined();
  expect(virtualText(snapshot, 'greptime-sql:/table/%E0%A4%A.sql')).toBeUndefined();
});
