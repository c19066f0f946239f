import { work } from './work.ts';
import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import * as analysis from '../../analysis/index.ts';
import { edit, emptyWorkspace, lint, RULES, simulate, type Place, type Snapshot, type Workspace } from '../../analysis/index.ts';
import { DIALECTS, format, lex, parseFile } from '../../grammar/index.ts';
import { settingsOf } from '../fuzz/laws.ts';

/**
 * Ten times the input may cost at most eleven and a quarter times the work: counted, so that no busy machine decides. The exponent is that of the
 * line through three sizes on double logarithmic paper.
 */
const SIZES = [20, 65, 200] as const;
const MOST = 1.05;

interface Row {
  readonly name: string;
  readonly counts: readonly number[];
  readonly exponent: number;
}
const rows: Row[] = [];

/** So many tables, each with a flow, a view over its sink, and a query. */
function texts(many: number): readonly string[] {
  return Array.from({ length: many }, (_, index) => {
    const i = String(index).padStart(5, '0');
    return `-- group ${i}
CREATE TABLE source_${i} (host STRING, reading DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (append_mode = 'true');
CREATE FLOW flow_${i} SINK TO sink_${i} EXPIRE AFTER '1 hour'::INTERVAL AS
SELECT host, max(reading) AS most, date_bin('1 minute'::INTERVAL, ts) AS time_window FROM source_${i} WHERE reading > ${index} GROUP BY host, time_window;
CREATE VIEW view_${i} AS SELECT host, most FROM sink_${i} WHERE most > 1;
SELECT host, count(most) FROM view_${i} GROUP BY host ORDER BY host LIMIT 10;
`;
  });
}

function workspaceOf(many: number): Workspace {
  let workspace = emptyWorkspace(settingsOf('closed'));
  const own = texts(many);
  const perFile = 10;
  for (let at = 0; at < own.length; at += perFile)
    workspace = edit(workspace, `file:///${String(at).padStart(5, '0')}.sql`, own.slice(at, at + perFile).join(''));
  return workspace;
}

function snapshotOf(many: number): Snapshot {
  return simulate(workspaceOf(many));
}

function measure(name: string, prepare: (many: number) => () => void): void {
  test(name, () => {
    // Once before: what is only made the first time belongs to no size.
    prepare(SIZES[0])();
    const counts = SIZES.map(many => work(prepare(many)));
    const exponent = slope(SIZES.map(Math.log), counts.map(Math.log));
    rows.push({ name, counts, exponent });
    expect(exponent, `${name}: ${counts.join(', ')}`).toBeLessThanOrEqual(MOST);
  });
}

function slope(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(xs), mean(ys)];
  const over = xs.reduce((sum, value, index) => sum + (value - x) * (ys[index]! - y), 0);
  return over / xs.reduce((sum, value) => sum + (value - x) ** 2, 0);
}

/** A place in a workspace's first flow: the name of its source. */
function placeIn(snapshot: Snapshot): Place {
  const [file] = snapshot.workspace.files;
  return { uri: file!.uri, offset: file!.text.indexOf('FROM source_00000') + 7 };
}

/** What is offered in the last file, where everything is in sight. */
function completed(snapshot: Snapshot, text: string, behind: number): analysis.Completions {
  const file = snapshot.workspace.files.at(-1)!;
  const found = analysis.completions(snapshot, file, file.text.lastIndexOf(text) + behind, RULES);
  expect(found.items.length).toBeGreaterThan(0);
  return found;
}

describe('work grows no faster than the input', () => {
  measure('lexing', many => {
    const text = texts(many).join('');
    return () => void lex(text, DIALECTS.http);
  });
  measure('parsing', many => {
    const text = texts(many).join('');
    return () => void parseFile('file:///a.sql', text);
  });
  measure('parsing what is broken', many => {
    const text = texts(many).join('').replaceAll('SELECT', 'SELECT SELECT (');
    return () => void parseFile('file:///a.sql', text);
  });
  measure('formatting', many => {
    const text = texts(many).join('');
    return () => void format(text);
  });
  measure('replay', many => {
    const workspace = workspaceOf(many);
    return () => void simulate(workspace);
  });
  measure('lint', many => {
    const snapshot = snapshotOf(many);
    return () => {
      for (const { uri } of snapshot.workspace.files) lint(snapshot, uri, { rules: RULES });
    };
  });
  measure('graph', many => {
    const snapshot = snapshotOf(many);
    return () => void analysis.flowGraph(snapshot);
  });
  measure('references', many => {
    const snapshot = snapshotOf(many);
    return () => void analysis.references(snapshot, placeIn(snapshot), { declaration: true });
  });
  measure('rename', many => {
    const snapshot = snapshotOf(many);
    return () => void analysis.rename(snapshot, placeIn(snapshot), 'renamed');
  });
  measure('completion of a table', many => {
    const snapshot = snapshotOf(many);
    return () => void completed(snapshot, 'FROM source_', 5);
  });
  measure('completion of a column', many => {
    const snapshot = snapshotOf(many);
    return () => void completed(snapshot, 'SELECT host, count(most)', 7);
  });
  measure('symbols', many => {
    const snapshot = snapshotOf(many);
    return () => void analysis.workspaceSymbols(snapshot, 'sink');
  });
  measure('one long expression', many => {
    const text = `SELECT ${Array.from({ length: many }, (_, index) => `a${index + 1000} + ${index + 1000}`).join(' * ')} FROM t`;
    return () => void parseFile('file:///a.sql', text);
  });
  measure('one long list', many => {
    const text = `CREATE TABLE t (ts TIMESTAMP TIME INDEX); INSERT INTO t VALUES ${Array.from({ length: many }, (_, index) => `(${index + 1000})`).join(', ')};`;
    return () => void simulate(edit(emptyWorkspace(settingsOf('closed')), 'file:///a.sql', text));
  });
});

afterAll(() => {
  const path = process.env['SCALING_REPORT'];
  if (path === undefined) return;
  const line = ({ name, counts, exponent }: Row): string =>
    `| ${name} | ${counts.map(count => count.toLocaleString('en')).join(' | ')} | ${exponent.toFixed(2)} |`;
  const head = [`| what | ${SIZES.map(size => `${size} groups`).join(' | ')} | exponent |`, '| --- | ---: | ---: | ---: | ---: |'];
  writeFileSync(path, `${[...head, ...rows.map(line)].join('\n')}\n`);
});
