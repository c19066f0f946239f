import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { check, parseJsonc, valueOf, type Schema } from '../config/index.ts';
import { writeText } from './disk.ts';
import type { Found } from './findings.ts';
import { linesOf, locate } from './lines.ts';
import { Trouble, whyOf } from './trouble.ts';

/**
 * Findings one has agreed to live with, by file and by fingerprint: lines may move, statements may not change. A new finding in the same
 * statement has another fingerprint.
 */
export interface Baseline {
  readonly findings: ReadonlyMap<string, readonly Known[]>;
}
interface Known {
  readonly rule: string;
  readonly fingerprint: string;
}

const SCHEMA: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['greptime-sql', 'version', 'findings'],
  properties: {
    'greptime-sql': { const: 'baseline' },
    version: { const: 1 },
    findings: {
      type: 'object',
      additionalProperties: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rule', 'fingerprint'],
          properties: { rule: { type: 'string' }, fingerprint: { type: 'string' } },
        },
      },
    },
  },
};

/** Reads a baseline; undefined where there is none. */
export function readBaseline(written: string, cwd: string): Baseline | undefined {
  const path = resolve(cwd, written);
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Trouble(`cannot read the baseline ${written}: ${whyOf(error)}`);
  }
  const { tree, problems } = parseJsonc(text);
  const first = (tree === undefined ? problems : check(tree, SCHEMA, 'the baseline'))[0];
  if (first !== undefined) {
    const { line, column } = locate(linesOf(text), first.span.start);
    throw new Trouble(`${written}:${line}:${column}: this is no baseline: ${first.message}`);
  }
  const { findings } = valueOf(tree!) as { findings: Readonly<Record<string, readonly Known[]>> };
  return { findings: new Map(Object.entries(findings)) };
}

/** Findings that are new, those the baseline knows, and how many of its entries for these files were not found again. */
export function compare(
  baseline: Baseline,
  found: readonly Found[],
  files: readonly string[],
  keyOf: (path: string) => string,
): { readonly fresh: readonly Found[]; readonly known: readonly Found[]; readonly gone: number } {
  const isKnown = (one: Found): boolean =>
    baseline.findings.get(keyOf(one.path))?.some(({ fingerprint }) => fingerprint === one.fingerprint) === true;
  const known = found.filter(isKnown);
  const expected = files.reduce((sum, path) => sum + (baseline.findings.get(keyOf(path))?.length ?? 0), 0);
  return { fresh: found.filter(one => !isKnown(one)), known, gone: Math.max(0, expected - known.length) };
}

/** Writes the findings of some files as the new baseline; what it says about other files stays. */
export function writeBaseline(
  written: string,
  cwd: string,
  old: Baseline | undefined,
  found: readonly Found[],
  files: readonly string[],
): void {
  const keyOf = baselineKey(written, cwd);
  const findings = new Map(old?.findings);
  for (const path of files) findings.delete(keyOf(path));
  for (const { path, diagnostic, fingerprint } of found) {
    const key = keyOf(path);
    findings.set(key, [...(findings.get(key) ?? []), { rule: `${diagnostic.rule} ${diagnostic.name}`, fingerprint }]);
  }
  const sorted = Object.fromEntries([...findings].filter(([, known]) => known.length > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeText(resolve(cwd, written), `${JSON.stringify({ 'greptime-sql': 'baseline', version: 1, findings: sorted }, null, 2)}\n`);
}

/** Paths in a baseline count from its folder, so that it says the same wherever it is run from. */
export function baselineKey(written: string, cwd: string): (path: string) => string {
  const folder = dirname(resolve(cwd, written));
  return path => relative(folder, resolve(cwd, path)).split(sep).join('/');
}
