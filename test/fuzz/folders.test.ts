import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { main } from '../../cli/main.ts';
import { FILES } from '../../server/files.ts';
import { Session } from '../../server/session.ts';
import { holds, share, TIMEOUT } from './budget.ts';

/** What lies in a folder: texts, bytes, folders, links to anywhere. */
type Entry =
  | { readonly kind: 'file'; readonly path: string; readonly content: Uint8Array }
  | { readonly kind: 'link'; readonly path: string; readonly to: string }
  | { readonly kind: 'folder'; readonly path: string };

const name = fc.oneof(
  fc.constantFrom(
    'a',
    'b.sql',
    'c.sql',
    'dist',
    '.hidden',
    'x y',
    'ü.sql',
    '%41.sql',
    "q'.sql",
    'greptime-sql.json',
    '.greptimesqlignore',
    'new\nline.sql',
    '-x.sql',
    '*.sql',
    '[a].sql',
  ),
  fc.stringMatching(/^[a-z]{1,3}(\.sql)?$/),
);
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map(parts => parts.join('/'));
const content = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc
    .constantFrom(
      'CREATE TABLE t (a INT, ts TIMESTAMP TIME INDEX);',
      'CREATE FLOW f SINK TO s AS SELECT a FROM t;',
      '\ufeffSELECT 1;',
      '{}',
      '{"extends": "greptime-sql.json"}',
      '{',
      'SELECT "\u0000',
      '*',
    )
    .map(made => Buffer.from(made)),
);
const entry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('file' as const), path, content }) },
  fc.record({
    kind: fc.constant('link' as const),
    path,
    to: fc.oneof(path, fc.constantFrom('.', '..', '/', '/etc/passwd', '/dev/zero', 'loop', '/proc/self', '../../..')),
  }),
  fc.record({ kind: fc.constant('folder' as const), path }),
);

/** Makes what can be made; two entries may want one name. */
function make(root: string, entries: readonly Entry[]): void {
  for (const one of entries) {
    const target = join(root, one.path);
    try {
      mkdirSync(dirname(target), { recursive: true });
      if (one.kind === 'file') writeFileSync(target, one.content);
      else if (one.kind === 'folder') mkdirSync(target, { recursive: true });
      else symlinkSync(one.to, target);
    } catch {
      // The name is taken, or its folder is a file.
    }
  }
}

describe('folders of any kind', { timeout: TIMEOUT }, () => {
  test('are read by server and command line, to an end and without a stumble', async () => {
    await holds(
      'folders',
      share(0.003),
      fc.asyncProperty(fc.array(entry, { maxLength: 12 }), fc.nat(11), async (entries, victim) => {
        const root = mkdtempSync(join(tmpdir(), 'greptime-sql-fuzz-'));
        try {
          make(root, entries);
          const session = new Session(FILES);
          const loading = session.load([pathToFileURL(root).href]);
          // One file goes while others are read.
          const gone = entries[victim];
          if (gone !== undefined) {
            try {
              unlinkSync(join(root, gone.path));
            } catch {
              // A folder, or nothing.
            }
          }
          await loading;
          const home = `${pathToFileURL(root).href}/`;
          for (const uri of session.uris()) {
            expect(uri.startsWith(home), uri).toBe(true);
            void session.diagnostics(uri);
          }
          let err = '';
          const exit = await main(['lint', '--format', 'json', root], {
            cwd: root,
            out: () => {},
            err: written => void (err += written),
            colour: false,
            env: {},
            input: () => Promise.resolve(''),
            now: () => 0,
          });
          expect([0, 1, 2]).toContain(exit);
          expect(err).not.toContain('this is a bug');
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      }),
    );
  });

  test('a link to a file outside is not read as a file inside', async () => {
    const root = mkdtempSync(join(tmpdir(), 'greptime-sql-fuzz-'));
    const outside = mkdtempSync(join(tmpdir(), 'greptime-sql-fuzz-'));
    try {
      writeFileSync(join(outside, 'secret.sql'), 'CREATE FLOW f SINK TO s AS SELECT a FROM t;');
      symlinkSync(join(outside, 'secret.sql'), join(root, 'link.sql'));
      symlinkSync(outside, join(root, 'folder'));
      symlinkSync('.', join(root, 'loop'));
      const session = new Session(FILES);
      await session.load([pathToFileURL(root).href]);
      expect(session.uris()).toEqual([]);
    } finally {
      rmSync(root, { recursive: true });
      rmSync(outside, { recursive: true });
    }
  });
});
