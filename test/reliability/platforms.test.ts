import { describe, expect, test } from 'vitest';
import { edit, emptyWorkspace, byPath, lint, RULES, simulate } from '../../analysis/index.ts';
import { folderOf, isMatched, nameOf, pathWithin, placeOf, resolvePlace, uriOf } from '../../config/index.ts';
import { globOf } from '../../config/globs.ts';
import { Lines } from '../../server/lines.ts';
import { toOffset, toPosition } from '../../server/text.ts';
import { settingsOf } from '../fuzz/laws.ts';

/** One folder as clients of each system write it; drives come in either case and with or without an escaped colon. */
const FLAVOURS: Readonly<Record<string, { readonly root: string; readonly place: string; readonly others?: readonly string[] }>> = {
  'Linux and macOS': { root: 'file:///home/me/my%20flows', place: 'file:///home/me/my flows' },
  Windows: {
    root: 'file:///c%3A/Users/me/my%20flows',
    place: 'file:///c:/Users/me/my flows',
    others: ['file:///C:/Users/me/my%20flows', 'file:///C%3A/Users/me/my%20flows', 'file:///c:/Users/me/my%20flows/'],
  },
  'a share': { root: 'file://server/share/my%20flows', place: 'file://server/share/my flows' },
  'a virtual folder': { root: 'vscode-vfs://github/me/my%20flows', place: 'vscode-vfs://github/me/my flows' },
};

describe.each(Object.entries(FLAVOURS))('%s', (_name, { root, place, others = [] }) => {
  test('has one place, however it is spelled', () => {
    for (const uri of [root, ...others]) expect(placeOf(uri)).toBe(place);
    expect(placeOf(uriOf(place))).toBe(place);
  });

  test('files are inside, in folders, and matched by globs with slashes', () => {
    const file = placeOf(`${root}/sub/1%23a.sql`);
    expect(pathWithin(place, file)).toBe('sub/1#a.sql');
    expect(folderOf(file)).toBe(`${place}/sub`);
    expect(nameOf(file)).toBe('1#a.sql');
    expect(isMatched(globOf('sub/*.sql', place), file)).toBe(true);
    expect(isMatched(globOf('*.sql', place), file)).toBe(false);
    expect(pathWithin(place, `${place}x/a.sql`)).toBeUndefined();
  });

  test('relative paths of a configuration stay in it, and never climb above the top', () => {
    expect(resolvePlace(place, './base.json')).toBe(`${place}/base.json`);
    expect(resolvePlace(place, 'a\\b.json')).toBe(`${place}/a/b.json`);
    expect(resolvePlace(place, '../../../../../../../../x.json')).toMatch(/^[a-z-]+:\/\/[^/]*\/x\.json$/);
  });
});

describe('line ends', () => {
  const sql = ['CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX);', '-- a comment', 'SELECT missing', '  FROM t;', ''];

  test.each([['\n'], ['\r\n']])('%j: the same findings at the same places', end => {
    const text = sql.join(end);
    const snapshot = simulate(edit(emptyWorkspace(settingsOf('closed')), 'file:///a.sql', text));
    const found = lint(snapshot, 'file:///a.sql', { rules: RULES }).filter(({ severity }) => severity === 'error');
    expect(found).toHaveLength(1);
    expect(toPosition(Lines.of(text), found[0]!.start, 'utf-16')).toEqual({ line: 2, character: 7 });
  });

  test.each(['utf-16', 'utf-8', 'utf-32'] as const)('places and positions are each other: %s', encoding => {
    const text = 'a\r\nü😀b\rc\n\n😀';
    const lines = Lines.of(text);
    expect(toPosition(lines, text.length - 2, encoding)).toEqual({ line: 4, character: 0 });
    for (let offset = 0; offset <= text.length; offset++) {
      const unit = text.charCodeAt(offset);
      if ((unit >= 0xdc00 && unit <= 0xdfff) || (unit === 10 && text.charCodeAt(offset - 1) === 13)) continue;
      expect(toOffset(lines, toPosition(lines, offset, encoding), encoding), String(offset)).toBe(offset);
    }
  });
});

test('files run in one order on every system: by their names, not by the case of the drive', () => {
  const uris = ['file:///c%3A/w/10_b.sql', 'file:///c%3A/w/2_a.sql', 'file:///c%3A/w/B.sql', 'file:///c%3A/w/a.sql'];
  const upper = uris.map(uri => uri.replace('c%3A', 'C%3A'));
  const names = (list: readonly string[]): readonly string[] => list.toSorted(byPath).map(uri => uri.slice(uri.lastIndexOf('/') + 1));
  expect(names(upper)).toEqual(names(uris));
  expect(names(uris).slice(0, 2)).toEqual(['2_a.sql', '10_b.sql']);
});
