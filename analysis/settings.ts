import { LATEST, type Version } from '../catalog/index.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type RuleLevel = Severity | 'off';

/** What the configuration decides, resolved for a workspace; `rules` may be refined per file by `rulesFor`. */
export interface Settings {
  readonly targetVersion: Version;
  /** Closed: what no file creates does not exist. Open: it may exist elsewhere, and nobody is blamed for it. */
  readonly catalog: 'open' | 'closed';
  /** Whether the halves of migrations that take things back are left out (`migrations.ts`). */
  readonly migrations: 'auto' | 'off';
  /** Levels and options by rule name or id. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  /** Settings of single files: the last matching override wins. */
  readonly rulesFor?: (uri: string) => ReadonlyMap<string, RuleSetting>;
}

export interface RuleSetting {
  readonly level?: RuleLevel;
  readonly options?: Readonly<Record<string, unknown>>;
}

export const DEFAULT_SETTINGS: Settings = { targetVersion: LATEST, catalog: 'open', migrations: 'auto', rules: new Map() };
