import { DEFAULT_SETTINGS, lint, RULES, type Diagnostic, type Snapshot, type Step } from '../../analysis/index.ts';
import { apply, freshWorld, isAnsweredByWire, type World } from '../../catalog/index.ts';
import { parseFile, type Protocol, type SourceFile, type StatementNode } from '../../grammar/index.ts';

/** One query of a conversation; `accepted` is what GreptimeDB said to it. */
export interface Query {
  readonly text: string;
  readonly protocol: Protocol;
  readonly accepted: boolean;
}

export interface Heard {
  readonly query: Query;
  readonly steps: readonly Step[];
  readonly findings: readonly Diagnostic[];
}

const parsed = new Map<string, SourceFile>();
/** Texts that were changed at random come once and never again. */
const REMEMBERED = 20_000;

/** Every query parsed as its protocol does; one that the protocol itself answers holds no statement. The same text is the same statements. */
function fileOf({ text, protocol }: Query): SourceFile {
  const key = `${protocol} ${text}`;
  let file = parsed.get(key);
  if (file === undefined) {
    file = isAnsweredByWire(text, protocol) ? { uri: '', text, statements: [], comments: [] } : parseFile('', text, undefined, protocol);
    if (parsed.size > REMEMBERED) parsed.clear();
    parsed.set(key, file);
  }
  return file;
}

export function nodesOf(query: Query): readonly (StatementNode | undefined)[] {
  return fileOf(query).statements.map(({ statement }) => statement.node);
}

/** Plays a conversation; every protocol keeps a session of its own, as it does on the server. */
export function hear(queries: readonly Query[], catalog: 'open' | 'closed', lints = true): readonly Heard[] {
  const settings = { ...DEFAULT_SETTINGS, catalog, migrations: 'off' as const };
  const sessions = new Map<Protocol, World['session']>();
  let world = freshWorld({ closed: catalog === 'closed', target: settings.targetVersion });
  const files: SourceFile[] = [];
  const steps = new Map<string, readonly Step[]>();
  for (const [at, query] of queries.entries()) {
    const uri = `file:///${at}.sql`;
    const { text, statements, comments } = fileOf(query);
    const file: SourceFile = { uri, text, length: text.length, statements, comments };
    world = { ...world, session: sessions.get(query.protocol) ?? { database: 'public', timezone: 'UTC', protocol: query.protocol } };
    const played = file.statements.map((placed, index): Step => {
      const before = world;
      const outcome = apply(before, placed.statement);
      world = outcome.after;
      return { uri, index, placed, before, outcome, memo: { index } };
    });
    sessions.set(query.protocol, world.session);
    files.push(file);
    steps.set(uri, played);
  }
  const snapshot: Snapshot = { workspace: { files, settings, external: [] }, steps, end: world };
  return queries.map((query, at) => {
    const { uri } = files[at]!;
    return { query, steps: steps.get(uri)!, findings: lints ? lint(snapshot, uri, { rules: RULES }) : [] };
  });
}

/** What a query was refused with, if it was. */
export function refusalOf({ steps }: Heard): string | undefined {
  for (const { outcome } of steps)
    if (outcome.verdict.kind === 'rejected') return `${outcome.verdict.status.code} ${outcome.verdict.message}`;
  return undefined;
}
