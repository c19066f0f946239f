import type { Rule } from '../../analysis/index.ts';
import type { Found } from '../findings.ts';
import type { Skipped } from '../project.ts';

/** What a run of the linter has to say, before it takes a form. */
export interface Report {
  readonly found: readonly Found[];
  /** Findings that the baseline knows: not counted, and shown only where the form has a place for them. */
  readonly baselined: readonly Found[];
  readonly hasBaseline: boolean;
  /** Paths of the files that were asked for. */
  readonly files: readonly string[];
  readonly skipped: readonly Skipped[];
  readonly rules: readonly Rule[];
  readonly colour: boolean;
  readonly version: string;
}

/** A form of the report. */
export type Format = (report: Report) => string;

/** Findings by path, in the order in which the paths appear. */
export function byFile(found: readonly Found[]): ReadonlyMap<string, readonly Found[]> {
  const files = new Map<string, Found[]>();
  for (const one of found) {
    const known = files.get(one.path);
    if (known === undefined) files.set(one.path, [one]);
    else known.push(one);
  }
  return files;
}
