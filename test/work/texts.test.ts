import { beforeAll, expect, test, vi } from 'vitest';
import { edit, emptyWorkspace, lint, RULES, simulate } from '../../analysis/index.ts';
import { filmOf } from '../../analysis/simulate.ts';
import { forgetTrees, parseFile, Rope, sliceOf, type SourceFile } from '../../grammar/index.ts';
import { Lines, linesOf } from '../../server/lines.ts';
import { toRange } from '../../server/text.ts';
import { Session } from '../../server/session.ts';
import type { Host } from '../../server/host.ts';

/** What stays of texts, and how much of them is put together again, counted. */
const FILE = 'file:///w/a.sql';
function tables(count: number, note = 'looked at twice'): string {
  const made = Array.from(
    { length: count },
    (_, i) =>
      `CREATE TABLE t_${i} (host STRING, ts TIMESTAMP TIME INDEX); -- the ${i}th\nSELECT nothing FROM t_${i};\n-- ${note}\nSELECT 1;\n`,
  );
  return `-- 表 of a workspace\n${made.join('\n')}`;
}
const TEXT = tables(300);

beforeAll(() => forgetTrees(0));

/** How many characters an object and what it holds have, each object counted once. */
function charactersIn(root: object): number {
  const seen = new Set<unknown>([root]);
  let count = 0;
  for (const holder of seen) {
    for (const [key, value] of Object.entries(holder as object)) {
      if (typeof value === 'string' && key !== 'uri') count += value.length;
      else if (typeof value === 'object' && value !== null) seen.add(value);
    }
  }
  return count;
}

function isHeldBy(root: object, text: string): boolean {
  const seen = new Set<unknown>([root]);
  for (const holder of seen) {
    for (const value of Object.values(holder as object)) {
      if (value === text) return true;
      if (typeof value === 'object' && value !== null) seen.add(value);
    }
  }
  return false;
}

test('a file keeps each of its characters once', () => {
  const file = parseFile(FILE, TEXT);
  forgetTrees(0);
  // The same statement said twice is one object, and what all of a kind have in common as well.
  const texts = file.statements.map(({ statement }) => statement.text);
  const repeated = texts.join('').length - [...new Set(texts)].join('').length;
  expect(repeated).toBeGreaterThan(0);
  expect(charactersIn(file)).toBeGreaterThanOrEqual(file.length - repeated);
  expect(charactersIn(file)).toBeLessThanOrEqual(file.length - repeated + 'create_table http query http'.length);
});

test('nobody holds the text of a file that was judged, told and asked for', () => {
  const snapshot = simulate(edit(emptyWorkspace(), FILE, TEXT));
  const [file] = snapshot.workspace.files;
  const found = lint(snapshot, FILE, { rules: RULES });
  const lines = linesOf(file!);
  expect(found.map(({ start, end }) => toRange(lines, start, end, 'utf-8')).length).toBe(300);
  expect(file!.text).toBe(TEXT);
  expect(lines.text).toBe(TEXT);
  forgetTrees(0);
  for (const holder of [file!, lines, found, filmOf(snapshot, FILE)!]) expect(isHeldBy(holder, TEXT)).toBe(false);
});

test('nobody holds the text of a document that was closed', async () => {
  const session = new Session({ readFile: () => Promise.resolve(TEXT), list: () => Promise.resolve([]) });
  session.open(FILE, 'greptime-sql', 1, Lines.of(TEXT));
  expect(session.lines(FILE)!.text).toBe(TEXT);
  const file = session.file(FILE)!;
  await session.close(FILE);
  expect(session.file(FILE)).toBe(file);
  expect(session.lines(FILE)!.text).toBe(TEXT);
  for (const holder of [file, session.lines(FILE)!]) expect(isHeldBy(holder, TEXT)).toBe(false);
});

/** How many characters of files, and of texts in the editor, are put together meanwhile. */
function putTogether(file: SourceFile, run: () => void): number {
  let count = 0;
  const watched = [Object.getPrototypeOf(file) as { slice: SourceFile['text']['slice'] }, Rope.prototype].map(prototype => {
    const { slice } = prototype;
    return vi.spyOn(prototype, 'slice').mockImplementation(function slice_(this: unknown, start, end) {
      const made = slice.call(this as string, start, end);
      count += made.length;
      return made;
    });
  });
  const whole = vi.spyOn(Rope.prototype, 'toString').mockImplementation(() => {
    throw new Error('the whole text is put together');
  });
  run();
  for (const one of [...watched, whole]) one.mockRestore();
  return count;
}

/** The same for an edit in the middle of an open document, and for telling its findings. */
function putTogetherForEdit(text: string): number {
  const host: Host = { readFile: () => Promise.resolve(undefined), list: () => Promise.resolve([]) };
  const session = new Session(host);
  const lines = Lines.of(text);
  session.open(FILE, 'greptime-sql', 1, lines);
  expect(session.diagnostics(FILE).length).toBeGreaterThanOrEqual(300);
  const start = text.indexOf('nothing FROM t_150');
  const count = putTogether(session.file(FILE)!, () => {
    session.change(FILE, 2, lines.replaced(start, start, 'x'), [{ start, end: start, text: 'x' }]);
    for (const found of session.diagnostics(FILE)) toRange(session.lines(FILE)!, found.start, found.end, 'utf-16');
  });
  expect(session.file(FILE)!.text).toBe(`${text.slice(0, start)}x${text.slice(start)}`);
  return count;
}

test.each([300, 3000])('an edit puts together what stands around it, in a file of %d tables', count => {
  const made = putTogetherForEdit(tables(count));
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThan(6000);
});

test('of a file that silences findings no more than its comments and their lines are put together', () => {
  const text = tables(3000).replace('looked at twice', 'greptime-sql-disable-next-line');
  expect(putTogetherForEdit(text)).toBeLessThan(text.length / 3);
});

test('a part of a file reads as it does in the text', () => {
  const file = parseFile(FILE, TEXT);
  for (let start = 0; start < TEXT.length; start += 997)
    for (const length of [0, 1, 60, 5000, TEXT.length])
      expect(sliceOf(file, start, start + length)).toBe(TEXT.slice(start, start + length));
});
