import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { printed, testEditor } from './editor.ts';

const current = process.env['EMACS_CURRENT'] ?? '';

/** `.ci/editors` fetches a current Emacs, which has eglot inside. */
for (const [name, emacs, library] of [
  ['Emacs', 'emacs', 'eglot'],
  ['Emacs', 'emacs', 'lsp-mode'],
  ['a current Emacs', current, 'eglot'],
] as const)
  testEditor({
    name: `${name} with ${library}`,
    isThere: emacs !== '' && has(emacs, library),
    settings: `Emacs with ${library}`,
    drive: desk => printed(emacs, ['-q', '--batch', '-l', join(import.meta.dirname, `${library}.el`)], desk),
  });

function has(emacs: string, library: string): boolean {
  return spawnSync(emacs, ['-q', '--batch', '--eval', `(progn (package-initialize) (require '${library}))`]).status === 0;
}
