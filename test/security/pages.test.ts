import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** The pages that we show: the webview of the extension, and the playground. */
const PAGES: Readonly<Record<string, string>> = {
  'client/graph_panel.ts': "default-src 'none';",
  'playground/index.html': "default-src 'none';",
};

function policyOf(text: string): ReadonlyMap<string, string> {
  const [policy] = /default-src 'none';[^"`]*/.exec(text) ?? [''];
  return new Map(
    policy
      .split(';')
      .map(part => part.trim())
      .filter(Boolean)
      .map(part => [part.split(' ')[0]!, part]),
  );
}

describe('pages run nothing but our own scripts, and talk to nobody', () => {
  test.each(Object.keys(PAGES))('%s', path => {
    const text = readFileSync(join(root, path), 'utf8');
    expect(text).toContain(PAGES[path]);
    const policy = policyOf(text);
    const scripts = policy.get('script-src') ?? '';
    expect(scripts).not.toMatch(/unsafe|https?:|\*|data:|blob:/);
    // A page may fetch its own files at most; without a word about it, nothing.
    expect(policy.get('connect-src') ?? "connect-src 'self'").toBe("connect-src 'self'");
    for (const part of policy.values()) expect(part).not.toMatch(/https?:|\*(?!\.)/);
    expect(text).not.toMatch(/\son\w+="/);
    expect(text.match(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/g) ?? []).toEqual([]);
  });

  test('no text becomes HTML: only constants do', () => {
    const sources = ['web', 'client', 'playground'].flatMap(folder =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.ts') && !/node_modules|dist/.test(name))
        .map(name => join(folder, name)),
    );
    const sinks = sources.flatMap(path => {
      const text = readFileSync(join(root, path), 'utf8');
      return [...text.matchAll(/\.(?:innerHTML|outerHTML)\s*=\s*([^;]+);|insertAdjacentHTML|document\.write|createContextualFragment/g)]
        .filter(match => !/^[A-Z_]+$/.test(match[1] ?? ''))
        .map(match => `${path}: ${match[0]}`);
    });
    expect(sinks).toEqual([]);
  });
});
