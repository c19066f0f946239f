import { expect, test } from 'vitest';
import { findings, play } from './check.ts';

const open = { settings: { catalog: 'open' as const } };

function names(sql: string): readonly string[] {
  return findings(play(sql, open)).map(finding => `${finding.severity} ${finding.name}`);
}

test('a flow that waits for a table which the workspace creates later is warned of', () =>
  expect(
    names(
      'CREATE FLOW f SINK TO s WITH (defer_on_missing_source = true) AS SELECT count(*) FROM later_on;\nCREATE TABLE later_on (ts TIMESTAMP TIME INDEX);',
    ),
  ).toContain('warning pending-never-activated'));
test('a flow that waits for a table which may be elsewhere is not', () =>
  expect(names('CREATE FLOW f SINK TO s WITH (defer_on_missing_source = true) AS SELECT count(*) FROM elsewhere;')).toEqual([]));
test('nor where the table is created only if it is missing', () =>
  expect(
    names(
      'CREATE FLOW f SINK TO s WITH (defer_on_missing_source = true) AS SELECT count(*) FROM later_on;\nCREATE TABLE IF NOT EXISTS later_on (ts TIMESTAMP TIME INDEX);',
    ),
  ).toEqual([]));
