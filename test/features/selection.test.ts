import { expect, test } from 'vitest';
import { selections } from '../../analysis/index.ts';
import { scene } from './feature.ts';

function chain(text: string): readonly string[] {
  const { snapshot, place } = scene(text);
  const file = snapshot.workspace.files[0]!;
  return selections(file, place.offset).map(({ start, end }) => file.text.slice(start, end));
}

test('grow from the word over the expression to the statement', () => {
  expect(chain('SELECT abs(m.ho$0st + 1) FROM mem AS m;\nSELECT 2;')).toEqual([
    'host',
    'm.host',
    'm.host + 1',
    '(m.host + 1)',
    'abs(m.host + 1)',
    'SELECT abs(m.host + 1) FROM mem AS m',
    'SELECT abs(m.host + 1) FROM mem AS m;',
    'SELECT abs(m.host + 1) FROM mem AS m;\nSELECT 2;',
  ]);
});

test('start inside a string', () => {
  expect(chain("SELECT 'a $0b';").slice(0, 2)).toEqual(['a b', "'a b'"]);
});

test('work in a broken statement', () => {
  expect(chain('SELECT (a, $0b FROM').slice(0, 1)).toEqual(['b']);
});

test('between statements the file is all there is', () => {
  expect(chain('SELECT 1;\n$0\nSELECT 2;')).toEqual(['SELECT 1;\n\nSELECT 2;']);
});
