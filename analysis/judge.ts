import { kindOf, type NodeOf, type StatementKind } from '../grammar/index.ts';
import type { Rejected, Verdict, World } from '../catalog/index.ts';
import type { ActiveRule, ActiveRules } from './active.ts';
import { lineageOf, type Lineage } from './lineage.ts';
import type { Frame, Memo } from './reel.ts';
import { FIRST, type Finding, type Rejection, type Rule, type RuleChecks, type RuleContext } from './rule.ts';
import type { Snapshot, Step } from './simulate.ts';
import { filesIn } from './workspace.ts';

export interface LintOptions {
  readonly rules: readonly Rule[];
  /** Told when a rule throws: the rule stays silent, the session goes on. */
  readonly onBug?: (rule: string, error: unknown) => void;
}

/** A finding with the rule that says it, and the rejection it is about. */
export interface Said {
  readonly active: ActiveRule;
  readonly finding: Finding;
  readonly rejection: Rejection | undefined;
}

/** What the rules say of a step, and what they looked at beside it. */
export interface Judged extends Scope {
  readonly active: ActiveRules;
  readonly said: readonly Said[];
}

const NOTHING: readonly Said[] = [];

/** What the rules said of a statement, where that is known. */
export function knownOf(
  snapshot: Snapshot,
  { memo, outcome }: Pick<Step, 'memo' | 'outcome'>,
  index: number,
  active: ActiveRules,
): Judged | undefined {
  if (isElsewhere(memo, index)) return undefined;
  const own = memo.judged as Judged | undefined;
  if (isTrueOfStep(own, active, snapshot)) return own;
  if (memo.of?.index !== memo.index) return undefined;
  const other = memo.of.judged as Judged | undefined;
  return isTrueOfStep(other, active, snapshot) && !isExplained(outcome.verdict, active) ? other : undefined;
}

function isTrueOfStep(judged: Judged | undefined, active: ActiveRules, snapshot: Snapshot): judged is Judged {
  return judged !== undefined && judged.active === active && isTrueOf(judged, snapshot);
}

/** Whether rules may speak otherwise of the statement that was judged, since it is now, or was, among the first. */
function isElsewhere(memo: Memo, index: number): boolean {
  return memo.index !== index && Math.min(memo.index, index) < FIRST;
}

/** Judges a statement, and keeps what the rules say of it. */
export function judgeAnew(snapshot: Snapshot, step: Step, active: ActiveRules, options: LintOptions): Judged {
  return kept(step.memo, step.index, judge(snapshot, step, active, options));
}

/** What is found out about a statement that no rule looks at: there is no need to make a step of it. */
export function unjudged({ statement, outcome, memo }: Frame, index: number, active: ActiveRules): Judged | undefined {
  const isLookedAt = refusedBy(outcome.verdict) !== undefined || checkersOf(active, kindOf(statement), index).length > 0;
  return isLookedAt ? undefined : kept(memo, index, silenceOf(active));
}

function kept(memo: Memo, index: number, judged: Judged): Judged {
  if (!isElsewhere(memo, index)) memo.judged = judged;
  return judged;
}

function judge(snapshot: Snapshot, step: Step, active: ActiveRules, options: LintOptions): Judged {
  if (step.isTakenBack === true) return silenceOf(active);
  const looks: Looks = { snapshot, isLocal: true, end: undefined, files: undefined };
  const said: Said[] = [];
  const rejection = rejectionOf(step.outcome.verdict);
  const judging: Judging = { step, looks, options };
  if (rejection !== undefined) explain(rejection, explainersOf(active, rejection.reason, rejection.suspected), judging, said);
  for (const one of checkersOf(active, kindOf(step.placed.statement), step.index)) check(one, judging, said);
  const { isLocal, end, files } = looks;
  if (said.length === 0 && isLocal && end === undefined && files === undefined) return silenceOf(active);
  return { active, said: said.length === 0 ? NOTHING : said, snapshot: isLocal ? undefined : snapshot, end, files };
}

let lastSilent: Judged | undefined;

/** Most judgements: no rule says anything, and none looked beyond the step. They share one object. */
export function silenceOf(active: ActiveRules): Judged {
  if (lastSilent?.active !== active) lastSilent = { active, said: NOTHING, snapshot: undefined, end: undefined, files: undefined };
  return lastSilent;
}

/** What rules may look at beyond a step, and whether they did. */
interface Looks {
  readonly snapshot: Snapshot;
  isLocal: boolean;
  end: World | undefined;
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

  get end(): World {
    return (this.looks.end ??= this.looks.snapshot.end);
  }

  get files(): ReadonlyMap<string, number> {
    const { workspace } = this.looks.snapshot;
    const of = filesIn(workspace);
    this.looks.files = { of, size: workspace.files.length };
    return of;
  }

  get lineage(): () => Lineage {
    return () => lineageOf(this);
  }
}

/** By kind; of the first statements of a file, and of the others. */
type Checkers = readonly [
  first: Map<StatementKind | undefined, readonly ActiveRule[]>,
  others: Map<StatementKind | undefined, readonly ActiveRule[]>,
];
const checkers = new WeakMap<ActiveRules, Checkers>();

/** The rules that look at statements of a kind. */
function checkersOf(active: ActiveRules, kind: StatementKind | undefined, index: number): readonly ActiveRule[] {
  let both = checkers.get(active);
  if (both === undefined) checkers.set(active, (both = [new Map(), new Map()]));
  const isFirst = index < FIRST;
  const byKind = both[isFirst ? 0 : 1];
  let found = byKind.get(kind);
  if (found === undefined) {
    const looks = ({ any, first, ...kinds }: RuleChecks): boolean =>
      any !== undefined || (isFirst && first !== undefined) || (kind !== undefined && kinds[kind] !== undefined);
    byKind.set(kind, (found = active.checkers.filter(({ rule }) => looks(rule.on!))));
  }
  return found;
}

/** By reason; first of what is certain, then of what is suspected. */
type Explainers = readonly [Map<string, readonly ActiveRule[]>, Map<string, readonly ActiveRule[]>];
const explainers = new WeakMap<ActiveRules, Explainers>();

/** The rules that may have something to say of a rejection, in order. */
function explainersOf(active: ActiveRules, reason: string, suspected: boolean): readonly ActiveRule[] {
  let both = explainers.get(active);
  if (both === undefined) explainers.set(active, (both = [new Map(), new Map()]));
  const byReason = both[suspected ? 1 : 0];
  let found = byReason.get(reason);
  if (found === undefined) {
    found = active.explainers.filter(
      ({ rule }) => (!suspected || rule.suspects === true) && (rule.explains === 'rest' || rule.explains!.includes(reason)),
    );
    byReason.set(reason, found);
  }
  return found;
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
      if (run !== undefined)
        for (const finding of run(node as NodeOf<StatementKind>, context)) said.push({ active, finding, rejection: undefined });
    }
    const { any, first } = rule.on ?? {};
    if (any !== undefined) for (const finding of any(context)) said.push({ active, finding, rejection: undefined });
    if (first !== undefined && judging.step.index < FIRST)
      for (const finding of first(context)) said.push({ active, finding, rejection: undefined });
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
  const refused = refusedBy(verdict);
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

function refusedBy(verdict: Verdict): Rejected | undefined {
  return verdict.kind === 'rejected' ? verdict : verdict.kind === 'unknown' ? verdict.suspected : undefined;
}

/** Whether a rule may explain it, if it is a refusal. */
export function isExplained(verdict: Verdict, active: ActiveRules): boolean {
  const refused = refusedBy(verdict);
  return refused !== undefined && explainersOf(active, refused.reason, verdict.kind === 'unknown').length > 0;
}

/** What findings hang on beside the steps they are about: all of a snapshot, the world it ends with, or which files there are. */
export interface Scope {
  readonly snapshot: Snapshot | undefined;
  readonly end: World | undefined;
  readonly files: Files | undefined;
}
interface Files {
  readonly of: ReadonlyMap<string, number>;
  readonly size: number;
}

export function isTrueOf({ snapshot, end, files }: Scope, now: Snapshot): boolean {
  if (snapshot !== undefined && snapshot !== now) return false;
  if (end !== undefined && end !== now.end) return false;
  return files === undefined || (files.of === filesIn(now.workspace) && files.size === now.workspace.files.length);
}

/** What is known so far of a scope. */
export interface Widening {
  snapshot: Snapshot | undefined;
  end: World | undefined;
  files: Files | undefined;
}

export function widen(scope: Widening, { snapshot, end, files }: Scope): void {
  scope.snapshot ??= snapshot;
  scope.end ??= end;
  scope.files ??= files;
}
