import { join } from 'node:path';
import { printed, testEditor, versionOf } from './editor.ts';

/** The system's Neovim is an old one; `.ci/editors` fetches a current one. */
const old = 'nvim';
const current = process.env['NEOVIM_CURRENT'] ?? '';
const script = join(import.meta.dirname, 'neovim.lua');

for (const [editor, settings] of [
  [old, 'Neovim 0.7 to 0.10'],
  [current, 'Neovim 0.11 and newer'],
] as const)
  testEditor({
    name: settings,
    isThere: editor !== '' && versionOf(editor).startsWith('NVIM'),
    settings,
    drive: desk => printed(editor, ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${script}`], desk, { EDITOR: editor }),
  });
