import { inChunks } from '../grammar/index.ts';
import { activate, pageOf, severityOf, type ActiveRules } from './active.ts';
import type { Film } from './film.ts';
import {
  isExplained,
  isTrueOf,
  judgeAnew,
  knownOf,
  silenceOf,
  unjudged,
  widen,
  type LintOptions,
  type Said,
  type Scope,
  type Widening,
} from './judge.ts';
import { FIRST, type Fix, type Related, type Rule } from './rule.ts';
import type { Severity } from './settings.ts';
import { filmOf, type Snapshot, type Step } from './simulate.ts';
import { suppress } from './suppressions.ts';

/** A finding in its file: `start` and `end` count from the file's first character. */
export interface Diagnostic {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  /** GreptimeDB's status, when it is the one who refuses. */
  readonly status?: { readonly code: number; readonly name: string };
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  readonly tags: readonly ('unnecessary' | 'deprecated')[];
  /** The statement it is in: index among the file's statements; -1 between them. */
  readonly statement: number;
  /** The page about its rule, counted from the repository's root. */
  readonly page: string;
}

/** The findings of one file, without those that its comments suppress. */
export function lint(snapshot: Snapshot, uri: string, options: LintOptions): readonly Diagnostic[] {
  const film = filmOf(snapshot, uri);
  if (film === undefined) return [];
  const active = rulesFor(snapshot, uri, options.rules);
  const known = film.linted as Linted | undefined;
  if (known !== undefined && known.active === active && isTrueOf(known, snapshot)) return known.found;
  const { judged, notable, scope } = judgedReels(snapshot, film, active, options);
  const all = notable.flatMap(({ diagnostics }) => diagnostics);
  const left = suppress(film.file, all, active);
  const found = left === all ? all : left.toSorted(byPlace);
  const made: Linted = { ...scope, active, judged, notable, found };
  film.linted = made;
  film.former = undefined;
  return found;
}

/** What was found in a file. */
interface Linted extends Scope {
  readonly active: ActiveRules;
  /** By reel. */
  readonly judged: readonly JudgedReel[];
  /** The reels of which something is said, or which rules looked beyond, in their order. */
  readonly notable: readonly Noted[];
  readonly found: readonly Diagnostic[];
}

/** What was said of a reel, in its file. */
interface Noted {
  /** The number of the reel, where its chunk begins, and the number of the chunk's first statement. */
  readonly at: number;
  readonly base: number;
  readonly first: number;
  readonly judged: JudgedReel;
  /** In their order. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the rules say of the reels of a film. Of those that are as they were in the former film, only those are looked at which rules looked beyond. */
function judgedReels(
  snapshot: Snapshot,
  film: Film,
  active: ActiveRules,
  options: LintOptions,
): Pick<Linted, 'judged' | 'notable'> & { readonly scope: Scope } {
  const { former, head, tail } = formerOf(snapshot, film, active);
  const scope: Widening = { snapshot: undefined, end: undefined, files: former?.files };
  const notable: Noted[] = [];
  let judged: JudgedReel[] = former?.judged.slice(0, head) ?? [];
  const look = (at: number, before?: Noted): void => {
    const one = before === undefined || looksBeyond(before.judged) ? judgedReel(snapshot, film, at, active, options) : before.judged;
    judged[at] = one;
    widen(scope, one);
    if (one.said.length > 0 || looksBeyond(one)) notable.push(noted(film, at, one, before));
  };
  for (const before of former?.notable ?? []) if (before.at < head) look(before.at, before);
  const behind = film.reels.length - tail;
  for (let at = head; at < behind; at++) look(at);
  if (former === undefined || tail === 0) return { judged, notable, scope };
  judged = judged.concat(former.judged.slice(-tail));
  const by = judged.length - former.judged.length;
  for (const before of former.notable) if (before.at + by >= behind) look(before.at + by, before);
  return { judged, notable, scope };
}

/** Whether it hangs on more than the reel and which files there are. */
function looksBeyond({ snapshot, end }: Scope): boolean {
  return snapshot !== undefined || end !== undefined;
}

/** Puts what is said of a reel in its place; `before` is where the reel was in the former film. */
function noted({ file }: Film, at: number, judged: JudgedReel, before: Noted | undefined): Noted {
  const cut = inChunks(file);
  const base = cut.offsetOf(at);
  const first = cut.firstOf(at);
  if (before?.judged === judged) {
    const [by, later] = [base - before.base, first - before.first];
    if (by === 0 && later === 0 && at === before.at) return before;
    return { at, base, first, judged, diagnostics: before.diagnostics.map(one => moved(one, by, later)) };
  }
  const { uri } = file;
  const { starts } = cut.chunks[at]!;
  const diagnostics = judged.said.flatMap(({ index, said }) =>
    said.map(one => placed({ uri, index: first + index, start: base + starts[index]! }, one)),
  );
  return { at, base, first, judged, diagnostics: diagnostics.sort(byPlace) };
}

/** A finding whose statement stands so many characters and statements further on. */
function moved(diagnostic: Diagnostic, by: number, later: number): Diagnostic {
  return by === 0 && later === 0
    ? diagnostic
    : { ...diagnostic, start: diagnostic.start + by, end: diagnostic.end + by, statement: diagnostic.statement + later };
}

/** What is still true of what was said of the former film, and of how many of its first and last reels. */
function formerOf(
  snapshot: Snapshot,
  { file, reels, former }: Film,
  active: ActiveRules,
): { readonly former: Linted | undefined; readonly head: number; readonly tail: number } {
  const linted = former?.linted as Linted | undefined;
  if (
    former === undefined ||
    linted?.active !== active ||
    !isTrueOf({ snapshot: undefined, end: undefined, files: linted.files }, snapshot)
  )
    return { former: undefined, head: 0, tail: 0 };
  const { head, tail } = former;
  const isAmongFirst = tail > 0 && (linted.judged.at(-tail)!.lead < FIRST || inChunks(file).firstOf(reels.length - tail) < FIRST);
  return { former: linted, head, tail: isAmongFirst ? 0 : tail };
}

/** What was said of the statements of a reel. */
interface JudgedReel extends Scope {
  readonly active: ActiveRules;
  /** How many statements stand before it, as far as rules care. */
  readonly lead: number;
  /** Of those that something is said of, by their place in the chunk. */
  readonly said: readonly SaidAt[];
  /** The refusals among them that a rule explains. */
  readonly explained: readonly number[];
}
interface SaidAt {
  readonly index: number;
  readonly said: readonly Said[];
}

/** What the rules say of one of a film's reels. */
function judgedReel(snapshot: Snapshot, film: Film, at: number, active: ActiveRules, options: LintOptions): JudgedReel {
  const reel = film.reels[at]!;
  const { origin } = reel;
  const first = inChunks(film.file).firstOf(at);
  const lead = Math.min(first, FIRST);
  const own = reel.judged as JudgedReel | undefined;
  if (isTrueOfReel(own, lead, active, snapshot)) return own;
  // In a world that differs in nothing its statements name, only what explains a refusal may be something else.
  const other = reel === origin ? undefined : (origin.judged as JudgedReel | undefined);
  const known = isTrueOfReel(other, lead, active, snapshot) ? other : undefined;
  if (known !== undefined && known.explained.length + reel.wide.length === 0) return known;
  const scope: Widening = { snapshot: known?.snapshot, end: known?.end, files: known?.files };
  const anew = known === undefined ? undefined : new Set([...known.explained, ...reel.wide]);
  const said: SaidAt[] = known?.said.filter(({ index }) => anew?.has(index) !== true) ?? [];
  const explained: number[] = [];
  for (const index of anew ?? reel.chunk.statements.keys()) {
    const frame = reel.frameAt(index);
    const judged =
      knownOf(snapshot, frame, first + index, active) ??
      unjudged(frame, first + index, active) ??
      judgeAnew(snapshot, film.stepOf(reel, inChunks(film.file).offsetOf(at), first, index), active, options);
    widen(scope, judged);
    if (judged.said.length > 0) said.push({ index, said: judged.said });
    if (isExplained(frame.outcome.verdict, active)) explained.push(index);
  }
  const judged: JudgedReel = { ...scope, active, lead, said, explained };
  reel.judged = judged;
  reel.settle(silenceOf(active));
  return judged;
}

function isTrueOfReel(judged: JudgedReel | undefined, lead: number, active: ActiveRules, snapshot: Snapshot): judged is JudgedReel {
  return judged !== undefined && judged.lead === lead && judged.active === active && isTrueOf(judged, snapshot);
}

/** The findings of one statement, suppressed ones included. */
export function lintStep(snapshot: Snapshot, step: Step, options: LintOptions): readonly Diagnostic[] {
  const active = rulesFor(snapshot, step.uri, options.rules);
  const { said: found } = knownOf(snapshot, step, step.index, active) ?? judgeAnew(snapshot, step, active, options);
  return found.map(said => placed({ uri: step.uri, index: step.index, start: step.placed.start }, said));
}

function rulesFor({ workspace }: Snapshot, uri: string, rules: readonly Rule[]): ActiveRules {
  return activate(rules, workspace.settings.rulesFor?.(uri) ?? workspace.settings.rules);
}

/** Where a statement stands. */
interface Stand {
  readonly uri: string;
  readonly index: number;
  readonly start: number;
}

function placed({ uri, index, start }: Stand, { active, finding, rejection }: Said): Diagnostic {
  const diagnostic = {
    uri,
    start: start + finding.span.start,
    end: start + finding.span.end,
    rule: active.rule.id,
    name: active.rule.name,
    severity: severityOf(active, finding.severity),
    message: finding.message,
    fixes: finding.fixes ?? [],
    related: finding.related ?? [],
    tags: finding.tags ?? [],
    statement: index,
    page: pageOf(active.rule),
  };
  return rejection === undefined ? diagnostic : { ...diagnostic, status: { code: rejection.code, name: rejection.codeName } };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1);
}
