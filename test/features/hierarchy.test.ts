import { describe, expect, test } from 'vitest';
import { hierarchyAt, incoming, outgoing, subtypes, supertypes, type HierarchyCall } from '../../analysis/index.ts';
import { scene } from './feature.ts';

const FILES = (cursor: string): string =>
  `
-- file: 01_tables.sql
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
-- file: 02_flows.sql
CREATE FLOW per_host SINK TO out AS SELECT host, max(ts) AS ts FROM mem GROUP BY host, date_bin(INTERVAL '1 minute', ts);
CREATE FLOW again SINK TO final WITH (defer_on_missing_source = true) AS SELECT m.host FROM out AS m, missing;
CREATE VIEW v AS SELECT host FROM mem;
`.replace(cursor, `${cursor.slice(0, -1)}$0${cursor.slice(-1)}`);

function ways(cursor: string): {
  readonly in: readonly string[];
  readonly out: readonly string[];
  readonly up: readonly string[];
  readonly down: readonly string[];
} {
  const { snapshot, place, made } = scene(FILES(cursor));
  const [item] = hierarchyAt(snapshot, place);
  const draw = ({ item: { kind, name }, places }: HierarchyCall): string =>
    `${kind} ${name}: ${places.map(({ uri, start, end }) => made.files.find(file => file.uri === uri)!.text.slice(start, end)).join(', ')}`;
  const name = ({ kind, name: own }: { readonly kind: string; readonly name: string }): string => `${kind} ${own}`;
  return {
    in: incoming(snapshot, item!.entity).map(draw),
    out: outgoing(snapshot, item!.entity).map(draw),
    up: supertypes(snapshot, item!.entity).map(name),
    down: subtypes(snapshot, item!.entity).map(name),
  };
}

describe('the way of data', () => {
  test('through a flow: sources in, sink out', () => {
    expect(ways('FLOW per_host')).toEqual({ in: ['table mem: mem'], out: ['table out: out'], up: ['table mem'], down: [] });
  });
  test('through a table: flows that write in, flows and views that read out', () => {
    expect(ways('TABLE mem')).toEqual({ in: [], out: ['flow per_host: mem', 'view v: mem'], up: [], down: ['flow per_host', 'view v'] });
    expect(ways('SINK TO out').in).toEqual(['flow per_host: out']);
    expect(ways('SINK TO out').out).toEqual(['flow again: out']);
  });
  test('through a view, and over tables that nobody creates', () => {
    expect(ways('VIEW v')).toEqual({ in: ['table mem: mem'], out: [], up: ['table mem'], down: [] });
    expect(ways('FLOW again').in).toEqual(['table out: out', 'table missing: missing']);
  });
});

test('keywords and columns have none', () => {
  const { snapshot, place } = scene('CREATE TABLE mem (ho$0st STRING, ts TIMESTAMP TIME INDEX);');
  expect(hierarchyAt(snapshot, place)).toEqual([]);
});
