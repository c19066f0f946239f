import { expect, test, vi } from 'vitest';
import {
  change,
  edit,
  emptyWorkspace,
  lint,
  RULES,
  simulate,
  unroll,
  type Rule,
  type Snapshot,
  type Workspace,
} from '../../analysis/index.ts';
import { filmOf } from '../../analysis/simulate.ts';
import type { Client } from '../../server/client.ts';
import { toLspDiagnostic } from '../../server/convert/diagnostics.ts';
import type { Server } from '../../server/entry.ts';
import { Findings, type Worded } from '../../server/findings.ts';
import type { Host } from '../../server/host.ts';
import { Lines } from '../../server/lines.ts';
import { documentReport } from '../../server/pulling.ts';
import { Session } from '../../server/session.ts';

/** What a server does again, counted: folders listed, files and runs of statements played. */
function tables(file: number, count: number): string {
  return Array.from(
    { length: count },
    (_, i) =>
      `CREATE TABLE t_${file}_${i}_end (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));\nSELECT cpu FROM t_${file}_${i}_end;\nSELECT region FROM elsewhere;`,
  ).join('\n');
}

function edited(workspace: Workspace, uri: string, find: string, put: string): Workspace {
  const start = workspace.files.find(file => file.uri === uri)!.text.indexOf(find);
  return change(workspace, uri, [{ start, end: start + find.length, text: put }]);
}

function playedFiles(snapshot: Snapshot, uri?: string): number {
  let count = 0;
  unroll(snapshot, uri, () => void count++);
  return count;
}

test('runs of statements that do not name an edited table are not played again', () => {
  const before = simulate(edit(emptyWorkspace(), 'a.sql', tables(0, 600)));
  const old = new Set(filmOf(before, 'a.sql')!.reels.map(({ origin }) => origin));
  expect(old.size).toBe(29);
  const after = simulate(
    edited(before.workspace, 'a.sql', 't_0_40_end (host STRING, cpu DOUBLE', 't_0_40_end (host STRING, cpu FLOAT'),
    before,
  );
  expect(filmOf(after, 'a.sql')!.reels.filter(({ origin }) => !old.has(origin)).length).toBe(1);
});

test('findings of an edited file are looked for in the edited run alone', () => {
  const options = { rules: RULES };
  const before = simulate(edit(emptyWorkspace(), 'a.sql', `${tables(0, 300)}\nSELECT nothing FROM t_0_299_end;\n${tables(1, 300)}`));
  const found = lint(before, 'a.sql', options);
  const { reels } = filmOf(before, 'a.sql')!;
  expect(reels.length).toBe(29);
  let looks = 0;
  for (const reel of reels) {
    const { judged } = reel;
    Object.defineProperty(reel, 'judged', { get: () => (looks++, judged), set: () => {} });
  }
  const after = simulate(edited(before.workspace, 'a.sql', 'SELECT cpu FROM t_0_9_end', 'SELECT host FROM t_0_9_end'), before);
  expect(lint(after, 'a.sql', options)).toEqual(found.map(one => ({ ...one, start: one.start + 1, end: one.end + 1 })));
  expect(looks).toBe(0);
  expect(lint(simulate(after.workspace), 'a.sql', options)).toEqual(lint(after, 'a.sql', options));
});

test('a rule that looks at the end is asked again when the catalog changes there, and by no other edit', () => {
  let asked = 0;
  const counting: Rule = {
    ...RULES.find(({ name }) => name === 'drop-breaks-flow')!,
    on: {
      *drop_table({ names }, { end }) {
        asked++;
        if (end.databases.get('public')!.relations.has('last')) yield { span: names[0]!.span, message: 'dropped' };
      },
    },
  };
  const options = { rules: [counting] };
  const text = `${tables(0, 100)}\nDROP TABLE t_0_50_end;\n${tables(1, 100)}\nCREATE TABLE last (ts TIMESTAMP TIME INDEX);`;
  const before = simulate(edit(emptyWorkspace(), 'a.sql', text));
  expect([lint(before, 'a.sql', options).length, asked]).toEqual([1, 1]);
  const query = simulate(edited(before.workspace, 'a.sql', 'SELECT cpu FROM t_0_9_end', 'SELECT host FROM t_0_9_end'), before);
  expect([lint(query, 'a.sql', options).length, asked]).toEqual([1, 1]);
  const table = simulate(edited(query.workspace, 'a.sql', 'TABLE last', 'TABLE past'), query);
  expect([lint(table, 'a.sql', options).length, asked]).toEqual([0, 2]);
});

test('who takes an edit back comes to the world that was before', () => {
  const before = simulate(edit(emptyWorkspace(), 'a.sql', tables(0, 200)));
  void before.end;
  const there = simulate(edited(before.workspace, 'a.sql', 't_0_40_end (host', 't_0_40_end_ (host'), before);
  expect(there.end).not.toBe(before.end);
  const back = simulate(edited(there.workspace, 'a.sql', 't_0_40_end_ (host', 't_0_40_end (host'), there);
  expect(back.end).toBe(before.end);
});

test('an edit plays the files up to its own, and the others when somebody asks', () => {
  let workspace = emptyWorkspace();
  for (let file = 1; file <= 9; file++) workspace = edit(workspace, `${file}.sql`, tables(file, 2));
  const before = simulate(workspace);
  expect(playedFiles(before)).toBe(9);
  const query = simulate(edited(workspace, '4.sql', 'SELECT cpu', 'SELECT host'), before);
  expect(playedFiles(query)).toBe(1);
  const table = simulate(edited(query.workspace, '4.sql', 't_4_0_end (host', 't_4_0_end_ (host'), query);
  expect(playedFiles(table, '4.sql')).toBe(1);
  expect(playedFiles(table)).toBe(5);
});

test('readings that nobody has begun are one', async () => {
  let listed = 0;
  const host: Host = { readFile: () => Promise.resolve('SELECT 1;'), list: () => Promise.resolve((listed++, [])) };
  const session = new Session(host);
  await Promise.all(Array.from({ length: 100 }, () => session.load(['file:///w'])));
  expect(listed).toBe(1);
});

test('the id of findings that are still the same is not made again', async () => {
  const uri = 'file:///w/a.sql';
  const session = new Session({ readFile: () => Promise.resolve(undefined), list: () => Promise.resolve([]) });
  session.open(uri, 'greptime-sql', 1, Lines.of('SELECT 1 FRM t;'));
  const findings = new Findings(session, {} as Client);
  const server = { session, findings, client: {}, loaded: () => Promise.resolve() } as unknown as Server;
  const print = vi.spyOn(JSON, 'stringify');
  const first = await documentReport(server, { textDocument: { uri } });
  expect(print).toHaveBeenCalledTimes(1);
  const again = await documentReport(server, { textDocument: { uri }, previousResultId: first.resultId! });
  expect(print).toHaveBeenCalledTimes(1);
  print.mockRestore();
  expect(again).toEqual({ kind: 'unchanged', resultId: first.resultId });
});

test('of the findings of an edited file those are put into words again that moved to other lines, or are new', () => {
  const uri = 'file:///w/a.sql';
  const session = new Session({ readFile: () => Promise.resolve(undefined), list: () => Promise.resolve([]) });
  const texts = Array.from({ length: 300 }, (_, i) => `SELECT ${i};\nSELECT ${i} FRM t;`);
  session.open(uri, 'greptime-sql', 1, Lines.of(texts.join('\n')));
  const findings = new Findings(session, {} as Client);
  const words = (): readonly Worded[] => findings.worded(uri, session.diagnostics(uri));
  const anew = (old: readonly Worded[], now: readonly Worded[]): number => now.filter(one => !old.includes(one)).length;
  const put = (find: string, text: string): void => {
    const { lines, version } = session.document(uri)!;
    const start = lines.text.indexOf(find);
    session.change(uri, version + 1, lines.replaced(start, start + find.length, text), [{ start, end: start + find.length, text }]);
  };
  const first = words();
  put('SELECT 150;', 'SELECT 1500;');
  expect(words()).toBe(first);
  put('SELECT 1500;', 'SELECT FRM;');
  const second = words();
  expect([second.length, anew(first, second)]).toEqual([301, 1]);
  put('SELECT FRM;', '\nSELECT 1;');
  const third = words();
  expect([third.length, anew(second, third)]).toEqual([300, 150]);
  expect(third.map(({ diagnostic }) => diagnostic)).toEqual(
    session.diagnostics(uri).map(one => toLspDiagnostic(session, one, {} as Client)),
  );
});

test('a document that was open before its folder was read is not parsed again', async () => {
  const uri = 'file:///w/a.sql';
  const text = 'CREATE TABLE t (ts TIMESTAMP TIME INDEX);';
  const host: Host = { readFile: () => Promise.resolve(text), list: () => Promise.resolve([{ uri, stamp: '1' }]) };
  const session = new Session(host);
  session.open(uri, 'greptime-sql', 1, Lines.of(text));
  const file = session.file(uri);
  await session.load(['file:///w']);
  expect(session.file(uri)).toBe(file);
});

test('a text of many lines keeps its pieces', () => {
  const lines = Lines.of(Array.from({ length: 100_000 }, (_, i) => `SELECT ${i};`).join('\n'));
  const made = lines.replaced(500_001, 500_001, 'x');
  const pieces = (rope: unknown): readonly string[] => (rope as { readonly pieces: readonly string[] }).pieces;
  const old = new Set(pieces(lines.content));
  expect(pieces(made.content).filter(piece => !old.has(piece)).length).toBeLessThanOrEqual(2);
  const blocks = (of: unknown): readonly object[] => (of as { readonly blocks: readonly object[] }).blocks;
  const known = new Set(blocks(lines));
  expect(blocks(made).filter(block => !known.has(block)).length).toBe(1);
});
