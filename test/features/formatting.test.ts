import { expect, test } from 'vitest';
import { formatting, rangeFormatting, typeFormatting } from '../../analysis/index.ts';
import { DEFAULT_FORMAT } from '../../grammar/index.ts';
import { applied, scene } from './feature.ts';

test('a file is laid out, and what is laid out already stays untouched', () => {
  const own = scene('select  a from  t ;\n\n-- keep me\nSELECT 1;\nselect b;');
  const file = own.snapshot.workspace.files[0]!;
  const edits = formatting(file, DEFAULT_FORMAT);
  expect(applied(own, new Map([[file.uri, edits]]))).toBe('SELECT a FROM t;\n\n-- keep me\nSELECT 1;\nSELECT b;\n');
  const kept = file.text.indexOf('-- keep me');
  expect(edits.every(({ start, end }) => end <= kept || start >= kept + '-- keep me\nSELECT 1;\n'.length)).toBe(true);
});

test('a range lays out the statements it touches', () => {
  const own = scene('select 1;\nselect 2;\nselect 3;');
  const file = own.snapshot.workspace.files[0]!;
  expect(applied(own, new Map([[file.uri, rangeFormatting(file, { start: 12, end: 12 }, DEFAULT_FORMAT)]]))).toBe(
    'select 1;\nSELECT 2;\nselect 3;',
  );
});

test('a semicolon lays out the statement it ends', () => {
  const own = scene('select 1;$0\nselect 2;');
  const file = own.snapshot.workspace.files[0]!;
  expect(applied(own, new Map([[file.uri, typeFormatting(file, own.place.offset, ';', DEFAULT_FORMAT)]]))).toBe('SELECT 1;\nselect 2;');
  expect(typeFormatting(file, own.place.offset, '\n', DEFAULT_FORMAT)).toEqual([]);
});

test('a broken statement stays as it is, its neighbours do not', () => {
  const own = scene('selec 1;\nselect  2;');
  const file = own.snapshot.workspace.files[0]!;
  expect(applied(own, new Map([[file.uri, formatting(file, DEFAULT_FORMAT)]]))).toBe('selec 1;\nSELECT 2;\n');
  expect(rangeFormatting(file, { start: 0, end: 3 }, DEFAULT_FORMAT)).toEqual([]);
});
