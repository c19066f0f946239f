import { describe, expect, test } from 'vitest';
import { documentSymbols, workspaceSymbols, type OutlineSymbol } from '../../analysis/index.ts';
import { scene } from './feature.ts';

function outline(marked: string): string {
  const { snapshot, place } = scene(marked);
  const file = snapshot.workspace.files.find(({ uri }) => uri === place.uri)!;
  return documentSymbols(file)
    .map(symbol => draw(symbol, ''))
    .join('\n');
}

function draw({ name, kind, detail, children }: OutlineSymbol, indent: string): string {
  return [
    `${indent}${kind} ${name}${detail === undefined ? '' : ` (${detail})`}`,
    ...children.map(child => draw(child, `${indent}  `)),
  ].join('\n');
}

describe('document symbols', () => {
  test('show tables with columns, flows with what they compute, views', () => {
    expect(
      outline(`
CREATE DATABASE metrics;
CREATE TABLE metrics.mem (host STRING, v DECIMAL(10, 2), ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO metrics.out AS SELECT host, sum(v) AS total FROM metrics.mem GROUP BY host;
CREATE VIEW v (machine) AS SELECT host FROM metrics.mem;
`),
    ).toBe(
      `database metrics
table mem (metrics)
  key host (STRING)
  column v (DECIMAL(10, 2))
  key ts (TIMESTAMP)
flow f (→ metrics.out)
  column host
  column total
view v
  column machine`,
    );
  });

  test('show other statements by their first words, queries with their CTEs', () => {
    expect(outline('WITH a AS (SELECT 1 AS x),\n  b AS (SELECT 2 AS y) SELECT * FROM a, b;\nDROP TABLE IF EXISTS gone;')).toBe(
      `statement WITH a AS (SELECT 1 AS x), b AS (SELECT 2 AS y) SELECT * FR…
  cte a
  cte b
statement DROP TABLE IF EXISTS gone`,
    );
  });

  test('show what was parsed of a broken statement', () => {
    expect(outline('CREATE FLOW half SINK TO')).toBe('flow half');
    expect(outline('nonsense here;')).toBe('');
  });

  test('select the name inside the statement', () => {
    const { snapshot } = scene('SELECT 1;\nCREATE TABLE mem (ts TIMESTAMP TIME INDEX);');
    const symbol = documentSymbols(snapshot.workspace.files[0]!)[1]!;
    expect(snapshot.workspace.files[0]!.text.slice(symbol.selection.start, symbol.selection.end)).toBe('mem');
    expect(snapshot.workspace.files[0]!.text.slice(symbol.start, symbol.end)).toBe('CREATE TABLE mem (ts TIMESTAMP TIME INDEX)');
  });
});

describe('workspace symbols', () => {
  const { snapshot } = scene(`
-- file: 01.sql
CREATE TABLE cpu_usage (host STRING, ts TIMESTAMP TIME INDEX);
-- file: 02.sql
CREATE FLOW per_host SINK TO out AS SELECT host AS machine FROM cpu_usage;
SELECT host FROM cpu_usage;
`);
  const named = (query: string): readonly string[] =>
    workspaceSymbols(snapshot, query).map(
      ({ kind, name, container, uri }) => `${uri.slice(8)} ${kind} ${container === undefined ? '' : `${container}.`}${name}`,
    );

  test('are what files declare', () => {
    expect(named('')).toEqual([
      '01.sql table cpu_usage',
      '01.sql column cpu_usage.host',
      '01.sql key cpu_usage.ts',
      '02.sql flow → out.per_host',
      '02.sql column per_host.machine',
    ]);
  });
  test('match by letters in order, in any case', () => {
    expect(named('CPUS')).toEqual(['01.sql table cpu_usage']);
    expect(named('zz')).toEqual([]);
  });
});
