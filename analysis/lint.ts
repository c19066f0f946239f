import type { NodeOf, StatementKind } from '../grammar/index.ts';
import type { Verdict } from '../catalog/index.ts';
import { activate, pageOf, severityOf, type ActiveRule, type ActiveRules } from './active.ts';
import { lineageOf } from './lineage.ts';
import type { Finding, Fix, Rejection, Related, Rule, RuleContext } from './rule.ts';
import type { Severity } from './settings.ts';
import type { Snapshot, Step } from './simulate.ts';
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
  const file = snapshot.workspace.files.find(candidate => candidate.uri === uri);
  const steps = snapshot.steps.get(uri);
  if (file === undefined || steps === undefined) return [];
  const active = rulesFor(snapshot, uri, options.rules);
  const found = steps.flatMap(step => judge(snapshot, step, active, options));
  return suppress(file, found, active).toSorted(byPlace);
}

/** The findings of one statement, suppressed ones included. */
export function lintStep(snapshot: Snapshot, step: Step, options: LintOptions): readonly Diagnostic[] {
  return judge(snapshot, step, rulesFor(snapshot, step.uri, options.rules), options);
}

function rulesFor({ workspace }: Snapshot, uri: string, rules: readonly Rule[]): ActiveRules {
  return activate(rules, workspace.settings.rulesFor?.(uri) ?? workspace.settings.rules);
}

function judge(snapshot: Snapshot, step: Step, active: ActiveRules, options: LintOptions): readonly Diagnostic[] {
  if (step.isTakenBack === true) return [];
  const diagnostics: Diagnostic[] = [];
  const guard = (rule: Rule, run: () => void): void => {
    try {
      run();
    } catch (error) {
      if (options.onBug === undefined) throw error;
      options.onBug(rule.name, error);
    }
  };
  const contextOf = (one: ActiveRule): RuleContext => ({ snapshot, step, lineage: () => lineageOf(snapshot), options: one.options });
  const rejection = rejectionOf(step.outcome.verdict);
  if (rejection !== undefined) explain(rejection, step, active.explainers, contextOf, guard, diagnostics);
  const { node } = step.placed.statement;
  for (const one of active.checkers) {
    if (node === undefined ? one.rule.on!.any === undefined : one.rule.on![node.kind] === undefined && one.rule.on!.any === undefined) continue;
    guard(one.rule, () => {
      for (const finding of check(one.rule, contextOf(one))) diagnostics.push(placed(step, one, finding, undefined));
    });
  }
  return diagnostics;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1);
}

/** A rejection has one explanation: the first rule for its reason that has something to say, or the rule for the rest. */
function explain(
  rejection: Rejection,
  step: Step,
  explainers: readonly ActiveRule[],
  contextOf: (active: ActiveRule) => RuleContext,
  guard: (rule: Rule, run: () => void) => void,
  diagnostics: Diagnostic[],
): void {
  for (const active of explainers) {
    const { rule } = active;
    if (rejection.suspected && rule.suspects !== true) continue;
    if (rule.explains !== 'rest' && !rule.explains!.includes(rejection.reason)) continue;
    let help: Partial<Finding> | undefined;
    guard(rule, () => {
      help = rule.help?.(contextOf(active), rejection);
    });
    if (help === undefined && rule.help !== undefined) continue;
    if (active.severity !== 'off') diagnostics.push(placed(step, active, { span: rejection.span, message: rejection.message, ...help }, rejection));
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

function placed(step: Step, active: ActiveRule, finding: Finding, rejection: Rejection | undefined): Diagnostic {
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
