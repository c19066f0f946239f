import type { NodeOf, StatementKind } from '../grammar/index.ts';
import type { Verdict } from '../catalog/index.ts';
import { lineageOf } from './lineage.ts';
import type { Finding, Fix, Rejection, Related, Rule, RuleContext } from './rule.ts';
import type { RuleLevel, RuleSetting, Severity } from './settings.ts';
import type { Snapshot, Step } from './simulate.ts';

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
  /** The statement it is in: index among the file's statements. */
  readonly statement: number;
}

export interface LintOptions {
  readonly rules: readonly Rule[];
  /** Told when a rule throws: the rule stays silent, the session goes on. */
  readonly onBug?: (rule: string, error: unknown) => void;
}

/** Runs the rules over one file of a snapshot. Suppressions are applied later (`suppressions.ts`). */
export function lint(snapshot: Snapshot, uri: string, options: LintOptions): readonly Diagnostic[] {
  const settings = snapshot.workspace.settings.rulesFor?.(uri) ?? snapshot.workspace.settings.rules;
  const configured = options.rules.map(rule => configure(rule, settings));
  const explainers = configured.filter(({ rule }) => rule.explains !== undefined);
  const checkers = configured.filter(({ rule, severity }) => rule.on !== undefined && severity !== 'off');
  const diagnostics: Diagnostic[] = [];
  const guard = (rule: Rule, run: () => void): void => {
    try {
      run();
    } catch (error) {
      if (options.onBug === undefined) throw error;
      options.onBug(rule.name, error);
    }
  };
  for (const step of snapshot.steps.get(uri) ?? []) {
    const contextOf = (active: Configured): RuleContext => ({ snapshot, step, lineage: () => lineageOf(snapshot), options: active.options });
    const rejection = rejectionOf(step.outcome.verdict);
    if (rejection !== undefined) explain(rejection, step, explainers, contextOf, guard, diagnostics);
    for (const active of checkers) {
      guard(active.rule, () => {
        for (const finding of check(active.rule, contextOf(active))) diagnostics.push(placed(step, active, finding, undefined));
      });
    }
  }
  return diagnostics.toSorted((a, b) => a.start - b.start || a.end - b.end || (a.rule < b.rule ? -1 : 1));
}

/** A rejection has one explanation: the first rule for its reason that has something to say, or the rule for the rest. */
function explain(
  rejection: Rejection,
  step: Step,
  explainers: readonly Configured[],
  contextOf: (active: Configured) => RuleContext,
  guard: (rule: Rule, run: () => void) => void,
  diagnostics: Diagnostic[],
): void {
  for (const active of explainers) {
    const { rule } = active;
    const matches = rule.explains === 'rest' ? !rejection.suspected : rule.explains!.includes(rejection.reason);
    if (!matches) continue;
    let help: Partial<Finding> | undefined;
    guard(rule, () => {
      help = rule.help?.(contextOf(active), rejection);
    });
    if (help === undefined && (rule.help !== undefined || rejection.suspected)) continue;
    if (active.severity !== 'off') diagnostics.push(placed(step, active, { span: rejection.span, message: rejection.message, ...help }, rejection));
    return;
  }
}

interface Configured {
  readonly rule: Rule;
  /** The level the configuration chose, or the rule's own. */
  readonly severity: RuleLevel;
  readonly chosen: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

function configure(rule: Rule, settings: ReadonlyMap<string, RuleSetting>): Configured {
  const setting = settings.get(rule.name) ?? settings.get(rule.id);
  return { rule, severity: setting?.level ?? rule.severity, chosen: setting?.level !== undefined, options: setting?.options ?? {} };
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

function placed(step: Step, active: Configured, finding: Finding, rejection: Rejection | undefined): Diagnostic {
  const { start } = step.placed;
  const level = active.severity as Severity;
  return {
    uri: step.uri,
    start: start + finding.span.start,
    end: start + finding.span.end,
    rule: active.rule.id,
    name: active.rule.name,
    severity: active.chosen ? level : (finding.severity ?? level),
    message: finding.message,
    ...(rejection === undefined ? {} : { status: { code: rejection.code, name: rejection.codeName } }),
    fixes: finding.fixes ?? [],
    related: finding.related ?? [],
    tags: finding.tags ?? [],
    statement: step.index,
  };
}
