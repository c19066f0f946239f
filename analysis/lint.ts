import type { NodeOf, SourceFile, StatementKind } from '../grammar/index.ts';
import type { Verdict } from '../catalog/index.ts';
import { activate, pageOf, severityOf, type ActiveRule, type ActiveRules } from './active.ts';
import { lineageOf } from './lineage.ts';
import type { Finding, Fix, Rejection, Related, Rule, RuleContext } from './rule.ts';
import type { Severity } from './settings.ts';
import type { Snapshot, Step } from './simulate.ts';
import { fileIn, filesIn } from './workspace.ts';
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

export interface LintOptions {
  readonly rules: readonly Rule[];
  /** Told when a rule throws: the rule stays silent, the session goes on. */
  readonly onBug?: (rule: string, error: unknown) => void;
}

/** The findings of one file, without those that its comments suppress. */
export function lint(snapshot: Snapshot, uri: string, options: LintOptions): readonly Diagnostic[] {
  const file = fileIn(snapshot.workspace, uri);
  const steps = snapshot.steps.get(uri);
  if (file === undefined || steps === undefined) return [];
  const active = rulesFor(snapshot, uri, options.rules);
  const known = linted.get(file);
  if (
    known !== undefined &&
    known.steps === steps &&
    known.active === active &&
    isTrueOf(known, snapshot)
  )
    return known.found;
  let isLocal = true;
  let files: Files | undefined;
  const diagnostics: Diagnostic[] = [];
  for (const step of steps) {
    const judged = judge(snapshot, step, active, options);
    if (judged.snapshot !== undefined) isLocal = false;
    files ??= judged.files;
    if (judged.said.length > 0) for (const said of judged.said) diagnostics.push(placed(step, said));
  }
  const found = suppress(file, diagnostics, active).toSorted(byPlace);
  linted.set(file, { steps, active, found, snapshot: isLocal ? undefined : snapshot, files });
  return found;
}

/** What was found in a file, and the snapshot it is true of where rules looked at more than the file's own steps. */
interface Linted extends Scope {
  readonly steps: readonly Step[];
  readonly active: ActiveRules;
  readonly found: readonly Diagnostic[];
}

/** What findings hang on beside the steps they are about: all of a snapshot, or which files there are. */
interface Scope {
  readonly snapshot: Snapshot | undefined;
  readonly files: Files | undefined;
}
interface Files {
  readonly of: ReadonlyMap<string, number>;
  readonly size: number;
}

function isTrueOf({ snapshot, files }: Scope, now: Snapshot): boolean {
  if (snapshot !== undefined && snapshot !== now) return false;
  return files === undefined || (files.of === filesIn(now.workspace) && files.size === now.workspace.files.length);
}

const linted = new WeakMap<SourceFile, Linted>();

/** The findings of one statement, suppressed ones included. */
export function lintStep(snapshot: Snapshot, step: Step, options: LintOptions): readonly Diagnostic[] {
  return judge(snapshot, step, rulesFor(snapshot, step.uri, options.rules), options).said.map(said => placed(step, said));
}

function rulesFor({ workspace }: Snapshot, uri: string, rules: readonly Rule[]): ActiveRules {
  return activate(rules, workspace.settings.rulesFor?.(uri) ?? workspace.settings.rules);
}

/** A finding with the rule that says it, and the rejection it is about. */
interface Said {
  readonly active: ActiveRule;
  readonly finding: Finding;
  readonly rejection: Rejection | undefined;
}

/** What the rules say of a step; `snapshot` is there if one of them looked at it. */
interface Judged extends Scope {
  readonly active: ActiveRules;
  readonly said: readonly Said[];
}

const NOTHING: readonly Said[] = [];
const silent = new WeakMap<ActiveRules, Judged>();

/** Nothing to say, whatever the rest of the workspace is. */
function silence(active: ActiveRules): Judged {
  let judged = silent.get(active);
  if (judged === undefined) silent.set(active, (judged = { active, said: NOTHING, snapshot: undefined, files: undefined }));
  return judged;
}

function judge(snapshot: Snapshot, step: Step, active: ActiveRules, options: LintOptions): Judged {
  const { memo } = step;
  const known = memo.judged as Judged | undefined;
  // Some rules speak of a file's first statements as such.
  const isElsewhere = memo.index !== step.index && Math.min(memo.index, step.index) < 2;
  if (known !== undefined && !isElsewhere && known.active === active && isTrueOf(known, snapshot)) return known;
  const judged = judgeAnew(snapshot, step, active, options);
  if (!isElsewhere) memo.judged = judged;
  return judged;
}

function judgeAnew(snapshot: Snapshot, step: Step, active: ActiveRules, options: LintOptions): Judged {
  if (step.isTakenBack === true) return { active, said: NOTHING, snapshot: undefined, files: undefined };
  const said: Said[] = [];
  let isLocal = true;
  let files: Files | undefined;
  const guard = (rule: Rule, run: () => void): void => {
    try {
      run();
    } catch (error) {
      if (options.onBug === undefined) throw error;
      options.onBug(rule.name, error);
    }
  };
  const contextOf = (one: ActiveRule): RuleContext => ({
    step,
    options: one.options,
    get snapshot() {
      isLocal = false;
      return snapshot;
    },
    get files() {
      const of = filesIn(snapshot.workspace);
      files = { of, size: snapshot.workspace.files.length };
      return of;
    },
    lineage() {
      isLocal = false;
      return lineageOf(snapshot);
    },
  });
  const rejection = rejectionOf(step.outcome.verdict);
  if (rejection !== undefined) explain(rejection, explainersOf(active, rejection), contextOf, guard, said);
  const { node } = step.placed.statement;
  for (const one of checkersOf(active, node?.kind)) {
    guard(one.rule, () => {
      for (const finding of check(one.rule, contextOf(one))) said.push({ active: one, finding, rejection: undefined });
    });
  }
  if (said.length === 0 && isLocal && files === undefined) return silence(active);
  return { active, said: said.length === 0 ? NOTHING : said, snapshot: isLocal ? undefined : snapshot, files };
}

const checkers = new WeakMap<ActiveRules, Map<StatementKind | undefined, readonly ActiveRule[]>>();

/** The rules that look at statements of a kind. */
function checkersOf(active: ActiveRules, kind: StatementKind | undefined): readonly ActiveRule[] {
  let byKind = checkers.get(active);
  if (byKind === undefined) checkers.set(active, (byKind = new Map()));
  let found = byKind.get(kind);
  if (found === undefined) {
    found = active.checkers.filter(({ rule }) => rule.on!.any !== undefined || (kind !== undefined && rule.on![kind] !== undefined));
    byKind.set(kind, found);
  }
  return found;
}

const explainers = new WeakMap<ActiveRules, Map<string, readonly ActiveRule[]>>();

/** The rules that may have something to say of a rejection, in order. */
function explainersOf(active: ActiveRules, { reason, suspected }: Rejection): readonly ActiveRule[] {
  let byReason = explainers.get(active);
  if (byReason === undefined) explainers.set(active, (byReason = new Map()));
  const key = suspected ? `suspected ${reason}` : reason;
  let found = byReason.get(key);
  if (found === undefined) {
    found = active.explainers.filter(
      ({ rule }) => (!suspected || rule.suspects === true) && (rule.explains === 'rest' || rule.explains!.includes(reason)),
    );
    byReason.set(key, found);
  }
  return found;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1);
}

/** A rejection has one explanation: the first rule for its reason that has something to say, or the rule for the rest. */
function explain(
  rejection: Rejection,
  active: readonly ActiveRule[],
  contextOf: (active: ActiveRule) => RuleContext,
  guard: (rule: Rule, run: () => void) => void,
  said: Said[],
): void {
  for (const one of active) {
    const { rule } = one;
    let help: Partial<Finding> | undefined;
    guard(rule, () => {
      help = rule.help?.(contextOf(one), rejection);
    });
    if (help === undefined && rule.help !== undefined) continue;
    if (one.severity !== 'off')
      said.push({ active: one, finding: { span: rejection.span, message: rejection.message, ...help }, rejection });
    return;
  }
}

function* check(rule: Rule, context: RuleContext): Generator<Finding> {
  const { node } = context.step.placed.statement;
  if (node !== undefined) {
    const run = rule.on?.[node.kind] as ((node: NodeOf<StatementKind>, context: RuleContext) => Iterable<Finding>) | undefined;
    if (run !== undefined) yield* run(node as NodeOf<StatementKind>, context);
  }
  if (rule.on?.any !== undefined) yield* rule.on.any(context);
}

/** The refusal in a verdict: certain, or what the server says if an unknown object does not exist. */
export function rejectionOf(verdict: Verdict): Rejection | undefined {
  const refused = verdict.kind === 'rejected' ? verdict : verdict.kind === 'unknown' ? verdict.suspected : undefined;
  if (refused === undefined) return undefined;
  return {
    reason: refused.reason,
    message: refused.message,
    code: refused.status.code,
    codeName: refused.status.name,
    span: refused.span,
    detail: refused.detail ?? {},
    suspected: verdict.kind === 'unknown',
  };
}

function placed(step: Step, { active, finding, rejection }: Said): Diagnostic {
  const { start } = step.placed;
  return {
    uri: step.uri,
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
    statement: step.index,
    page: pageOf(active.rule),
  };
}
