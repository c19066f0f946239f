import type { NodeOf, SourceFile, StatementKind } from '../grammar/index.ts';
import type { Verdict } from '../catalog/index.ts';
import { activate, pageOf, severityOf, type ActiveRule, type ActiveRules } from './active.ts';
import { lineageOf, type Lineage } from './lineage.ts';
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
  if (step.isTakenBack === true) return silent(active);
  const looks: Looks = { snapshot, isLocal: true, files: undefined };
  const said: Said[] = [];
  const rejection = rejectionOf(step.outcome.verdict);
  if (rejection !== undefined) explain(rejection, explainersOf(active, rejection), { step, looks, options }, said);
  for (const one of checkersOf(active, step.placed.statement.node?.kind)) check(one, { step, looks, options }, said);
  const { isLocal, files } = looks;
  if (said.length === 0 && isLocal && files === undefined) return silent(active);
  return { active, said: said.length === 0 ? NOTHING : said, snapshot: isLocal ? undefined : snapshot, files };
}

let lastSilent: Judged | undefined;

/** Most judgements: no rule says anything, and none looked beyond the step. They share one object. */
function silent(active: ActiveRules): Judged {
  if (lastSilent?.active !== active) lastSilent = { active, said: NOTHING, snapshot: undefined, files: undefined };
  return lastSilent;
}

/** What rules may look at beyond a step, and whether they did. */
interface Looks {
  readonly snapshot: Snapshot;
  isLocal: boolean;
  files: Files | undefined;
}

/** A judgement that is being made. */
interface Judging {
  readonly step: Step;
  readonly looks: Looks;
  readonly options: LintOptions;
}

class Context implements RuleContext {
  readonly step: Step;
  readonly options: RuleContext['options'];
  private readonly looks: Looks;

  constructor({ step, looks }: Judging, { options }: ActiveRule) {
    this.step = step;
    this.options = options;
    this.looks = looks;
  }

  get snapshot(): Snapshot {
    this.looks.isLocal = false;
    return this.looks.snapshot;
  }

  get files(): ReadonlyMap<string, number> {
    const { workspace } = this.looks.snapshot;
    const of = filesIn(workspace);
    this.looks.files = { of, size: workspace.files.length };
    return of;
  }

  get lineage(): () => Lineage {
    return () => lineageOf(this.snapshot);
  }
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
function explain(rejection: Rejection, explaining: readonly ActiveRule[], judging: Judging, said: Said[]): void {
  for (const one of explaining) {
    const { rule } = one;
    let help: Partial<Finding> | undefined;
    try {
      help = rule.help?.(new Context(judging, one), rejection);
    } catch (error) {
      report(judging.options, rule, error);
    }
    if (help === undefined && rule.help !== undefined) continue;
    if (one.severity !== 'off')
      said.push({ active: one, finding: { span: rejection.span, message: rejection.message, ...help }, rejection });
    return;
  }
}

function check(active: ActiveRule, judging: Judging, said: Said[]): void {
  const { rule } = active;
  const { node } = judging.step.placed.statement;
  const context = new Context(judging, active);
  try {
    if (node !== undefined) {
      const run = rule.on?.[node.kind] as ((node: NodeOf<StatementKind>, context: RuleContext) => Iterable<Finding>) | undefined;
      if (run !== undefined) for (const finding of run(node as NodeOf<StatementKind>, context)) said.push({ active, finding, rejection: undefined });
    }
    if (rule.on?.any !== undefined) for (const finding of rule.on.any(context)) said.push({ active, finding, rejection: undefined });
  } catch (error) {
    report(judging.options, rule, error);
  }
}

function report({ onBug }: LintOptions, rule: Rule, error: unknown): void {
  if (onBug === undefined) throw error;
  onBug(rule.name, error);
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
