/** The analysis floor as its hosts see it. */
export { applyEdits } from './edits.ts';
export { fingerprintsOf } from './fingerprint.ts';
export { fixAll, helps, offeredFixes, placeFix, type Candidate, type FixAllOptions, type Fixed } from './fixes.ts';
export { lineageOf, relationKey, type Lineage, type LineageNode } from './lineage.ts';
export { lint, lintStep, rejectionOf, type Diagnostic, type LintOptions } from './lint.ts';
export type { FileEdit } from './pieces.ts';
export { RULES } from './rules/index.ts';
export type { Edit, Finding, Fix, Related, Rule, RuleClass, RuleContext } from './rule.ts';
export { DEFAULT_SETTINGS, type RuleLevel, type RuleSetting, type Settings, type Severity } from './settings.ts';
export { nearest } from './spelling.ts';
export { simulate, type Snapshot, type Step } from './simulate.ts';
export { directivesOf, type Directive } from './suppressions.ts';
export type { FileEdits } from './trial.ts';
export { byPath, edit, emptyWorkspace, type FileOrder, type Workspace } from './workspace.ts';
export { actions, toAction, type Action } from './features/actions.ts';
export { toMarkdown, toPlainText, type Card } from './features/card.ts';
export { hover } from './features/hover.ts';
export type { Place } from './features/place.ts';
