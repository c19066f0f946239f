import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { printed, testEditor } from './editor.ts';

const has = (library: string): boolean =>
  spawnSync('emacs', ['-q', '--batch', '--eval', `(progn (package-initialize) (require '${library}))`]).status === 0;

for (const [name, library] of [
  ['Emacs with eglot', 'eglot'],
  ['Emacs with lsp-mode', 'lsp-mode'],
] as const)
  testEditor({
    name,
    isThere: has(library),
    settings: name,
    drive: desk => printed('emacs', ['-q', '--batch', '-l', join(import.meta.dirname, `${library}.el`)], desk),
  });
