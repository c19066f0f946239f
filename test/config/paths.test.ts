import { describe, expect, test } from 'vitest';
import { defaultConfig, folderOf, isLeftOut, isSelected, orderOf, pathWithin, placeOf, resolvePlace, uriOf } from '../../config/index.ts';
import { globOf, isMatched } from '../../config/globs.ts';
import { ignoreLines, isIgnored } from '../../config/ignore.ts';

describe('places', () => {
  test.each([
    ['file:///data/my%20flows/a.sql', 'file:///data/my flows/a.sql'],
    ['file:///c%3A/sql/a.sql', 'file:///c:/sql/a.sql'],
    ['file:///C:/sql/a.sql', 'file:///c:/sql/a.sql'],
    ['file://server/share/a.sql', 'file://server/share/a.sql'],
    ['file:///data/', 'file:///data'],
    ['file:///100%/a.sql', 'file:///100%/a.sql'],
    ['vscode-vfs://github/o/r/z%C3%BC.sql', 'vscode-vfs://github/o/r/zü.sql'],
  ])('%s is %s', (uri, place) => expect(placeOf(uri)).toBe(place));

  test.each([
    'file:///data/my flows/ü#?.sql',
    'file:///c:/sql/a b.sql',
    'file://server/share/a.sql',
    'vscode-vfs://github/o/r/a.sql',
    'memfs:/o/a b.sql',
  ])('%s and back', place => {
    expect(placeOf(uriOf(place))).toBe(place);
    expect(new URL(uriOf(place)).hash).toBe('');
  });

  test('folders go up to the topmost one', () => {
    const up: string[] = [];
    for (let at = folderOf('file:///a/b/c.sql'); at !== undefined; at = folderOf(at)) up.push(at);
    expect(up).toEqual(['file:///a/b', 'file:///a', 'file://']);
    expect(folderOf('file://server')).toBeUndefined();
    expect(folderOf('memfs:/a')).toBe('memfs:');
    expect(folderOf('memfs:')).toBeUndefined();
    // Where there are no folders nobody climbs for ever.
    for (const place of ['untitled:', 'untitled:Untitled-1', 'file:', 'x', '']) expect(folderOf(place), place).toBeUndefined();
    expect(folderOf('git:/a.sql')).toBe('git:');
  });

  test.each([
    ['file:///a/b', './c.json', 'file:///a/b/c.json'],
    ['file:///a/b', '../c.json', 'file:///a/c.json'],
    ['file:///a/b', '..\\c.json', 'file:///a/c.json'],
    ['file:///a/b', '/etc/c.json', 'file:///etc/c.json'],
    ['file:///a', '../../../c.json', 'file:///c.json'],
    ['file:///c:/a/b', 'D:/x/c.json', 'file:///d:/x/c.json'],
    ['file://server/share/a', '../c.json', 'file://server/share/c.json'],
  ])('%s and %s is %s', (folder, written, place) => expect(resolvePlace(folder, written)).toBe(place));

  test('a path is inside only where a folder ends', () => {
    expect(pathWithin('file:///a/b', 'file:///a/b/c.sql')).toBe('c.sql');
    expect(pathWithin('file:///a/b', 'file:///a/bc/c.sql')).toBeUndefined();
    expect(pathWithin('file://', 'file:///c.sql')).toBe('c.sql');
  });
});

describe('globs', () => {
  test.each([
    ['**/*.sql', 'a.sql', true],
    ['**/*.sql', 'x/y/a.sql', true],
    ['*.sql', 'x/a.sql', false],
    ['x/', 'x/y/a.sql', true],
    ['./x/*.sql', 'x/a.sql', true],
    ['{x,y}/[ab].sql', 'y/b.sql', true],
    ['x/**', 'x/.hidden/a.sql', true],
    ['x ü/*.sql', 'x ü/a.sql', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(isMatched(globOf(pattern, 'file:///r'), `file:///r/${path}`)).toBe(expected);
    expect(isMatched(globOf(pattern, 'file:///r'), `file:///other/${path}`)).toBe(false);
  });
});

describe('ignore lines are those of git', () => {
  test.each([
    [['old'], 'old', true],
    [['old'], 'x/old/a.sql', true],
    [['/old'], 'x/old/a.sql', false],
    [['old/'], 'old', false],
    [['old/'], 'old/a.sql', true],
    [['a/b'], 'a/b/c.sql', true],
    [['a/b'], 'x/a/b/c.sql', false],
    [['**/b'], 'x/a/b/c.sql', true],
    [['*.tmp.sql', '!keep.tmp.sql'], 'x/keep.tmp.sql', false],
    [['*.tmp.sql', '!keep.tmp.sql'], 'x/a.tmp.sql', true],
    [['old/', '!old/keep.sql'], 'old/keep.sql', true],
    [['old/*', '!old/keep.sql'], 'old/keep.sql', false],
    [['# old'], '# old', false],
    [['\\#old'], '#old', true],
    [['\\!old'], '!old', true],
    [['old  '], 'old', true],
    [['', '/', '\r'], 'old', false],
    [['{a,b}'], 'a', false],
  ])('%j and %s: %s', (lines, path, expected) =>
    expect(isIgnored(ignoreLines(lines, 'file:///r'), 'file:///r', `file:///r/${path}`)).toBe(expected),
  );

  test('what is usually left out can be taken back', () => {
    const config = defaultConfig('file:///r');
    expect(isLeftOut(config, 'file:///r/dist/a.sql')).toBe(true);
    expect(isLeftOut({ ...config, ignore: [...config.ignore, ...ignoreLines(['!dist/'], 'file:///r')] }, 'file:///r/dist/a.sql')).toBe(
      false,
    );
    expect(isSelected(config, 'file:///r/.git/a.sql')).toBe(false);
    expect(isSelected(config, 'file:///r/a.sql')).toBe(true);
    expect(isSelected(config, 'file:///r/a.txt')).toBe(false);
  });
});

test('the order: by glob, then by path with numbers as numbers', () => {
  const order = ['tables/**', 'flows/**'].map(pattern => globOf(pattern, 'file:///r'));
  const uris = ['z.sql', 'flows/2.sql', 'tables/10.sql', 'flows/1%20a.sql', 'tables/9.sql', 'a.sql'].map(path => `file:///r/${path}`);
  expect(uris.toSorted(orderOf({ ...defaultConfig('file:///r'), order })).map(uri => uri.slice('file:///r/'.length))).toEqual([
    'tables/9.sql',
    'tables/10.sql',
    'flows/1%20a.sql',
    'flows/2.sql',
    'a.sql',
    'z.sql',
  ]);
});
