import { inChunks } from '../grammar/index.ts';
import { activate, pageOf, severityOf, type ActiveRules } from './active.ts';
import type { Film } from './film.ts';
import {
  FIRST,
  isExplained,
  isTrueOf,
  judgeAnew,
  knownOf,
  silenceOf,
  widen,
  type LintOptions,
  type Said,
  type Scope,
  type Widening,
} from './judge.ts';
import type { Fix, Related, Rule } from './rule.ts';
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
  const diagnostics: Diagnostic[] = [];
  const cut = inChunks(film.file);
  for (const at of notable) {
    for (const { index, said } of judged[at]!.said) {
      const start = cut.offsetOf(at) + cut.chunks[at]!.starts[index]!;
      for (const one of said) diagnostics.push(placed({ uri, index: cut.firstOf(at) + index, start }, one));
    }
  }
  const found = suppress(film.file, diagnostics, active).toSorted(byPlace);
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
  /** The numbers of the reels of which something is said, or which rules looked beyond. */
  readonly notable: readonly number[];
  readonly found: readonly Diagnostic[];
}

/** What the rules say of the reels of a film. Of those that are as they were in the former film, only the notable ones are looked at. */
function judgedReels(
  snapshot: Snapshot,
  film: Film,
  active: ActiveRules,
  options: LintOptions,
): Pick<Linted, 'judged' | 'notable'> & { readonly scope: Scope } {
  const { former, head, tail } = formerOf(snapshot, film, active);
  const scope: Widening = { snapshot: undefined, end: undefined, files: former?.files };
  const notable: number[] = [];
  let judged: JudgedReel[] = former?.judged.slice(0, head) ?? [];
  const look = (at: number): void => {
    const one = judgedReel(snapshot, film, at, active, options);
    judged[at] = one;
    widen(scope, one);
    if (one.said.length > 0 || one.snapshot !== undefined || one.end !== undefined) notable.push(at);
  };
  for (const at of former?.notable ?? []) if (at < head) look(at);
  const behind = film.reels.length - tail;
  for (let at = head; at < behind; at++) look(at);
  if (former === undefined || tail === 0) return { judged, notable, scope };
  judged = judged.concat(former.judged.slice(-tail));
  const by = judged.length - former.judged.length;
  for (const at of former.notable) if (at + by >= behind) look(at + by);
  return { judged, notable, scope };
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
  return {
    uri,
    start: start + finding.span.start,
    end: start + finding.span.end,
    rule: active.rule.id,
    name: active.rule.name,
    severity: severityOf(active, finding.severity),
    message: finding.message,
    ...(rejection === undefined ? {} : { status: { code: rejection.code, name: rejection.codeName } }),
    fixes: finding.fixes ?? [],
    related: finding.related ?? [],
    tags: finding.tags ?? [],
    statement: index,
    page: pageOf(active.rule),
  };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1);
}
