import { expect, test } from 'vitest';
import { change, edit, emptyWorkspace, simulate, type Snapshot, type Workspace } from '../../analysis/index.ts';
import { attempt } from '../../analysis/trial.ts';

/** How much is done again after an edit, counted and not timed: statements parsed, statements judged. */
const TABLES = 200;

function workspaceOf(tables: number): Workspace {
  let workspace = emptyWorkspace();
  for (let file = 0; file < tables / 20; file++) {
    const statements: string[] = [];
    for (let i = file * 20; i < file * 20 + 20; i++) {
      statements.push(`CREATE TABLE metric_${i}_end (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));`);
      statements.push(`INSERT INTO metric_${i}_end VALUES ('a', 1.0, ${i});`, `SELECT host, max(cpu) FROM metric_${i}_end GROUP BY host;`);
    }
    workspace = edit(workspace, `${String(file).padStart(3, '0')}.sql`, statements.join('\n'));
  }
  return workspace;
}

interface Work {
  readonly parsed: number;
  readonly judged: number;
}

function workOf(before: Snapshot, after: Snapshot): Work {
  const statements = new Set(before.workspace.files.flatMap(file => file.statements.map(({ statement }) => statement)));
  const memos = new Set([...before.steps.values()].flat().map(({ memo }) => memo));
  return {
    parsed: after.workspace.files.flatMap(file => file.statements).filter(({ statement }) => !statements.has(statement)).length,
    judged: [...after.steps.values()].flat().filter(({ memo }) => !memos.has(memo)).length,
  };
}

function edited(snapshot: Snapshot, uri: string, find: string, put: string): Snapshot {
  // Files are played when somebody asks.
  void snapshot.end;
  const file = snapshot.workspace.files.find(one => one.uri === uri)!;
  const start = file.text.indexOf(find);
  return simulate(change(snapshot.workspace, uri, [{ start, end: start + find.length, text: put }]), snapshot);
}

test('a query that is edited is the only statement parsed and judged', () => {
  const before = simulate(workspaceOf(TABLES));
  expect(workOf(before, edited(before, '004.sql', 'max(cpu) FROM metric_81_end', 'min(cpu) FROM metric_81_end'))).toEqual({
    parsed: 1,
    judged: 1,
  });
});

test('a file that nothing happened to keeps its steps', () => {
  const before = simulate(workspaceOf(TABLES));
  const after = edited(before, '004.sql', 'max(cpu) FROM metric_81_end', 'min(cpu) FROM metric_81_end');
  for (const [uri, steps] of before.steps) if (uri !== '004.sql') expect(after.steps.get(uri)).toBe(steps);
});

test('a table that is edited is judged with those that name it, and nothing else', () => {
  const before = simulate(workspaceOf(TABLES));
  expect(
    workOf(before, edited(before, '004.sql', 'metric_81_end (host STRING, cpu DOUBLE', 'metric_81_end (host STRING, cpu FLOAT')),
  ).toEqual({ parsed: 1, judged: 3 });
});

test('a table that goes away leaves the others alone, although their numbers change', () => {
  const before = simulate(workspaceOf(TABLES));
  const after = edited(before, '004.sql', 'CREATE TABLE metric_81_end', 'CREATE TABLE metric_81_end_');
  expect(workOf(before, after)).toEqual({ parsed: 1, judged: 3 });
});

test('statements that are in the same doubt, or in none, share what is remembered of them', () => {
  const texts = Array.from({ length: 50 }, (_, i) => `SELECT * FROM elsewhere LIMIT ${i};\nSELECT ${i};`);
  const steps = [...simulate(edit(emptyWorkspace(), 'a.sql', texts.join('\n'))).steps.values()].flat();
  expect(steps.map(({ outcome }) => outcome.verdict.kind).slice(0, 2)).toEqual(['unknown', 'accepted']);
  expect(new Set(steps.map(({ outcome }) => outcome)).size).toBe(2);
  expect(new Set(steps.map(({ placed }) => placed.statement.memo.played)).size).toBe(2);
});

test('ten times the workspace is no more work for an edit', () => {
  const works = [TABLES, TABLES * 10].map(tables => {
    const before = simulate(workspaceOf(tables));
    return workOf(before, edited(before, '004.sql', 'metric_81_end (host STRING, cpu DOUBLE', 'metric_81_end (host STRING, cpu FLOAT'));
  });
  expect(works[1]).toEqual(works[0]);
});

test('a fix that is tried out in the last of many files looks at the statements of that file alone', () => {
  let workspace = emptyWorkspace();
  for (let i = 0; i < 50; i++) workspace = edit(workspace, `${String(i).padStart(2, '0')}.sql`, 'SELECT 1;\nSELECT 2;\nSELECT 3;');
  const trial = attempt(simulate(workspace), new Map([['49.sql', [{ start: 7, end: 8, text: '4' }]]]))!;
  expect(trial.changed.length).toBe(1);
  expect(trial.kept.size).toBe(2);
});

test('a table that is broken has others judged again only where they name it, also where tables are dropped, and made in databases nobody knew', () => {
  const statements = Array.from({ length: 300 }, (_, i) => [
    `CREATE TABLE ${i % 3 === 0 ? 'elsewhere.' : ''}gone_${i}_end (host STRING, ts TIMESTAMP TIME INDEX);`,
    `SELECT * FROM ${i % 3 === 0 ? 'elsewhere.' : ''}gone_${i}_end;`,
    `DROP TABLE ${i % 3 === 0 ? 'elsewhere.' : ''}gone_${i}_end;`,
  ]).flat();
  const file = edit(emptyWorkspace(), 'a.sql', ['CREATE TABLE first (ts TIMESTAMP TIME INDEX);', ...statements].join('\n'));
  const before = simulate(file);
  const after = edited(before, 'a.sql', 'CREATE TABLE first', 'CxREATE TABLE first');
  expect(workOf(before, after)).toEqual({ parsed: 1, judged: 1 });
});

test('a table that is edited leaves alone what is made of the metric engine, replaced, dropped together, or read of the whole catalog', () => {
  const statements = Array.from({ length: 100 }, (_, i) => [
    `CREATE TABLE phy_${i}_end (ts TIMESTAMP TIME INDEX, v DOUBLE) ENGINE = metric WITH (physical_metric_table = '');`,
    `CREATE TABLE log_${i}_end (ts TIMESTAMP TIME INDEX, v DOUBLE, host STRING PRIMARY KEY) ENGINE = metric WITH (on_physical_table = 'phy_${i}_end');`,
    `CREATE OR REPLACE VIEW seen AS SELECT host FROM log_${i}_end;`,
    `SELECT table_name FROM information_schema.tables WHERE table_schema = 'public';`,
    `DROP TABLE log_${i}_end, phy_${i}_end;`,
    `CREATE TABLE after_${i}_end (ts TIMESTAMP TIME INDEX) WITH ('comment' = 'schema');`,
  ]).flat();
  const before = simulate(edit(emptyWorkspace(), 'a.sql', ['CREATE TABLE first (ts TIMESTAMP TIME INDEX);', ...statements].join('\n')));
  expect([...before.steps.values()].flat().every(({ outcome }) => outcome.verdict.kind === 'accepted')).toBe(true);
  const typed = edited(before, 'a.sql', 'first (ts', 'first (xts');
  expect(workOf(before, typed)).toEqual({ parsed: 1, judged: 1 });
  const broken = edited(before, 'a.sql', 'CREATE TABLE first', 'CxREATE TABLE first');
  expect(workOf(before, broken)).toEqual({ parsed: 1, judged: 1 });
});
