import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../analysis/index.ts';
import { parseFile, type Protocol } from '../../grammar/index.ts';
import { fixture } from '../fixture.ts';
import { SHARED } from '../shared.ts';
import { OWN_SCRIPTS } from './scripts.ts';

/** One recorded query. */
export interface Recorded {
  readonly case: string;
  readonly index: number;
  readonly protocol: Protocol;
  readonly text: string;
  readonly outcome: string;
  readonly clientSide: boolean;
}

/** The examples of the rules, file by file. */
function exampleTexts(): readonly string[] {
  return RULES.flatMap(rule => [...rule.bad, ...rule.good]).flatMap(example => fixture(example).files.map(file => file.text));
}

/** SQL that lies in this repository: a clone without the recordings fuzzes with it alone. */
export function ownTexts(): readonly string[] {
  return [...exampleTexts(), ...OWN_SCRIPTS.map(script => script.join('\n'))];
}

/** The recorded cases in the order in which they ran; none where the recordings are missing. */
export function recordedCases(): readonly (readonly Recorded[])[] {
  const cases = new Map<string, Recorded[]>();
  for (const row of rows('sqlness.jsonl')) {
    const recorded: Recorded = {
      case: row['case'] as string,
      index: row['index'] as number,
      protocol: row['protocol'] === 'grpc' ? 'http' : (row['protocol'] as Protocol),
      text: (row['executed'] ?? row['sql']) as string,
      outcome: row['outcome'] as string,
      clientSide: row['clientSide'] === true,
    };
    const known = cases.get(recorded.case);
    if (known === undefined) cases.set(recorded.case, [recorded]);
    else known.push(recorded);
  }
  return [...cases.values()];
}

/** Every text there is: own, recorded, documented, and the labelled mutants. */
export function allTexts(): readonly string[] {
  const files = ['sqlness.jsonl', 'unit.jsonl', 'docs.jsonl', 'wild.jsonl'];
  return [...ownTexts(), ...files.flatMap(file => rows(file).map(row => (row['executed'] ?? row['sql']) as string))];
}

/** Every statement of every text, once. */
export function allStatements(): readonly string[] {
  const statements = allTexts().flatMap(text => parseFile('file:///a.sql', text).statements.map(({ statement }) => statement.text));
  return [...new Set(statements)];
}

export interface Mutant {
  readonly sql: string;
  readonly protocol: Protocol;
}

export function mutants(): readonly Mutant[] {
  return ['mutants.jsonl', 'mutants-wire.jsonl'].flatMap(file =>
    rows(file).map(row => ({ sql: row['sql'] as string, protocol: (row['protocol'] ?? 'http') as Protocol })),
  );
}

function rows(file: string): readonly Record<string, unknown>[] {
  const path = join(SHARED, 'corpus', file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
}
