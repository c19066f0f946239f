import { expect, test } from 'vitest';
import { change, edit, emptyWorkspace, lint, RULES, simulate, type Snapshot, type Workspace } from '../../analysis/index.ts';
import { parseFile, type SourceFile } from '../../grammar/index.ts';

/** Edits told as ranges must end where reading everything anew ends. */
const FILES: Readonly<Record<string, string>> = {
  '1_tables.sql': `-- the tables
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE disk (host STRING, used DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)); -- used is in bytes
/* a view
   of both */
CREATE VIEW both AS SELECT mem.host, cpu, used FROM mem JOIN disk ON mem.host = disk.host;
`,
  '2_flows.sql': `CREATE FLOW peaks SINK TO peak_of_mem AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;
INSERT INTO mem VALUES ('a', 1.0, 0), ('b;c', 2.0, 1);
SELECT * FROM both WHERE host = 'it''s';
CREATE TABLE net (host STRING, sent DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
`,
  '3_queries.sql': `SELECT host, used FROM disk ORDER BY used; SELECT sent FROM net;
SELECT peak FROM peak_of_mem; SELECT cpu FROM mem; ALTER TABLE net ADD COLUMN received DOUBLE;
DROP VIEW both; SELECT "host" FROM disk; TQL EVAL (0, 10, '5s') cpu_seconds;
`,
};
const PIECES = [
  'x',
  ';',
  "'",
  '"',
  ' ',
  '\n',
  '-- ',
  '/*',
  '*/',
  'mem',
  'host',
  '(',
  ')',
  ',',
  '1',
  'SELECT 1;',
  'DROP TABLE disk;',
  'CREATE TABLE',
];

function random(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

function told(snapshot: Snapshot): unknown {
  return snapshot.workspace.files.map(({ uri, statements, comments, text }) => ({
    uri,
    text,
    statements: statements.map(({ start, statement }) => [start, statement.text, statement.faults]),
    comments,
    verdicts: snapshot.steps.get(uri)!.map(({ outcome }) => outcome.verdict),
    findings: lint(snapshot, uri, { rules: RULES }).map(({ start, end, rule, message }) => ({ start, end, rule, message })),
  }));
}

function opened(files: readonly SourceFile[]): Workspace {
  return files.reduce((workspace, { uri, text }) => edit(workspace, uri, text), emptyWorkspace());
}

test.each(Array.from({ length: 12 }, (_, seed) => seed + 1))('edits by range agree with a cold start (seed %d)', seed => {
  const next = random(seed);
  let workspace = Object.entries(FILES).reduce((all, [uri, text]) => edit(all, uri, text), emptyWorkspace());
  let snapshot = simulate(workspace);
  for (let round = 0; round < 60; round++) {
    const file = workspace.files[Math.floor(next() * workspace.files.length)]!;
    const start = Math.floor(next() * (file.text.length + 1));
    const end = next() < 0.5 ? start : Math.min(file.text.length, start + Math.floor(next() * 12));
    const text = next() < 0.7 ? PIECES[Math.floor(next() * PIECES.length)]! : '';
    const expected = file.text.slice(0, start) + text + file.text.slice(end);
    workspace = change(workspace, file.uri, [{ start, end, text }]);
    expect(workspace.files.find(({ uri }) => uri === file.uri)!.text).toBe(expected);
    snapshot = simulate(workspace, snapshot);
    if (workspace.files.some(({ isProvisional }) => isProvisional === true)) {
      // What an open quote leaves undecided is decided by reading the file anew.
      for (const { uri, text: whole, isProvisional } of workspace.files)
        if (isProvisional === true) workspace = edit(workspace, uri, whole);
      snapshot = simulate(workspace, snapshot);
    }
    expect(told(snapshot), `round ${round}: ${JSON.stringify({ start, end, text, file: file.uri })}`).toEqual(
      told(simulate(opened(workspace.files))),
    );
  }
});

test('an open quote leaves the statements behind it alone, until the file is read anew', () => {
  const text = "SELECT 1;\nSELECT 'a' FROM t;\nSELECT 2;\nSELECT 'b';\n";
  let workspace = edit(emptyWorkspace(), 'a.sql', text);
  const [file] = workspace.files;
  workspace = change(workspace, 'a.sql', [{ start: 7, end: 7, text: "'" }]);
  const [typed] = workspace.files;
  expect(typed!.isProvisional).toBe(true);
  expect(typed!.statements.slice(1).map(({ statement }) => statement)).toEqual(file!.statements.slice(1).map(({ statement }) => statement));
  expect(typed!.statements[0]!.statement.faults).toHaveLength(1);
  const [settled] = edit(workspace, 'a.sql', typed!.text).files;
  expect(settled!.statements.map(({ statement }) => statement.text)).toEqual(
    parseFile('a.sql', typed!.text).statements.map(({ statement }) => statement.text),
  );
  workspace = change(workspace, 'a.sql', [{ start: 8, end: 8, text: "'" }]);
  expect(workspace.files[0]!.statements).toHaveLength(4);
  expect(workspace.files[0]!.statements.slice(1).map(({ statement }) => statement)).toEqual(
    file!.statements.slice(1).map(({ statement }) => statement),
  );
});
