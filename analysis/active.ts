import type { Rule } from './rule.ts';
import type { RuleLevel, RuleSetting, Severity } from './settings.ts';

/** A rule with what the configuration decided about it. */
export interface ActiveRule {
  readonly rule: Rule;
  /** The level the configuration chose, or the rule's own. */
  readonly severity: RuleLevel;
  readonly chosen: boolean;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface ActiveRules {
  /** Rules that word rejections; switched off ones too, since a rejection has one explanation. */
  readonly explainers: readonly ActiveRule[];
  /** Rules that look at statements, without those that are switched off. */
  readonly checkers: readonly ActiveRule[];
  readonly byName: ReadonlyMap<string, ActiveRule>;
}

const remembered = new WeakMap<readonly Rule[], WeakMap<ReadonlyMap<string, RuleSetting>, ActiveRules>>();

/** The rules under a configuration. Remembered by the identity of both. */
export function activate(rules: readonly Rule[], settings: ReadonlyMap<string, RuleSetting>): ActiveRules {
  let bySettings = remembered.get(rules);
  if (bySettings === undefined) remembered.set(rules, (bySettings = new WeakMap()));
  let active = bySettings.get(settings);
  if (active === undefined) bySettings.set(settings, (active = configure(rules, settings)));
  return active;
}

function configure(rules: readonly Rule[], settings: ReadonlyMap<string, RuleSetting>): ActiveRules {
  const all = rules.map((rule): ActiveRule => {
    const setting = settings.get(rule.name) ?? settings.get(rule.id);
    return { rule, severity: setting?.level ?? rule.severity, chosen: setting?.level !== undefined, options: setting?.options ?? {} };
  });
  return {
    explainers: all.filter(({ rule }) => rule.explains !== undefined),
    checkers: all.filter(({ rule, severity }) => rule.on !== undefined && severity !== 'off'),
    byName: new Map(all.map(active => [active.rule.name, active])),
  };
}

/** A chosen level wins over the one a finding asks for. The rule is not switched off. */
export function severityOf(active: ActiveRule, wanted?: Severity): Severity {
  const level = active.severity as Severity;
  return active.chosen ? level : (wanted ?? level);
}

/** The page about a rule, counted from the repository's root. */
export function pageOf(rule: Rule): string {
  return `docs/rules/${rule.name}.md`;
}
