import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findConfig,
  isExternal,
  isLeftOut,
  isSelected,
  orderOf,
  readConfig,
  settingsOf,
  snapshotSql,
  type Place,
  type Resolution,
  type Source,
} from '../../config/index.ts';
import { parseYaml } from '../../config/yaml.ts';
import { holds, share, TIMEOUT } from './budget.ts';
import { isBoundary, written } from './laws.ts';

/** Files by place, as a host would read them; YAML comes parsed. */
type Files = ReadonlyMap<Place, string>;

/** However files name each other, so many questions are enough. */
const MOST_QUESTIONS = 400;

function resolved(files: Files, reading: Generator<Place, Resolution, Source | undefined>): Resolution {
  let step = reading.next();
  for (let asked = 0; step.done !== true; asked++) {
    if (asked > MOST_QUESTIONS) throw new Error('it never stops asking for files');
    const text = files.get(step.value);
    step = reading.next(text === undefined ? undefined : /\.ya?ml$/.test(step.value) ? { text, parsed: parseYaml(text) } : { text });
  }
  return step.value;
}

const PLACES: readonly Place[] = [
  'file:///w',
  'file:///w/a.sql',
  'file:///w/sub/b.sql',
  'file:///w/node_modules/c.sql',
  'file:///c:/win/d.sql',
  'file://host/share/e.sql',
  'untitled:Untitled-1',
  'file:///W/A.SQL',
  'file:///',
];

function check(files: Files, resolution: Resolution): void {
  const { config, problems } = resolution;
  for (const { place, text, span, message } of problems) {
    expect(files.get(place), message).toBe(text);
    expect(
      span.start <= span.end && isBoundary(text, span.start) && isBoundary(text, span.end),
      `${message} at ${span.start}-${span.end}`,
    ).toBe(true);
  }
  for (const place of PLACES) void [isSelected(config, place), isLeftOut(config, place), isExternal(config, place)];
  const order = orderOf(config);
  expect(order('file:///w/a.sql', 'file:///w/b.sql') <= 0 || order('file:///w/b.sql', 'file:///w/a.sql') <= 0).toBe(true);
  void settingsOf(config);
}

const NAMES = ['greptime-sql.json', 'greptime-sql.jsonc', 'greptime-sql.yaml', '.greptimesqlignore', 'base.json', 'other.yaml'];
const KEYS = [
  'extends',
  'targetVersion',
  'catalog',
  'files',
  'order',
  'ignore',
  'external',
  'snapshots',
  'migrations',
  'rules',
  'overrides',
  'format',
  '$schema',
  '__proto__',
  'constructor',
  '',
];
const glob = fc.oneof(
  fc.constantFrom(
    '**/*.sql',
    '*',
    '!x',
    '[',
    '{a,b',
    '**/**',
    '../*.sql',
    '/abs/*.sql',
    'a\\b',
    '+(a|b)',
    '?',
    '\\',
    '[!a-',
    '[z-a]',
    '((',
    'sub/',
  ),
  fc.string({ maxLength: 8 }),
);
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.array(glob, { maxLength: 3 }),
  fc.constantFrom(
    'base.json',
    './base.json',
    '../w/greptime-sql.json',
    'other.yaml',
    'open',
    'closed',
    'auto',
    '1.1',
    'nowhere.json',
    '/etc/passwd',
  ),
);
const extended = fc.record({
  extends: fc.array(fc.constantFrom('base.json', 'other.yaml', 'greptime-sql.json', './greptime-sql.jsonc'), { maxLength: 4 }),
});
const rules = fc.record({
  rules: fc.dictionary(
    fc.constantFrom('flow-missing-source', 'GT001', 'nosuch', 'table-time-index'),
    fc.oneof(fc.constantFrom('off', 'error', 'loud'), fc.jsonValue({ maxDepth: 1 })),
  ),
});
const json = fc
  .oneof(fc.dictionary(fc.constantFrom(...KEYS), value, { maxKeys: 5 }), extended, rules, fc.jsonValue({ maxDepth: 3 }))
  .map(made => JSON.stringify(made));
const cut = fc
  .tuple(json, fc.nat(60), fc.string({ maxLength: 3, unit: 'binary' }))
  .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at));
const text = fc.oneof(
  { weight: 3, arbitrary: json },
  { weight: 2, arbitrary: cut },
  fc.string({ maxLength: 30, unit: 'binary' }),
  fc.constantFrom(
    '',
    '{',
    '---',
    '- a: &x [*x]',
    'a: *b',
    '<<: {}',
    '!!js/function x',
    '\ufeff{}',
    '{"a":1,}',
    '# x',
    'rules:\n  - off: 1\n',
  ),
);

describe('configuration files of any kind', { timeout: TIMEOUT }, () => {
  test('are read to an end, and what is wrong with them is told where it stands', async () => {
    await holds(
      'configurations',
      share(0.05),
      fc.property(fc.dictionary(fc.constantFrom(...NAMES), text, { maxKeys: 4 }), made => {
        const files: Files = new Map(Object.entries(made).map(([name, content]) => [`file:///w/${name}`, content]));
        const found = resolved(files, findConfig('file:///w/sub'));
        check(files, found);
        expect(written(resolved(files, findConfig('file:///w/sub')).problems)).toBe(written(found.problems));
      }),
    );
  });

  test('snapshots of any kind', async () => {
    await holds(
      'snapshots',
      share(0.01),
      fc.property(text, content => {
        for (const { span } of snapshotSql(content).problems)
          expect(isBoundary(content, span.start) && isBoundary(content, span.end)).toBe(true);
      }),
    );
  });

  test('bases that double at every step are not followed for ever', () => {
    const files = new Map(
      Array.from({ length: 40 }, (_, index): [Place, string] => [
        `file:///w/${index}.json`,
        `{"extends": ["${index + 1}.json", "${index + 1}.json"]}`,
      ]),
    );
    const { problems } = resolved(files, readConfig('file:///w/0.json', { text: files.get('file:///w/0.json')! }));
    expect(problems.map(({ message }) => message)).toContain('"extends" leads to more than 64 files');
  });
});
