import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DEFAULT_SETTINGS,
  lint,
  RULES,
  type Diagnostic,
  type RuleSetting,
  type Settings,
  type Snapshot,
  type Step,
} from '../analysis/index.ts';
import { apply, freshWorld, isAnsweredByWire, type World } from '../catalog/index.ts';
import { parseFile, type Protocol, type SourceFile } from '../grammar/index.ts';

/** One recorded query, as far as linting it needs. */
export interface Recording {
  readonly case: string;
  readonly index: number;
  readonly protocol: 'grpc' | 'mysql' | 'postgres';
  readonly sql: string;
  readonly executed?: string;
  readonly outcome: string;
  readonly clientSide: boolean;
}

export interface LintedRecording {
  readonly recording: Recording;
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The recorded cases, each a list of queries in the order in which they ran. */
export function readCases(corpus: string): readonly (readonly Recording[])[] {
  const rows = readFileSync(join(corpus, 'sqlness.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Recording);
  const cases = new Map<string, Recording[]>();
  for (const row of rows) {
    const known = cases.get(row.case);
    if (known === undefined) cases.set(row.case, [row]);
    else known.push(row);
  }
  return [...cases.values()];
}

/** Plays a recorded case in a closed world: each query is a file, each protocol keeps its session. */
export function playCase(recordings: readonly Recording[], rules: ReadonlyMap<string, RuleSetting> = new Map()): Snapshot {
  const settings: Settings = { ...DEFAULT_SETTINGS, catalog: 'closed', rules };
  const sessions = new Map<Protocol, World['session']>();
  const files: SourceFile[] = [];
  const steps = new Map<string, readonly Step[]>();
  let world = freshWorld({ closed: true, target: settings.targetVersion });
  for (const recording of recordings) {
    const protocol = recording.protocol === 'grpc' ? 'http' : recording.protocol;
    const text = recording.executed ?? recording.sql;
    const uri = `file:///${recording.case}/${recording.index}.sql`;
    const file: SourceFile = isAnsweredByWire(text, protocol)
      ? { uri, text, length: text.length, statements: [], comments: [] }
      : parseFile(uri, text, undefined, protocol);
    world = { ...world, session: sessions.get(protocol) ?? { database: 'public', timezone: 'UTC', protocol } };
    const played: Step[] = [];
    for (const [index, placed] of file.statements.entries()) {
      const before = world;
      const outcome = apply(before, placed.statement);
      world = outcome.after;
      played.push({ uri, index, placed, before, outcome, memo: { index } });
    }
    sessions.set(protocol, world.session);
    files.push(file);
    steps.set(uri, played);
  }
  return { workspace: { files, settings, external: [] }, steps, end: world };
}

export function lintCase(
  recordings: readonly Recording[],
  rules: ReadonlyMap<string, RuleSetting> = new Map(),
): readonly LintedRecording[] {
  const snapshot = playCase(recordings, rules);
  return recordings.map((recording, index) => {
    const { uri } = snapshot.workspace.files[index]!;
    return { recording, steps: snapshot.steps.get(uri)!, diagnostics: lint(snapshot, uri, { rules: RULES }) };
  });
}
