import { expect, test } from 'vitest';
import { folds } from '../../analysis/index.ts';
import { scene } from './feature.ts';

function folded(text: string): readonly string[] {
  const { snapshot } = scene(text);
  const file = snapshot.workspace.files[0]!;
  const line = (offset: number): number => file.text.slice(0, offset).split('\n').length - 1;
  return folds(file).map(({ start, end, kind }) => `${line(start)}-${line(end)}${kind === undefined ? '' : ` ${kind}`}`);
}

test('statements and brackets of several lines fold', () => {
  expect(folded('CREATE TABLE mem (\n  host STRING,\n  ts TIMESTAMP TIME INDEX\n);\nSELECT 1;\nSELECT (\n  1\n) AS a\nFROM mem;')).toEqual([
    '0-3',
    '0-3',
    '5-8',
    '5-7',
  ]);
});

test('runs of comments and regions fold', () => {
  expect(folded('-- one\n-- two\n\n-- three\n/* a\n b */\nSELECT 1;\n-- region tables\nSELECT 2;\n-- endregion')).toEqual([
    '0-1 comment',
    '3-5 comment',
    '7-9 region',
  ]);
});

test('one line does not fold, and an open bracket folds nothing', () => {
  expect(folded('SELECT (1);\nSELECT (\n1')).toEqual(['1-2']);
});
