import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeWith } from '../shared.ts';

const root = join(import.meta.dirname, '..', '..');

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly license?: string;
}
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
};

describe('what is installed is what was looked at', () => {
  test('every package is locked by a strong hash', () => {
    const loose = Object.entries(lock.packages).filter(
      ([path, { integrity, link }]) => path !== '' && link !== true && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  test('every package comes from a registry, none from a repository or a bare address', () => {
    const odd = Object.entries(lock.packages).filter(
      ([, { resolved }]) => resolved !== undefined && !/^https:\/\/[\w.-]+(?::\d+)?\/.*\.tgz$/.test(resolved),
    );
    expect(odd.map(([path]) => path)).toEqual([]);
  });

  test('every licence lets us use it, and asks nothing of whoever uses us', () => {
    const free = new Set([
      'MIT',
      'Apache-2.0',
      'ISC',
      '0BSD',
      'BSD-2-Clause',
      'BSD-3-Clause',
      'BlueOak-1.0.0',
      'CC0-1.0',
      'MPL-2.0',
      '(MIT AND Zlib)',
      '(MIT OR GPL-3.0-or-later)',
    ]);
    const odd = Object.entries(lock.packages).filter(
      ([path, { license, link }]) => path !== '' && link !== true && !free.has(license ?? ''),
    );
    expect(odd.map(([path, { license }]) => `${path} ${license}`)).toEqual([]);
  });

  test('direct dependencies are pinned, and locked at that version', () => {
    for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  test('whoever installs us installs nothing else and runs nothing', () => {
    expect(manifest.dependencies ?? {}).toEqual({});
    expect(Object.keys(manifest.scripts).filter(name => /^(pre|post)?install$/.test(name))).toEqual([]);
  });
});

const NOTICES = join(root, 'dist', 'THIRD_PARTY.txt');

describeWith('dist/THIRD_PARTY.txt (npm run build)', existsSync(NOTICES), 'what is bundled', () => {
  /** Licences that ask for no more than to be named; weak copyleft is for tools alone. */
  const kind = new Set(['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0']);
  const [, ...blocks] = readFileSync(NOTICES, 'utf8').split(`\n\n${'-'.repeat(80)}\n\n`);
  const bundled = blocks.map(block => {
    const [, name, version] = /^(\S+) (\S+)\n\n/.exec(block)!;
    return { name: name!, version: version!, words: block.slice(block.indexOf('\n\n')).trim() };
  });

  test('is what was locked', () => {
    const copies = (name: string): readonly (string | undefined)[] =>
      Object.entries(lock.packages)
        .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
        .map(([, { version }]) => version);
    expect(bundled.filter(({ name, version }) => !copies(name).includes(version)).map(({ name, version }) => `${name} ${version}`)).toEqual(
      [],
    );
    expect(bundled.map(({ name }) => name)).toContain('vscode-languageserver');
  });

  test('has a licence that asks only to be named, and is named with its words', () => {
    const odd = bundled.filter(
      ({ name, version }) =>
        !Object.entries(lock.packages).some(
          ([path, locked]) => path.endsWith(`node_modules/${name}`) && locked.version === version && kind.has(locked.license ?? ''),
        ),
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
    expect(bundled.filter(({ words }) => words.length < 300).map(({ name, words }) => `${name}: ${words}`)).toEqual([]);
  });
});
