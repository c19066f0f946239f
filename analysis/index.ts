/** The analysis floor as its hosts see it. */
export { applyEdits } from './edits.ts';
export { lineageOf, relationKey, type Lineage, type LineageNode } from './lineage.ts';
export { lint, rejectionOf, type Diagnostic, type LintOptions } from './lint.ts';
export { RULES } from './rules/index.ts';
export type { Edit, Finding, Fix, Related, Rule, RuleClass, RuleContext } from './rule.ts';
export { DEFAULT_SETTINGS, type RuleLevel, type RuleSetting, type Settings, type Severity } from './settings.ts';
export { simulate, type Snapshot, type Step } from './simulate.ts';
export { byPath, edit, emptyWorkspace, type FileOrder, type Workspace } from './workspace.ts';
export { actions, toAction, type Action } from './features/actions.ts';
export { toMarkdown, toPlainText, type Card } from './features/card.ts';
export { hover } from './features/hover.ts';
export type { Place } from './features/place.ts';
