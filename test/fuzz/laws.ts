import {
  DEFAULT_SETTINGS,
  edit,
  emptyWorkspace,
  lint,
  RULES,
  simulate,
  type Diagnostic,
  type Settings,
  type Snapshot,
} from '../../analysis/index.ts';
import { openSession, type StatementReport } from '../../catalog/index.ts';
import {
  DIALECTS,
  format,
  lex,
  parseFile,
  parseRequest,
  parseStatement,
  print,
  walk,
  type Node,
  type Protocol,
  type Span,
  type Statement,
  type Tokens,
} from '../../grammar/index.ts';

/** A place between two characters, not inside one: the halves of a pair stay together. */
export function isBoundary(text: string, at: number): boolean {
  if (!Number.isInteger(at) || at < 0 || at > text.length) return false;
  if (at === 0 || at === text.length) return true;
  const before = text.charCodeAt(at - 1);
  const behind = text.charCodeAt(at);
  return !(before >= 0xd800 && before <= 0xdbff && behind >= 0xdc00 && behind <= 0xdfff);
}

function isSpanOf(text: string, { start, end }: Span): boolean {
  return start <= end && isBoundary(text, start) && isBoundary(text, end);
}

/** The lexer is total: tokens and comments follow each other and cover everything but blanks, unless it found a fault. */
export function lexing(text: string, protocol: Protocol): string | undefined {
  const tokens = lex(text, DIALECTS[protocol]);
  let last = 0;
  for (let i = 0; i < tokens.count; i++) {
    const span = { start: tokens.starts[i]!, end: tokens.ends[i]! };
    if (!isSpanOf(text, span)) return `token outside: ${span.start}-${span.end}`;
    if (span.start < last || span.end === span.start) return `token order: ${span.start} behind ${last}`;
    last = span.end;
  }
  last = 0;
  for (const comment of tokens.comments) {
    if (!isSpanOf(text, comment) || comment.start < last) return `comment outside: ${comment.start}-${comment.end}`;
    last = comment.end;
  }
  return undefined;
}

/** A value as text; big numbers, maps and repeated parts included, but not what a statement remembers of its last play. */
export function written(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (key === 'played') return undefined;
    if (typeof inner === 'bigint') return `${inner}n`;
    // A statement remembers what it was found to do: it is told by its text.
    if (key === 'definedBy' && typeof inner === 'object') return (inner as Statement).text;
    return inner instanceof Map || inner instanceof Set ? [...inner] : inner;
  });
}

/** A statement as text: its tree may be parsed only when it is asked for. */
function writtenStatement({ text, node, draft, faults }: Statement): string {
  return written([text, node, draft, faults]);
}

/** A file falls into statements; spans of nodes and faults lie inside them. */
export function parsing(text: string, protocol: Protocol): string | undefined {
  const file = parseFile('file:///a.sql', text, undefined, protocol);
  let last = 0;
  for (const { start, statement } of file.statements) {
    if (start < last) return `statement order: ${start} behind ${last}`;
    if (text.slice(start, start + statement.text.length) !== statement.text) return `statement text: at ${start}`;
    if (!isSpanOf(text, { start, end: start + statement.text.length })) return `statement outside: ${start}`;
    last = start + statement.text.length;
    if (statement.node === undefined && statement.faults.length === 0) return `statement without tree or fault: at ${start}`;
    for (const fault of statement.faults)
      if (!isSpanOf(statement.text, fault.span)) return `fault outside: ${fault.span.start}-${fault.span.end} ${fault.message}`;
    for (const root of [statement.node, statement.draft]) {
      const wrong = root === undefined ? undefined : nodes(root, statement.text);
      if (wrong !== undefined) return wrong;
    }
    if (writtenStatement(parseStatement(statement.text, protocol)) !== writtenStatement(statement))
      return `parsed twice: ${statement.text.slice(0, 80)}`;
  }
  const request = parseRequest(text, protocol);
  for (const fault of request.faults)
    if (!isSpanOf(text, fault.span)) return `request fault outside: ${fault.span.start}-${fault.span.end} ${fault.message}`;
  return undefined;
}

function nodes(root: Node, text: string): string | undefined {
  let wrong: string | undefined;
  walk(root, node => {
    if (wrong === undefined && !isSpanOf(text, node.span)) wrong = `node outside: ${node.kind} ${node.span.start}-${node.span.end}`;
  });
  return wrong;
}

/** What is printed of a tree is read as that tree, and printed alike. `isLossy` knows the trees that GreptimeDB itself prints otherwise. */
export function printing(text: string, protocol: Protocol, isLossy: (node: Node) => boolean): string | undefined {
  const { node } = parseStatement(text, protocol);
  if (node === undefined || isLossy(node)) return undefined;
  const once = print(node);
  const again = parseStatement(once, protocol);
  if (again.node === undefined) return `printed text does not parse: ${again.faults[0]?.message} <= ${once}`;
  const twice = print(again.node);
  return twice === once ? undefined : `printed twice: ${once} <> ${twice}`;
}

/** Formatting changes no token and no comment, and doing it twice changes nothing more. */
export function formatting(text: string, protocol: Protocol): string | undefined {
  const made = format(text, {}, protocol);
  const dialect = DIALECTS[protocol];
  if (skeleton(lex(text, dialect)) !== skeleton(lex(made.text, dialect))) return `format changed a token: ${made.text}`;
  const again = format(made.text, {}, protocol);
  if (again.text !== made.text) return `formatted twice: ${made.text} <> ${again.text}`;
  for (const { span } of made.kept) if (!isSpanOf(text, span)) return `kept outside: ${span.start}-${span.end}`;
  return undefined;
}

function skeleton({ text, kinds, starts, ends, count, comments }: Tokens): string {
  const parts: string[] = [];
  for (let i = 0; i < count; i++) parts.push(`${kinds[i]} ${text.slice(starts[i], ends[i]).toUpperCase()}`);
  return [...parts, ...comments.map(({ start, end }) => text.slice(start, end).trimEnd())].join('\n');
}

export function settingsOf(catalog: 'open' | 'closed'): Settings {
  return { ...DEFAULT_SETTINGS, catalog };
}

export function snapshotOf(texts: readonly string[], catalog: 'open' | 'closed'): Snapshot {
  let workspace = emptyWorkspace(settingsOf(catalog));
  for (const [index, text] of texts.entries()) workspace = edit(workspace, `file:///${index}.sql`, text);
  return simulate(workspace);
}

/** All findings of all files. A rule that throws is not caught. */
export function findingsOf(snapshot: Snapshot): readonly Diagnostic[] {
  return [...snapshot.steps.keys()].flatMap(uri => lint(snapshot, uri, { rules: RULES }));
}

/** Linting the same text twice, parsed anew, finds the same, and everything it points at is there. */
export function linting(texts: readonly string[], catalog: 'open' | 'closed'): string | undefined {
  const snapshot = snapshotOf(texts, catalog);
  const found = findingsOf(snapshot);
  const byUri = new Map(snapshot.workspace.files.map(file => [file.uri, file]));
  for (const diagnostic of found) {
    const { uri, start, end, name, related, fixes, statement } = diagnostic;
    const file = byUri.get(uri)!;
    if (!isSpanOf(file.text, { start, end })) return `finding outside (${name}): ${start}-${end}`;
    for (const other of related)
      if (!isSpanOf(byUri.get(other.uri)?.text ?? '', other.span))
        return `related outside (${name}): ${other.span.start}-${other.span.end}`;
    const home = file.statements[statement]?.statement.text ?? file.text;
    for (const fix of fixes) {
      for (const { uri: target, span } of fix.edits) {
        const text = target === undefined ? home : (byUri.get(target)?.text ?? '');
        if (!isSpanOf(text, span)) return `fix outside (${name}): ${span.start}-${span.end} ${fix.title}`;
      }
    }
  }
  if (written(findingsOf(snapshotOf(texts, catalog))) !== written(found)) return `findings differ: from one run to the next`;
  return undefined;
}

/** Running a request twice in fresh sessions reports the same. */
export function running(requests: readonly string[], protocol: Protocol, world: 'open' | 'closed'): string | undefined {
  const first = reports(requests, protocol, world);
  return written(first) === written(reports(requests, protocol, world)) ? undefined : 'reports differ: from one session to the next';
}

export function reports(requests: readonly string[], protocol: Protocol, world: 'open' | 'closed'): readonly StatementReport[] {
  const session = openSession({ world });
  return requests.flatMap(request => session.run(request, { protocol }));
}
