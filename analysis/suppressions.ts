import { chunksOf, sliceOf, type Chunk, type SourceFile, type Span } from '../grammar/index.ts';
import { pageOf, severityOf, type ActiveRule, type ActiveRules } from './active.ts';
import type { Diagnostic } from './lint.ts';
import type { Fix } from './rule.ts';
import { nearest } from './spelling.ts';

/**
 * Comments that silence findings:
 *
 *   -- greptime-sql-disable-next-line flow-select-star, GT101 -- why it is all right
 *
 * `disable-next-line` covers the next line that holds SQL, and the whole statement if one begins there; `disable-line` covers its own
 * line, and the whole statement that ends on it; `disable` covers everything up to `enable`; `disable-file` covers the file. Rules are
 * named by id or name; without names, or with `all`, every rule is meant. A comment inside the query of a flow is stored with it, so
 * these stand best outside of statements.
 */
export interface Directive {
  readonly scope: 'next-line' | 'line' | 'block' | 'enable' | 'file';
  /** The comment, counted from the file's first character. */
  readonly span: Span;
  /** Empty: every rule. */
  readonly rules: readonly { readonly name: string; readonly span: Span }[];
  readonly reason?: string;
}

/** `-- greptime-sql-disable-line GT101, all -- reason`: the words behind the marker, the names, the reason. */
const DIRECTIVE =
  /^(?:--|#|\/\*+)\s*greptime-sql-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])([^]*?)(?:\*\/)?\s*$/;
const SCOPES = {
  'disable-next-line': 'next-line',
  'disable-line': 'line',
  'disable-file': 'file',
  disable: 'block',
  enable: 'enable',
} as const;

export const UNUSED = 'unused-suppression';
export const WITHOUT_REASON = 'suppression-without-reason';
export const UNKNOWN_RULE = 'suppression-unknown-rule';

/** Whether a rule speaks of suppression comments, not of SQL. */
export function isAboutComments(rule: string): boolean {
  return rule === UNUSED || rule === WITHOUT_REASON || rule === UNKNOWN_RULE;
}

/** The suppression comments of a file, in order. */
export function directivesOf(file: SourceFile): readonly Directive[] {
  if (!mayDirect(file)) return [];
  return file.comments.map(span => directiveAt(file, span)).filter(directive => directive !== undefined);
}

const marked = new WeakMap<Chunk, boolean>();

/** Whether a comment of the file names us; of chunks that are the same as before this is known. */
function mayDirect(file: SourceFile): boolean {
  let base = 0;
  for (const chunk of chunksOf(file)) {
    if (chunk.comments.length > 0) {
      const own = base;
      let isMarked = marked.get(chunk);
      if (isMarked === undefined)
        marked.set(
          chunk,
          (isMarked = chunk.comments.some(({ start, end }) => sliceOf(file, own + start, own + end).includes('greptime-sql-'))),
        );
      if (isMarked) return true;
    }
    base += chunk.length;
  }
  return false;
}

function directiveAt(file: SourceFile, comment: Span): Directive | undefined {
  const written = sliceOf(file, comment.start, comment.end);
  const match = DIRECTIVE.exec(written);
  if (match === null) return undefined;
  const rest = match[2]!;
  const from = comment.start + written.indexOf(match[1]!) + match[1]!.length;
  const dashes = /(^|\s)--(\s|$)/.exec(rest);
  const names = dashes === null ? rest : rest.slice(0, dashes.index);
  const reason = dashes === null ? '' : rest.slice(dashes.index + dashes[0].length).trim();
  const rules = [...names.matchAll(/[^\s,]+/g)].map(word => ({
    name: word[0],
    span: { start: from + word.index, end: from + word.index + word[0].length },
  }));
  const trimmed = written.trimEnd().length;
  return {
    scope: SCOPES[match[1] as keyof typeof SCOPES],
    span: { start: comment.start, end: comment.start + trimmed },
    rules: rules.some(({ name }) => name === 'all') ? [] : rules,
    ...(reason === '' ? {} : { reason }),
  };
}

/** The findings that no comment silences, and the findings about those comments. */
export function suppress(file: SourceFile, diagnostics: readonly Diagnostic[], active: ActiveRules): readonly Diagnostic[] {
  const directives = directivesOf(file);
  if (directives.length === 0) return diagnostics;
  const covers = coversOf(file, directives, active);
  const kept = diagnostics.filter(diagnostic => !silenced(covers, diagnostic));
  // Findings about the comments themselves are silenced only by comments that name them.
  const about = aboutDirectives(file, directives, covers, active).filter(
    diagnostic =>
      !silenced(
        covers.filter(cover => cover.rule !== undefined),
        diagnostic,
      ),
  );
  return [...kept, ...about];
}

/** What one name of a directive (or all of them) silences: findings of `rule` that begin in one of the `areas`. */
interface Cover {
  readonly directive: Directive;
  /** Which of the directive's names; absent when every rule is meant. */
  readonly index?: number;
  readonly rule?: string;
  readonly areas: readonly Span[];
  used: boolean;
}

function silenced(covers: readonly Cover[], { start, name }: Diagnostic): boolean {
  let found = false;
  for (const cover of covers) {
    if (cover.rule !== undefined && cover.rule !== name) continue;
    if (!cover.areas.some(area => start >= area.start && start < area.end)) continue;
    cover.used = true;
    found = true;
  }
  return found;
}

function coversOf(file: SourceFile, directives: readonly Directive[], active: ActiveRules): readonly Cover[] {
  const covers: Cover[] = [];
  for (const [at, directive] of directives.entries()) {
    if (directive.scope === 'enable') continue;
    if (directive.rules.length === 0) covers.push({ directive, areas: areasOf(file, directives, at, undefined, active), used: false });
    for (const [index, { name }] of directive.rules.entries()) {
      const rule = nameOf(active, name);
      if (rule !== undefined) covers.push({ directive, index, rule, areas: areasOf(file, directives, at, rule, active), used: false });
    }
  }
  return covers;
}

/** A rule's name, given its name or id. */
function nameOf(active: ActiveRules, written: string): string | undefined {
  if (active.byName.has(written)) return written;
  const id = written.toUpperCase();
  for (const [name, { rule }] of active.byName) if (rule.id === id) return name;
  return undefined;
}

function areasOf(
  file: SourceFile,
  directives: readonly Directive[],
  at: number,
  rule: string | undefined,
  active: ActiveRules,
): readonly Span[] {
  const { scope, span } = directives[at]!;
  switch (scope) {
    case 'file':
      return [{ start: 0, end: file.length + 1 }];
    case 'line': {
      const line = lineAround(file, span.start);
      return [line, ...statementsOf(file).filter(({ end }) => end > line.start && end <= span.start)];
    }
    case 'next-line': {
      const next = nextLine(file, span.end);
      return next === undefined ? [] : [next, ...statementsOf(file).filter(({ start }) => start >= next.start && start < next.end)];
    }
    default: {
      const end = directives.slice(at + 1).find(other => other.scope === 'enable' && enables(other, rule, active));
      return [{ start: span.start, end: end?.span.start ?? file.length + 1 }];
    }
  }
}

/** Whether an enable comment ends a block for a rule; a block of all rules ends only where all are enabled. */
function enables(enable: Directive, rule: string | undefined, active: ActiveRules): boolean {
  if (enable.rules.length === 0) return true;
  return rule !== undefined && enable.rules.some(({ name }) => nameOf(active, name) === rule);
}

function statementsOf(file: SourceFile): readonly Span[] {
  return file.statements.map(({ start, statement }) => ({ start, end: start + statement.text.length }));
}

/** The line around an offset, with its end. It is looked for in steps: for one line a file is not put together. */
function lineAround(file: SourceFile, offset: number): Span {
  let start = offset;
  for (let newline = -1; start > 0 && newline === -1;) {
    const from = Math.max(0, start - STEP);
    newline = sliceOf(file, from, start).lastIndexOf('\n');
    start = from + newline + 1;
  }
  for (let from = offset; from < file.length; from += STEP) {
    const newline = sliceOf(file, from, from + STEP).indexOf('\n');
    if (newline !== -1) return { start, end: from + newline + 1 };
  }
  return { start, end: file.length + 1 };
}
/** So many characters are looked at at a time. */
const STEP = 256;

/** The first line behind an offset's own that is more than blanks and comments. */
function nextLine(file: SourceFile, offset: number): Span | undefined {
  let line = lineAround(file, offset);
  while (line.end <= file.length) {
    line = lineAround(file, line.end);
    let rest = sliceOf(file, line.start, line.end);
    for (const comment of file.comments) {
      if (comment.end <= line.start || comment.start >= line.end) continue;
      const from = Math.max(comment.start, line.start) - line.start;
      const to = Math.min(comment.end, line.end) - line.start;
      rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
    }
    if (rest.trim() !== '') return line;
  }
  return undefined;
}

function aboutDirectives(
  file: SourceFile,
  directives: readonly Directive[],
  covers: readonly Cover[],
  active: ActiveRules,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (name: string, span: Span, message: string, fixes: readonly Fix[] = []): void => {
    const rule = active.byName.get(name);
    if (rule === undefined || rule.severity === 'off') return;
    found.push(diagnosticOf(file, rule, span, message, fixes));
  };
  for (const directive of directives) {
    for (const { name, span } of directive.rules) {
      if (nameOf(active, name) !== undefined) continue;
      const meant = nearest(name, active.byName.keys());
      if (meant === undefined) report(UNKNOWN_RULE, span, `There is no rule '${name}'`);
      else {
        const fix: Fix = { title: `Change to '${meant}'`, safe: false, edits: [{ uri: file.uri, span, text: meant }] };
        report(UNKNOWN_RULE, span, `There is no rule '${name}'. Did you mean '${meant}'?`, [fix]);
      }
    }
    if (directive.scope === 'enable') continue;
    if (directive.reason === undefined)
      report(WITHOUT_REASON, directive.span, 'A suppression without a reason: write it behind a second --');
    const own = covers.filter(cover => cover.directive === directive);
    const unused = own.filter(cover => !cover.used && (cover.rule === undefined || !isAboutComments(cover.rule)));
    if (unused.length === 0) continue;
    if (unused.length === Math.max(1, directive.rules.length)) {
      report(UNUSED, directive.span, 'Nothing is suppressed here', [removal(file, directive)]);
      continue;
    }
    for (const { index } of unused) {
      const { name, span } = directive.rules[index!]!;
      report(UNUSED, span, `No finding of '${name}' is suppressed here`, [nameRemoval(file, directive, index!)]);
    }
  }
  return found;
}

function diagnosticOf(file: SourceFile, active: ActiveRule, span: Span, message: string, fixes: readonly Fix[]): Diagnostic {
  return {
    uri: file.uri,
    start: span.start,
    end: span.end,
    rule: active.rule.id,
    name: active.rule.name,
    severity: severityOf(active),
    message,
    fixes,
    related: [],
    tags: active.rule.name === UNUSED ? ['unnecessary'] : [],
    statement: statementsOf(file).findIndex(({ start, end }) => span.start >= start && span.start < end),
    page: pageOf(active.rule),
  };
}

/** Takes the comment away, and its line with it where nothing else stands there. Inside a statement a person should look first. */
function removal(file: SourceFile, { span }: Directive): Fix {
  const line = lineAround(file, span.start);
  const isAlone = sliceOf(file, line.start, span.start).trim() === '' && sliceOf(file, span.end, line.end).trim() === '';
  const before = sliceOf(file, line.start, span.start);
  const cut = isAlone
    ? { start: line.start, end: Math.min(line.end, file.length) }
    : { start: span.start - (before.length - before.trimEnd().length), end: span.end };
  return { title: 'Remove the comment', safe: !isInside(file, span), edits: [{ uri: file.uri, span: cut, text: '' }] };
}

function nameRemoval(file: SourceFile, directive: Directive, index: number): Fix {
  const { rules, span } = directive;
  const next = rules[index + 1];
  const previous = rules[index - 1];
  const own = rules[index]!.span;
  const cut = next !== undefined ? { start: own.start, end: next.span.start } : { start: previous!.span.end, end: own.end };
  return { title: `Remove '${rules[index]!.name}'`, safe: !isInside(file, span), edits: [{ uri: file.uri, span: cut, text: '' }] };
}

function isInside(file: SourceFile, span: Span): boolean {
  return statementsOf(file).some(({ start, end }) => span.start > start && span.start < end);
}
