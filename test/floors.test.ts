import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What each floor may import: lower floors, and these packages. */
const FLOORS: Readonly<Record<string, { readonly below: readonly string[]; readonly packages: readonly RegExp[] }>> = {
  grammar: { below: [], packages: [/^chevrotain$/, /^@prometheus-io\/lezer-promql$/, /^@lezer\//] },
  catalog: { below: ['grammar'], packages: [/^fastest-levenshtein$/] },
  analysis: { below: ['grammar', 'catalog'], packages: [/^fastest-levenshtein$/] },
  config: { below: ['grammar', 'catalog', 'analysis'], packages: [/^jsonc-parser$/, /^yaml$/, /^picomatch\//] },
  server: { below: ['grammar', 'catalog', 'analysis', 'config'], packages: [/^node:/, /^vscode-languageserver/] },
  cli: { below: ['grammar', 'catalog', 'analysis', 'config'], packages: [/./] },
  start: { below: [], packages: [/^node:/] },
  client: { below: [], packages: [/^node:/, /^vscode$/, /^vscode-languageclient/] },
  web: { below: ['grammar', 'catalog', 'analysis', 'client'], packages: [/^@dagrejs\/dagre$/, /^@codemirror\//, /^@lezer\/highlight$/] },
};

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => join(folder, name));
}

function imports(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)';|^import '([^']+)';|\bimport\('([^']+)'\)/gms)].map(
    match => (match[1] ?? match[2] ?? match[3])!,
  );
}

describe.each(Object.entries(FLOORS))('%s', (floor, { below, packages }) => {
  test.each(sources(floor))('%s imports only what its floor may', file => {
    for (const wanted of imports(file)) {
      if (wanted.startsWith('.')) {
        const target = relative(root, join(root, dirname(file), wanted)).split(/[\\/]/)[0]!;
        expect([floor, ...below], `${file} imports ${wanted}`).toContain(target);
      } else {
        expect(
          packages.some(allowed => allowed.test(wanted)),
          `${file} imports ${wanted}`,
        ).toBe(true);
      }
    }
  });
});

test('pages take nothing but names and types from the extension', () => {
  const taken = sources('web').flatMap(file => imports(file).filter(wanted => wanted.includes('/client/')));
  expect([...new Set(taken)]).toEqual(['../../client/protocol.ts']);
});

test('client and server say the same words', () => {
  const [server, client] = ['server', 'client'].map(folder => readFileSync(join(root, folder, 'protocol.ts'), 'utf8'));
  expect(client).toBe(server);
});

test('a statement knows no file: grammar and catalog never speak of a uri', () => {
  const speaking = [...sources('grammar'), ...sources('catalog')].filter(
    file => file !== join('grammar', 'file.ts') && /\buri\b/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(speaking).toEqual([]);
});
