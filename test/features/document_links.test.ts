import { expect, test } from 'vitest';
import { documentLinks, RULES } from '../../analysis/index.ts';
import { scene } from './feature.ts';

function links(text: string): readonly string[] {
  const { snapshot } = scene(text);
  const file = snapshot.workspace.files[0]!;
  return documentLinks(file, RULES).map(({ start, end, target }) => `${file.text.slice(start, end)} -> ${target}`);
}

test('a suppressed rule leads to its page, an issue to where it is discussed', () => {
  expect(links('-- greptime-sql-disable-next-line flow-missing-source -- see GreptimeTeam/greptimedb#123\nSELECT 1;')).toEqual([
    expect.stringMatching(/^flow-missing-source -> https:\/\/.*\/docs\/rules\/flow-missing-source\.md$/),
    'GreptimeTeam/greptimedb#123 -> https://github.com/GreptimeTeam/greptimedb/issues/123',
  ]);
});

test('text outside of comments leads nowhere', () => {
  expect(links("SELECT 'GreptimeTeam/greptimedb#123'; -- a/b #1")).toEqual([]);
});
