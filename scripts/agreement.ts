import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSession } from '../catalog/index.ts';

/**
 * How often the simulated catalog agrees with the recorded behaviour of GreptimeDB, statement by statement. The ledger lists what does
 * not agree yet; it may only shrink.
 */
export type Disagreement =
  /** We refuse what GreptimeDB accepts: never tolerated. */
  | 'false alarm'
  /** We say unknown to what GreptimeDB accepts. */
  | 'silent'
  /** A refusal that can be foreseen, and was not. */
  | 'missed'
  | 'other code'
  | 'other text'
  /** We print something else: never tolerated. */
  | 'other answer'
  /** Metadata that we could print, and do not. */
  | 'no answer';

export interface Agreement {
  readonly statements: number;
  /** `case#index` to what is wrong with it, sorted. */
  readonly disagreements: ReadonlyMap<string, Disagreement>;
}

interface Recorded {
  readonly case: string;
  readonly index: number;
  readonly protocol: 'grpc' | 'mysql' | 'postgres';
  readonly sql: string;
  readonly executed?: string;
  readonly outcome: string;
  readonly error: { readonly code: number | null; readonly message: string } | null;
  readonly stage: { readonly need?: string } | null;
  readonly metadata: string | null;
  readonly result: string;
  readonly edited: unknown;
  readonly clientSide: boolean;
}

/** What can be foreseen without stored rows and server configuration. */
const FORESEEABLE: ReadonlySet<string> = new Set(['text', 'catalog', 'plan', 'const']);

export function measure(corpus: string): Agreement {
  const rows = readFileSync(join(corpus, 'sqlness.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Recorded);
  const found: [string, Disagreement][] = [];
  let current = '';
  let session = openSession();
  for (const row of rows) {
    if (row.case !== current) {
      current = row.case;
      session = openSession();
    }
    const wrong = compare(session, row);
    if (wrong !== undefined) found.push([`${row.case}#${row.index}`, wrong]);
  }
  return { statements: rows.length, disagreements: new Map(found) };
}

function compare(session: ReturnType<typeof openSession>, row: Recorded): Disagreement | undefined {
  const reports = session.run(row.executed ?? row.sql, { protocol: row.protocol === 'grpc' ? 'http' : row.protocol });
  if (row.clientSide) return undefined;
  const report = reports.find(one => one.verdict === 'rejected') ?? reports.find(one => one.verdict === 'unknown') ?? reports.at(-1)!;
  if (row.outcome === 'error') {
    if (!FORESEEABLE.has(row.stage?.need ?? 'data')) return undefined;
    if (report.verdict !== 'rejected') return 'missed';
    if (report.status!.code !== row.error!.code) return 'other code';
    return Boolean(row.edited) || tidy(report.message!) === tidy(row.error!.message) ? undefined : 'other text';
  }
  if (report.verdict === 'rejected') return 'false alarm';
  if (report.verdict === 'unknown') return 'silent';
  if (row.metadata === null || Boolean(row.edited)) return undefined;
  if (report.answer === undefined) return 'no answer';
  return tidy(report.answer) === tidy(row.result) ? undefined : 'other answer';
}

function tidy(text: string): string {
  return text.replace(/[ \t]+$/gm, '').trim();
}

/** Where the ledger of a checkout lies. */
export function ledgerPath(root: string): string {
  return join(root, 'test', 'sqlness', 'ledger.json');
}

export function readLedger(root: string): ReadonlyMap<string, Disagreement> {
  const path = ledgerPath(root);
  return new Map(existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, Disagreement>) : []);
}

/** What stands against the ledger: disagreements that are new, or worse than what is written there. */
export function regressions({ disagreements }: Agreement, ledger: ReadonlyMap<string, Disagreement>): readonly string[] {
  return [...disagreements]
    .filter(([id, wrong]) => wrong === 'false alarm' || wrong === 'other answer' || !ledger.has(id) || RANK[wrong] > RANK[ledger.get(id)!])
    .map(([id, wrong]) => `${id}: ${wrong}`);
}

const RANK: Readonly<Record<Disagreement, number>> = {
  'no answer': 0,
  silent: 1,
  'other text': 1,
  'other code': 2,
  missed: 3,
  'other answer': 4,
  'false alarm': 5,
};

export function summary({ statements, disagreements }: Agreement): string {
  const counts = new Map<Disagreement, number>();
  for (const wrong of disagreements.values()) counts.set(wrong, (counts.get(wrong) ?? 0) + 1);
  const parts = [...counts].toSorted((a, b) => b[1] - a[1]).map(([wrong, count]) => `${wrong} ${count}`);
  const same = statements - disagreements.size;
  return `${same} of ${statements} recorded statements agree (${((100 * same) / statements).toFixed(2)} %)${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

function run(): number {
  const root = join(import.meta.dirname, '..', '..');
  const corpus = join(root, '..', 'shared', 'corpus');
  if (!existsSync(corpus)) {
    console.log('agreement: skipped, the folder of recordings is missing');
    return process.env['CI'] === 'true' ? 1 : 0;
  }
  const agreement = measure(corpus);
  console.log(summary(agreement));
  if (process.argv.includes('--update')) {
    const sorted = Object.fromEntries([...agreement.disagreements].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    writeFileSync(ledgerPath(root), `${JSON.stringify(sorted, null, 1)}\n`);
    return 0;
  }
  const worse = regressions(agreement, readLedger(root));
  for (const line of worse.slice(0, 50)) console.log(`worse than the ledger: ${line}`);
  return worse.length === 0 ? 0 : 1;
}

if (process.argv[1] === import.meta.filename) process.exitCode = run();
