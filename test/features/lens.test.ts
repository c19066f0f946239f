import { expect, test } from 'vitest';
import { lenses, lensText } from '../../analysis/index.ts';
import { checkMarks } from './feature.ts';

function check(marked: string): void {
  checkMarks(marked, ({ snapshot }) =>
    snapshot.workspace.files.flatMap(({ uri }) =>
      lenses(snapshot, uri).map(({ start, end, statement }) => ({ uri, start, end, text: lensText(snapshot, uri, statement) })),
    ),
  );
}

test('flows tell how they run, tables and views who uses them', () =>
  check(`
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^ 2 readers · 0 writers
CREATE TABLE out (host STRING, ts TIMESTAMP TIME INDEX);
--           ^^^ 0 readers · 1 writer
CREATE FLOW f SINK TO out AS SELECT host, max(ts) AS ts FROM mem GROUP BY host, date_bin(INTERVAL '1 minute', ts);
--          ^ active · batching · 1 source → out
CREATE FLOW late SINK TO other WITH (defer_on_missing_source = true) AS SELECT host FROM gone;
--          ^^^^ pending · batching · 1 source → other
CREATE FLOW bad SINK TO other AS SELECT host FROM gone;
--          ^^^ not created
CREATE VIEW v AS SELECT host FROM mem;
--          ^ 0 readers · 0 writers
SELECT host FROM mem;
`));

test('a statement that is not there has no text', () => {
  expect(lensText({ steps: new Map() } as never, 'file:///none.sql', 3)).toBe('');
});
