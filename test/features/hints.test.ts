import { expect, test } from 'vitest';
import { hints, hintText } from '../../analysis/index.ts';
import { scene } from './feature.ts';

/** The text with its hints written in. */
function hinted(marked: string, range?: { readonly start: number; readonly end: number }): string {
  const { snapshot, made } = scene(marked);
  const { uri, text } = made.files.at(-1)!;
  const found = hints(snapshot, uri, range ?? { start: 0, end: text.length }).toSorted((a, b) => b.offset - a.offset);
  return found.reduce((whole, { offset, label }) => `${whole.slice(0, offset)}‹${label}›${whole.slice(offset)}`, text);
}

const MEM = '-- file: 01.sql\nCREATE TABLE mem (host STRING, v DOUBLE, ts TIMESTAMP TIME INDEX);\n-- file: 02.sql\n';

test('a flow shows its mode, its times in seconds, and the names and types it computes', () => {
  expect(
    hinted(
      `${MEM}CREATE FLOW f SINK TO o EXPIRE AFTER '1 hour'::INTERVAL AS SELECT host, sum(v), date_bin(INTERVAL '5 minutes', ts) AS w FROM mem GROUP BY host, w;`,
    ),
  ).toBe(
    "CREATE FLOW f‹ batching› SINK TO o EXPIRE AFTER '1 hour'::INTERVAL‹ = 3600 s› AS SELECT host‹ STRING›, sum(v)‹ AS \"sum(mem.v)\" DOUBLE›, date_bin(INTERVAL '5 minutes'‹ = 300 s›, ts) AS w‹ TIMESTAMP(3)› FROM mem GROUP BY host, w;",
  );
});

test('a view shows types too', () => {
  expect(hinted(`${MEM}CREATE VIEW w AS SELECT v * 2 AS double FROM mem;`)).toBe(
    'CREATE VIEW w AS SELECT v * 2 AS double‹ DOUBLE› FROM mem;',
  );
});

test('a pending flow says so', () => {
  expect(hinted('CREATE FLOW f SINK TO o WITH (defer_on_missing_source = true) AS SELECT a FROM nowhere;')).toContain('f‹ pending›');
});

test('seconds, plain queries and broken statements get none', () => {
  expect(hinted(`${MEM}SELECT v * 2 FROM mem;`)).toBe('SELECT v * 2 FROM mem;');
  expect(hinted(`${MEM}CREATE FLOW f SINK TO o EVAL INTERVAL '10 s' AS SELECT`)).toBe(
    "CREATE FLOW f SINK TO o EVAL INTERVAL '10 s' AS SELECT",
  );
});

test('only the range that was asked for has them', () => {
  expect(hinted(`${MEM}CREATE FLOW f SINK TO o AS SELECT host FROM mem;`, { start: 0, end: 15 })).toBe(
    'CREATE FLOW f‹ streaming› SINK TO o AS SELECT host FROM mem;',
  );
});

test('a hint explains itself', () => {
  const { snapshot } = scene('CREATE FLOW f SINK TO o WITH (defer_on_missing_source = true) AS SELECT a FROM nowhere;');
  expect(hintText(snapshot, 'file:///test.sql', { label: ' pending', kind: 'note', statement: 0 })).toContain('nothing starts it later');
});
