import type { Random } from './random.ts';
import { hurt, wildText, type Cuts } from './texts.ts';

/** One message to the server. `honest` ones follow the protocol, so the server may not fail over them. */
export type Step =
  | { readonly kind: 'notify'; readonly method: string; readonly params: unknown; readonly honest: boolean }
  | { readonly kind: 'request'; readonly method: string; readonly params: unknown; readonly honest: boolean }
  | { readonly kind: 'text'; readonly body: string };

/** Requests about a place in a document. */
const AT_POSITION = [
  'textDocument/hover',
  'textDocument/completion',
  'textDocument/definition',
  'textDocument/typeDefinition',
  'textDocument/implementation',
  'textDocument/declaration',
  'textDocument/references',
  'textDocument/documentHighlight',
  'textDocument/signatureHelp',
  'textDocument/prepareRename',
  'textDocument/rename',
  'textDocument/linkedEditingRange',
  'textDocument/prepareCallHierarchy',
  'textDocument/prepareTypeHierarchy',
  'textDocument/onTypeFormatting',
  'textDocument/moniker',
  'greptime-sql/catalog',
];
/** Requests about a whole document or a part of it. */
const ABOUT_DOCUMENT = [
  'textDocument/documentSymbol',
  'textDocument/foldingRange',
  'textDocument/semanticTokens/full',
  'textDocument/semanticTokens/range',
  'textDocument/semanticTokens/full/delta',
  'textDocument/formatting',
  'textDocument/rangeFormatting',
  'textDocument/codeLens',
  'textDocument/documentLink',
  'textDocument/diagnostic',
  'textDocument/codeAction',
  'textDocument/inlayHint',
  'textDocument/selectionRange',
  'textDocument/documentColor',
  'textDocument/inlineValue',
];
const ABOUT_WORKSPACE = [
  'workspace/symbol',
  'workspace/diagnostic',
  'workspace/executeCommand',
  'greptime-sql/graph',
  'greptime-sql/catalog',
  'greptime-sql/document',
];

export interface Document {
  readonly uri: string;
  version: number;
  text: string;
}

export interface World {
  readonly documents: Map<string, Document>;
  readonly cuts: readonly Cuts[];
}

const URIS = [
  'file:///w/a.sql',
  'file:///w/b%20c.sql',
  'file:///w/sub/d.sql',
  'untitled:Untitled-1',
  'file:///c%3A/win/e.sql',
  'file:///w/greptime-sql.json',
];
const STRANGE_URIS = [
  '',
  'x',
  'file:',
  'file:///w/%zz.sql',
  'file://host/share/f.sql',
  'git:/w/a.sql?x',
  'greptime-sql:/sink/x.sql?name=a.b',
  'file:///w/../../etc/passwd',
  'http://example.org/a.sql',
  'untitled:',
];

export function randomStep(random: Random, world: World): Step {
  const { documents } = world;
  const open = [...documents.values()];
  const kind = random.below(20);
  if (kind < 3 || open.length === 0) return openDocument(random, world);
  if (kind < 8) return change(random, random.pick(open));
  if (kind === 8) return close(random, world);
  if (kind === 9)
    return random.chance(0.5) ? notify('textDocument/didSave', { textDocument: { uri: random.pick(open).uri } }) : watched(random);
  if (kind === 10) return strange(random, open);
  if (kind < 16) return atPosition(random, random.pick(open));
  if (kind < 19) return aboutDocument(random, random.pick(open));
  return { kind: 'request', method: random.pick(ABOUT_WORKSPACE), params: workspaceParams(random), honest: false };
}

function notify(method: string, params: unknown, honest = true): Step {
  return { kind: 'notify', method, params, honest };
}

function openDocument(random: Random, { documents, cuts }: World): Step {
  const uri = random.pick(URIS.filter(known => !documents.has(known)).concat('file:///w/more.sql'));
  if (documents.has(uri)) return notify('textDocument/didSave', { textDocument: { uri } });
  const text = uri.endsWith('.json')
    ? random.pick(['{}', '{"catalog": "closed"}', '{"rules": 5', wildText(random)])
    : Array.from({ length: random.below(5) }, () => hurt(random, cuts)).join('\n');
  const document = { uri, version: 1, text };
  documents.set(uri, document);
  const languageId = random.pick(['sql', 'greptime-sql', 'greptime-sql', 'postgres', '']);
  return notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
}

function close(random: Random, { documents }: World): Step {
  const uri = random.pick([...documents.keys()]);
  documents.delete(uri);
  return notify('textDocument/didClose', { textDocument: { uri } });
}

function watched(random: Random): Step {
  const changes = random.some(4, () => ({ uri: random.pick([...URIS, 'file:///w/gone.sql']), type: 1 + random.below(3) }));
  return notify('workspace/didChangeWatchedFiles', { changes });
}

/** Lines and characters inside the text, at line ends too. */
export function positionOf(text: string, offset: number): { line: number; character: number } {
  let line = 0;
  let start = 0;
  for (let i = 0; i < offset; i++) {
    const unit = text.charCodeAt(i);
    if (unit !== 10 && !(unit === 13 && text.charCodeAt(i + 1) !== 10)) continue;
    line++;
    start = i + 1;
  }
  return { line, character: offset - start };
}

/** A place where a character begins: not in a pair, not between a carriage return and its line feed. */
function placeIn(random: Random, text: string): number {
  const at = random.below(text.length + 1);
  const [before, behind] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  const isPair = before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff;
  return isPair || (before === 13 && behind === 10) ? at - 1 : at;
}

/** Honest changes, mirrored here: what the server holds afterwards is known. */
function change(random: Random, document: Document): Step {
  const contentChanges = Array.from({ length: 1 + random.below(3) }, () => {
    const { text } = document;
    if (random.chance(0.05)) {
      document.text = random.pick(['', 'SELECT 1;', wildText(random)]);
      return { text: document.text };
    }
    const [a, b] = [placeIn(random, text), placeIn(random, text)].toSorted((x, y) => x - y) as [number, number];
    const end = random.chance(0.7) ? a : Math.min(b, a + 30);
    const cut = text.slice(a, end).endsWith('\r') || /[\ud800-\udbff]$/.test(text.slice(a, end)) ? a : end;
    const inserted = random.pick([
      '',
      ' ',
      '\n',
      '\r\n',
      ';',
      'a',
      '.',
      '(',
      "'",
      'SELECT ',
      'ü',
      '😀',
      '-- x\n',
      'FROM t',
      wildText(random, 5),
    ]);
    document.text = text.slice(0, a) + inserted + text.slice(cut);
    return { range: { start: positionOf(text, a), end: positionOf(text, cut) }, text: inserted };
  });
  document.version++;
  return notify('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges });
}

const HUGE = [-1, 0, 1, 2 ** 31 - 1, 2 ** 31, 2 ** 53, -(2 ** 40), 1e300, 0.5];

function anyPosition(random: Random, text: string): { line: number; character: number } {
  return random.chance(0.85) ? positionOf(text, random.below(text.length + 1)) : { line: random.pick(HUGE), character: random.pick(HUGE) };
}

function atPosition(random: Random, { uri, text }: Document): Step {
  const position = anyPosition(random, text);
  const more = {
    newName: random.pick(['x', '', 'a b', '"', 'ts']),
    context: { includeDeclaration: true, triggerKind: 1 },
    ch: ';',
    options: { tabSize: 2, insertSpaces: true },
  };
  return { kind: 'request', method: random.pick(AT_POSITION), params: { textDocument: { uri }, position, ...more }, honest: true };
}

function aboutDocument(random: Random, { uri, text }: Document): Step {
  const range = { start: anyPosition(random, text), end: anyPosition(random, text) };
  const more = {
    range,
    context: { diagnostics: [] },
    options: { tabSize: random.pick([2, 4, 8]), insertSpaces: true },
    positions: [range.start],
    previousResultId: random.pick(['', '1', 'x']),
  };
  return { kind: 'request', method: random.pick(ABOUT_DOCUMENT), params: { textDocument: { uri }, ...more }, honest: true };
}

function workspaceParams(random: Random): unknown {
  return {
    query: random.pick(['', 'a', '*', '\u202e', 'x'.repeat(300)]),
    command: 'no.such',
    arguments: [null],
    previousResultIds: [],
    uri: random.pick(STRANGE_URIS),
    textDocument: { uri: random.pick(URIS) },
  };
}

/** What no client should send. */
function strange(random: Random, open: readonly Document[]): Step {
  const params = random.pick<unknown>([
    null,
    undefined,
    [],
    {},
    5,
    'x',
    { textDocument: null },
    { textDocument: { uri: random.pick(STRANGE_URIS) }, position: { line: 0, character: 0 } },
    { textDocument: { uri: 7 } },
  ]);
  switch (random.below(8)) {
    case 0:
      return {
        kind: 'text',
        body: random.pick([
          '',
          '{',
          'null',
          '[]',
          '[{"jsonrpc":"2.0"}]',
          '{"jsonrpc":"1.0"}',
          '"x"',
          '{"jsonrpc":"2.0","id":{},"method":5}',
          '\u0000',
          '{"id":1}',
          '{"jsonrpc":"2.0","id":99,"result":1,"error":{}}',
        ]),
      };
    case 1:
      return {
        kind: 'request',
        method: random.pick(['no/such', '', '$/x', 'textDocument/', 'initialize', '__proto__', 'constructor']),
        params,
        honest: false,
      };
    case 2:
      return { kind: 'request', method: random.pick([...AT_POSITION, ...ABOUT_DOCUMENT, ...ABOUT_WORKSPACE]), params, honest: false };
    case 3:
      return notify(
        random.pick([
          'textDocument/didOpen',
          'textDocument/didChange',
          'textDocument/didClose',
          'workspace/didChangeWatchedFiles',
          'workspace/didChangeConfiguration',
          'initialized',
        ]),
        params,
        false,
      );
    case 4:
      return notify('$/cancelRequest', { id: random.pick<unknown>([1, 1_000_000, 'x', null]) }, false);
    case 5:
      return notify(
        'workspace/didChangeConfiguration',
        {
          settings: random.pick<unknown>([
            null,
            {},
            { 'greptime-sql': 5 },
            { 'greptime-sql': { catalog: 'shut', rules: [], targetVersion: {} } },
          ]),
        },
        false,
      );
    case 6:
      return notify(
        'workspace/didChangeWorkspaceFolders',
        { event: { added: [{ uri: random.pick(STRANGE_URIS), name: 'x' }], removed: [{ uri: 'file:///w', name: 'w' }] } },
        false,
      );
    default:
      return notify(
        'textDocument/didChange',
        { textDocument: { uri: random.pick([...open.map(({ uri }) => uri), 'file:///w/unknown.sql']), version: -1 }, contentChanges: [] },
        false,
      );
  }
}
