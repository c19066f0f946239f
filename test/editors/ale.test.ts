import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { printed, testEditor, versionOf } from './editor.ts';

const script = join(import.meta.dirname, 'ale.vim');

testEditor({
  name: 'Vim with ALE',
  isThere: versionOf('vim').startsWith('VIM') && existsSync('/usr/share/vim-ale'),
  settings: 'Vim with ALE',
  drive: desk =>
    printed('sh', ['-c', `vim --not-a-term -i NONE -u '${script}' >"$ANSWERS.screen" 2>&1; cat "$ANSWERS"`], desk, {
      ANSWERS: join(desk.home, 'answers'),
      TERM: 'dumb',
    }),
});
