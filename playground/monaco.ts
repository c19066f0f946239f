import * as monaco from 'monaco-editor/editor/editor.api.js';
import { KEYWORDS } from '../grammar/keywords.ts';

export const LANGUAGE = 'greptime-sql';

// The features of the editor come with its LSP client.
self.MonacoEnvironment = { getWorker: () => new Worker('editor.worker.js') };

monaco.languages.register({ id: LANGUAGE, aliases: ['GreptimeDB SQL'] });
monaco.languages.setLanguageConfiguration(LANGUAGE, {
  comments: { lineComment: '--', blockComment: ['/*', '*/'] },
  brackets: [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
  ],
  autoClosingPairs: [
    { open: '(', close: ')' },
    { open: "'", close: "'", notIn: ['string', 'comment'] },
    { open: '"', close: '"', notIn: ['string', 'comment'] },
  ],
});
// Colours before the server speaks; its semantic tokens refine them.
monaco.languages.setMonarchTokensProvider(LANGUAGE, {
  ignoreCase: true,
  keywords: KEYWORDS.map(word => word.toLowerCase()),
  tokenizer: {
    root: [
      [/--.*$/, 'comment'],
      [/\/\*/, 'comment', '@comment'],
      [/'(?:[^']|'')*'/, 'string'],
      [/"(?:[^"]|"")*"|`(?:[^`]|``)*`/, 'identifier'],
      [/\d+(?:\.\d+)?(?:e[+-]?\d+)?/, 'number'],
      [/[a-z_]\w*(?=\s*\()/, { cases: { '@keywords': 'keyword', '@default': 'predefined' } }],
      [/[a-z_]\w*/, { cases: { '@keywords': 'keyword', '@default': 'identifier' } }],
      [/[;,.()]/, 'delimiter'],
    ],
    comment: [
      [/\*\//, 'comment', '@pop'],
      [/./, 'comment'],
    ],
  },
});

export { monaco };
