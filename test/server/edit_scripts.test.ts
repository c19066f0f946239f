import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as analysis from '../../analysis/index.ts';
import { clientOf } from '../../server/client.ts';
import { Findings } from '../../server/findings.ts';
import { Session } from '../../server/session.ts';
import { Lines } from '../../server/lines.ts';
import { holds, share, TIMEOUT } from '../fuzz/budget.ts';
import { record } from '../fuzz/found.ts';
import { written } from '../fuzz/laws.ts';
import { memoryHost } from './conversation.ts';

const FOLDER = 'file:///w';
const NAMES = ['01_tables.sql', '02_flows.sql', '03_reads.sql', 'more/04_views.sql'];
const uriOf = (file: number): string => `${FOLDER}/${NAMES[file]}`;

const TEXTS = [
  'CREATE TABLE mem (host STRING, used DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));\nCREATE TABLE other (a INT, ts TIMESTAMP TIME INDEX);\n',
  "CREATE FLOW spikes SINK TO mem_spikes EXPIRE AFTER '1h' AS\nSELECT host, max(used) AS most, date_bin('1 minute'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;\n",
  '-- greptime-sql disable-next-line unknown-column\nSELECT most, nothing FROM mem_spikes;\nINSERT INTO other VALUES (1, 2);\n',
  'CREATE VIEW dear AS SELECT host FROM mem WHERE used > 1;\nDROP FLOW IF EXISTS spikes;\nDROP TABLE other;\nCREATE TABLE other (b INT, ts TIMESTAMP TIME INDEX);\nSELECT b FROM other;\n',
];
const PIECES = [
  ...['', ' ', '\n', '\r\n', ';', "'", '"', '-- x\n', '/*', '*/', '(', ')', 'x', '😀', 'mem', 'host'],
  ...['DROP TABLE mem;\n', 'ALTER TABLE mem RENAME memory;\n', 'CREATE TABLE late (n INT, ts TIMESTAMP TIME INDEX);\n', 'USE public;\n'],
  'CREATE FLOW again SINK TO mem_spikes AS SELECT n FROM late;\n',
  'CREATE OR REPLACE VIEW dear AS SELECT ts FROM mem;\n',
  ...[
    'DROP TABLE IF EXISTS other;\n',
    'DROP TABLE other, mem;\n',
    'DROP TABLE elsewhere.mem;\n',
    'DROP TABLE physical;\n',
    'DROP TABLE logical;\n',
  ],
  'CREATE TABLE elsewhere.mem (n INT, ts TIMESTAMP TIME INDEX);\n',
  "CREATE TABLE physical (ts TIMESTAMP TIME INDEX, v DOUBLE) ENGINE = metric WITH (physical_metric_table = '');\n",
  'DROP TABLE IF EXISTS logical, physical;\n',
  'SELECT table_name FROM information_schema.tables;\n',
  'SELECT entity_id FROM greptime_private.semantic_entities;\n',
  "INSERT INTO greptime_private.semantic_relationships_declared (observed_at, src_type) VALUES (now(), 'a');\n",
  'SELECT src_type FROM greptime_private.semantic_relationships_declared;\n',
  "CREATE TABLE logical (ts TIMESTAMP TIME INDEX, v DOUBLE, host STRING PRIMARY KEY) ENGINE = metric WITH (on_physical_table = 'physical');\n",
];

const file = fc.nat(NAMES.length - 1);
const part = fc.double({ min: 0, max: 1, noNaN: true });
const text = fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...TEXTS));

/** What a person does in an editor and beside it. Places are parts of a text's length. */
type Deed =
  | { readonly kind: 'open' | 'close' | 'undo' | 'save' | 'delete'; readonly file: number }
  | { readonly kind: 'type'; readonly file: number; readonly from: number; readonly length: number; readonly text: string }
  | { readonly kind: 'paste' | 'write'; readonly file: number; readonly text: string }
  | { readonly kind: 'rename'; readonly file: number; readonly to: number };

const type_ = fc.record({ kind: fc.constant('type' as const), file, from: part, length: fc.nat(8), text });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: type_ },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('open', 'undo', 'close', 'save', 'delete'), file }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('paste', 'write'), file, text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), file, to: file }) },
);

const CLIENT = clientOf({
  processId: null,
  rootUri: null,
  capabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
});

/** An editor over a disk. It knows what it has open and what stood there before each edit. */
class Editor {
  readonly disk: Map<string, string>;
  readonly session: Session;
  /** What a client was told last, which is said again where it is still true. */
  private readonly findings: Findings;
  private readonly before = new Map<string, string[]>();

  private constructor(disk: Map<string, string>) {
    this.disk = disk;
    this.session = new Session(memoryHost(disk));
    this.findings = new Findings(this.session, CLIENT);
  }

  static async start(disk: Map<string, string>, open: ReadonlyMap<string, string> = new Map()): Promise<Editor> {
    const editor = new Editor(disk);
    await editor.session.load([FOLDER]);
    for (const [uri, held] of open) editor.open(uri, held);
    return editor;
  }

  get held(): ReadonlyMap<string, string> {
    return new Map(this.session.openUris().map(uri => [uri, this.session.document(uri)!.lines.text]));
  }

  private open(uri: string, held: string): void {
    this.before.set(uri, []);
    this.session.open(uri, 'sql', 1, Lines.of(held));
  }

  private put(uri: string, start: number, end: number, inserted: string): void {
    const { lines, version } = this.session.document(uri)!;
    this.session.change(uri, version + 1, lines.replaced(start, end, inserted), [{ start, end, text: inserted }]);
  }

  private edit(uri: string, from: number, length: number, inserted: string): void {
    const old = this.session.document(uri)!.lines.text;
    this.before.get(uri)!.push(old);
    const start = Math.floor(from * old.length);
    this.put(uri, start, Math.min(old.length, start + length), inserted);
  }

  async does(done: Deed): Promise<void> {
    const uri = uriOf(done.file);
    const isOpen = this.session.document(uri) !== undefined;
    switch (done.kind) {
      case 'open':
        if (!isOpen && this.disk.has(uri)) this.open(uri, this.disk.get(uri)!);
        break;
      case 'close':
        if (isOpen) await this.session.close(uri);
        break;
      case 'type':
        if (isOpen) this.edit(uri, done.from, done.length, done.text);
        break;
      case 'paste':
        if (isOpen) this.edit(uri, 0, Infinity, done.text);
        break;
      case 'undo': {
        const old = this.before.get(uri)?.pop();
        if (isOpen && old !== undefined) this.put(uri, 0, this.session.document(uri)!.lines.text.length, old);
        break;
      }
      case 'save':
        if (isOpen) this.disk.set(uri, this.session.document(uri)!.lines.text);
        await this.session.reread(uri);
        break;
      case 'write':
        this.disk.set(uri, done.text);
        await this.session.reread(uri);
        break;
      case 'delete':
        this.disk.delete(uri);
        await this.session.reread(uri);
        break;
      case 'rename':
        await this.rename(uri, uriOf(done.to));
    }
  }

  /** As editors do it: the text moves, the old document closes, the new one opens. */
  private async rename(from: string, to: string): Promise<void> {
    if (from === to || !this.disk.has(from) || this.disk.has(to) || this.session.document(to) !== undefined) return;
    const held = this.session.document(from)?.lines.text;
    this.disk.set(to, this.disk.get(from)!);
    this.disk.delete(from);
    if (held !== undefined) {
      await this.session.close(from);
      this.open(to, held);
    }
    await Promise.all([this.session.reread(from), this.session.reread(to)]);
  }

  /** All that can be seen of the files, by what was asked. */
  answers(): ReadonlyMap<string, string> {
    this.session.settle();
    return new Map(
      this.session
        .uris()
        .flatMap(uri =>
          [...answersOf(this.session, uri, this.findings)].map(([asked, answer]) => [`${uri} ${asked}`, written(answer) ?? 'nothing']),
        ),
    );
  }
}

function* answersOf(session: Session, uri: string, findings: Findings): Generator<[string, unknown]> {
  const { file: own, snapshot } = session.member(uri)!;
  yield ['text', own.text];
  yield ['diagnostics', session.diagnostics(uri)];
  yield ['words', findings.worded(uri, session.diagnostics(uri)).map(({ json }) => json)];
  yield ['symbols', analysis.documentSymbols(own)];
  yield ['tokens', analysis.semanticTokens(own)];
  yield ['lenses', analysis.lenses(snapshot, uri)];
  yield ['hints', analysis.hints(snapshot, uri, { start: 0, end: own.text.length })];
  for (const { index: offset } of own.text.matchAll(/\w+/g)) {
    const place = { uri, offset };
    yield [`hover ${offset}`, analysis.hover(snapshot, place)];
    yield [`definition ${offset}`, analysis.definition(snapshot, place)];
    yield [`references ${offset}`, analysis.references(snapshot, place, { declaration: true })];
  }
}

/** Cut to where they part. */
function differences(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].flatMap(asked => {
    const [one = '', other = ''] = [a.get(asked), b.get(asked)];
    if (one === other) return [];
    const from = Math.max(0, [...one].findIndex((letter, index) => letter !== other[index]) - 30);
    return [`${asked}: …${one.slice(from, from + 200)} <> …${other.slice(from, from + 200)}`];
  });
}

/** Some forty steps each; a budget of 300,000 comes to ten thousand. */
const LENGTHS = { minLength: 1, maxLength: 80, size: 'max' } as const;

describe('a session that lives through many edits', { timeout: TIMEOUT }, () => {
  test('answers as one that just began', async () => {
    let steps = 0;
    const property = fc.asyncProperty(fc.array(deed, LENGTHS), async deeds => {
      const disk = new Map([[`${FOLDER}/greptime-sql.json`, '{}'], ...TEXTS.map((held, index) => [uriOf(index), held] as const)]);
      const editor = await Editor.start(disk, new Map([[uriOf(1), TEXTS[1]!]]));
      for (const [index, one] of deeds.entries()) {
        steps++;
        await editor.does(one);
        const fresh = await Editor.start(new Map(disk), editor.held);
        expect(differences(editor.answers(), fresh.answers()), `after ${index + 1} of ${JSON.stringify(deeds)}`).toEqual([]);
      }
    });
    await holds('a living session', share(0.001), property);
    record({ name: 'steps of edit scripts', inputs: steps, seconds: 0, broken: 0 });
  });
});
