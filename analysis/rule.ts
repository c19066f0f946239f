import type { Version, World } from '../catalog/index.ts';
import type { NodeOf, Span, StatementKind } from '../grammar/index.ts';
import type { Lineage } from './lineage.ts';
import type { Severity } from './settings.ts';
import type { Snapshot, Step } from './simulate.ts';

/** A change to a text. Without `uri` it speaks of the statement the finding is in, counted from its first character. */
export interface Edit {
  readonly uri?: string;
  readonly span: Span;
  readonly text: string;
}

/** A way out of a finding. Offered only if replaying the edited workspace shows that it helps and harms nobody (`fixes.ts`). */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Whether it may be applied without a person looking: it keeps what the statement means to do. */
  readonly safe: boolean;
}

/** Another place that belongs to a finding. `span` counts from the start of that file. */
export interface Related {
  readonly uri: string;
  readonly span: Span;
  readonly message: string;
}

export interface Finding {
  /** Counted from the statement's first character. */
  readonly span: Span;
  readonly message: string;
  /** Overrides the rule's severity (a missing source is an error only in a closed workspace). */
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
}

/** What a rule may look at beside its statement. */
export interface RuleContext {
  readonly snapshot: Snapshot;
  readonly step: Step;
  /** The world after the last statement. A rule that looks at this alone need not look again when an edit leaves the catalog as it is. */
  readonly end: World;
  /** Who reads and writes what at the end. */
  readonly lineage: () => Lineage;
  /** The URIs of the workspace's files. A rule that looks at these alone need not look again when a text changes. */
  readonly files: ReadonlyMap<string, number>;
  /** The rule's options from the configuration. */
  readonly options: Readonly<Record<string, unknown>>;
}

export type RuleClass = 'verdict' | 'hazard' | 'advice' | 'style';

/** Everything a contributor writes to add a rule: one file with one of these. */
export interface Rule {
  /** Stable id, `GT001`. */
  readonly id: string;
  readonly name: string;
  readonly class: RuleClass;
  /** `off` for rules one has to ask for. */
  readonly severity: Severity | 'off';
  readonly since: string;
  readonly summary: string;
  readonly why: string;
  /** Where GreptimeDB says so. */
  readonly evidence: string;
  /** Reasons of rejections that this rule words, pages and fixes; `rest` for what no other rule explains. */
  readonly explains?: readonly string[] | 'rest';
  /** It also warns of rejections that are merely suspected; other rules never see those. */
  readonly suspects?: boolean;
  /** JSON schema of its options. */
  readonly optionsSchema?: Readonly<Record<string, unknown>>;
  /**
   * Extra help for an explained rejection: fixes, related places, a better message or span. Undefined: this rule has nothing to say of
   * it, the next one may.
   */
  readonly help?: (context: RuleContext, rejection: Rejection) => Partial<Finding> | undefined;
  /** Checks per kind of statement; `any` sees each one, `first` the first two of a file. */
  readonly on?: RuleChecks;
  /** The release whose behaviour the examples show; the newest one when absent. */
  readonly target?: Version;
  /** Marked SQL (see test/fixture.ts); run as tests, printed as documentation. */
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

export type RuleChecks = {
  readonly [K in StatementKind]?: (node: NodeOf<K>, context: RuleContext) => Iterable<Finding>;
} & { readonly [K in 'any' | 'first']?: (context: RuleContext) => Iterable<Finding> };

/** So many statements of a file rules may speak of as its first. */
export const FIRST = 2;

/** What the server says (or, `suspected`, would say if an object of an open world does not exist). */
export interface Rejection {
  readonly reason: string;
  readonly message: string;
  readonly code: number;
  readonly codeName: string;
  readonly span: Span;
  readonly detail: { readonly [key: string]: string };
  readonly suspected: boolean;
}

export function rule(definition: Rule): Rule {
  return definition;
}
