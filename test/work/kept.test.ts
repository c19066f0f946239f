import { beforeAll, expect, test } from 'vitest';
import { change, edit, emptyWorkspace, lint, RULES, simulate, type Snapshot } from '../../analysis/index.ts';
import { filmOf } from '../../analysis/simulate.ts';
import { PersistentMap } from '../../catalog/persistent.ts';
import type { Table } from '../../catalog/world.ts';
import { forgetTrees } from '../../grammar/index.ts';

/** How many objects stay of statements that were played and judged, counted. */
const FILE = 'file:///w/a.sql';

beforeAll(() => forgetTrees(0));

/** So many objects are held by one, each counted once; those that another one holds are not counted. */
function objectsIn(root: object, other?: object): number {
  const { size } = reachedFrom(root);
  return other === undefined ? size : size - objectsIn(other);
}

function reachedFrom(root: object): ReadonlySet<object> {
  const seen = new Set<object>([root]);
  for (const holder of seen) {
    const held: unknown[] = holder instanceof Map ? [...holder].flat() : Object.values(holder);
    for (const value of held) if (typeof value === 'object' && value !== null) seen.add(value);
  }
  return seen;
}

function linted(text: string): Snapshot {
  const snapshot = simulate(edit(emptyWorkspace(), FILE, text));
  expect(lint(snapshot, FILE, { rules: RULES })).toEqual([]);
  forgetTrees(0);
  return snapshot;
}

function keptOf(text: string): number {
  return objectsIn(filmOf(linted(text), FILE)!);
}

function statements(count: number, make: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => make(i)).join('\n');
}

const COLUMNS = '(host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host))';
const standing = (count: number): string => statements(count, i => `CREATE TABLE standing_${i} ${COLUMNS};`);
const passing = (count: number): string =>
  statements(
    count,
    i => `CREATE TABLE passing_${i} ${COLUMNS};\nINSERT INTO passing_${i} VALUES ('a', 1.0, ${i});\nDROP TABLE passing_${i};`,
  );

test('of a query that is fine nothing is kept but the query', () => {
  const query = (i: number): string => `SELECT ${i};`;
  expect((keptOf(statements(1280, query)) - keptOf(statements(640, query))) / 640).toBeLessThan(1.3);
});

test('of a table that is made, filled and dropped few objects are kept', () => {
  expect((keptOf(passing(400)) - keptOf(passing(200))) / 200).toBeLessThan(20);
});

test('what is kept of a table does not hang on how many others there are', () => {
  const [few, many] = [standing(20), standing(1000)].map(others => keptOf(`${others}\n${passing(200)}`) - keptOf(others));
  expect(many! / few!).toBeLessThan(1.2);
});

test('tables share columns that are equal', () => {
  const { end } = linted(standing(100));
  const tables = [...end.databases.get('public')!.relations.values()] as readonly Table[];
  expect(new Set(tables.flatMap(({ columns }) => columns)).size).toBe(3);
  expect(new Set(tables.map(({ options }) => options)).size).toBe(1);
});

test('a change to a large map is one object', () => {
  let map = PersistentMap.from(Array.from({ length: 1000 }, (_, i) => [`k${i}`, i] as const));
  const all = [map];
  for (let i = 0; i < 1000; i++) all.push((map = map.set('x', i)), (map = map.delete('x')));
  expect(objectsIn(all, all[0])).toBeLessThan(2100);
});

test('an edit of a table makes few objects for each run of tables behind it', () => {
  const before = linted(`CREATE TABLE first ${COLUMNS};\n${passing(640)}`);
  const known = reachedFrom(filmOf(before, FILE)!);
  const start = before.workspace.files[0]!.text.indexOf('cpu');
  const after = simulate(change(before.workspace, FILE, [{ start, end: start + 1, text: 'g' }]), before);
  expect(lint(after, FILE, { rules: RULES })).toEqual([]);
  const film = filmOf(after, FILE)!;
  const made = [...reachedFrom(film)].filter(one => !known.has(one));
  expect(made.length / film.reels.length).toBeLessThan(40);
});
