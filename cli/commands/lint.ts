import { RULES, type Severity, type Snapshot } from '../../analysis/index.ts';
import type { SourceFile } from '../../grammar/index.ts';
import { baselineKey, compare, readBaseline, writeBaseline } from '../baseline.ts';
import { pathOfUri } from '../configuration.ts';
import type { Changes } from '../changes.ts';
import { judge, type Found, type Judged, type JudgeOptions } from '../findings.ts';
import { diffOf, fixProject, writeChanges } from '../fixing.ts';
import { printReport, type Form } from '../formats/forms.ts';
import { progressOn } from '../progress.ts';
import type { LoadOptions, Project } from '../project.ts';
import { select, type Selection, type SelectionFlags } from '../selection.ts';
import { stopwatch } from '../stats.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { targetVersionOf } from '../target_version.ts';
import { Trouble } from '../trouble.ts';
import { version } from '../version.ts';

export interface LintFlags extends SelectionFlags {
  readonly format: readonly Form[];
  readonly config?: string;
  readonly closed?: boolean;
  readonly targetVersion?: string;
  readonly failOn?: Severity | 'never';
  readonly maxWarnings?: number;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly diff?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly stats?: boolean;
}

/** What a run leaves for the next one: work that need not be done again. */
export interface Remembered {
  readonly projects: readonly Project[];
  readonly snapshots: readonly Snapshot[];
}
export interface LintRun extends Remembered {
  readonly exit: ExitCode;
}

/** Where `--update-baseline` writes when nobody says. */
const DEFAULT_BASELINE = '.greptime-sql-baseline.json';

export async function lintCommand(paths: readonly string[], flags: LintFlags, terminal: Terminal, before?: Remembered): Promise<LintRun> {
  const isFixing = flags.fix === true || flags.unsafeFixes === true;
  if (flags.staged === true && isFixing)
    throw new Trouble('--staged looks at what is staged and --fix writes to the working folder: they do not go together');
  if (flags.diff === true && !isFixing) throw new Trouble('--diff shows what --fix or --unsafe-fixes would write: add one of them');
  const options: LoadOptions = {
    cwd: terminal.cwd,
    config: flags.config,
    closed: flags.closed,
    targetVersion: targetVersionOf(flags.targetVersion),
    previous: filesOf(before),
  };
  const selection = await select(paths, flags, options, terminal);
  return isFixing ? fix(selection, flags, terminal, before) : report(selection, flags, terminal, before);
}

function filesOf(before: Remembered | undefined): ReadonlyMap<string, SourceFile> | undefined {
  return before && new Map(before.projects.flatMap(({ workspace }) => workspace.files.map(file => [file.uri, file] as const)));
}

/** Writes what can be fixed, or shows it, and reports the rest. */
async function fix(selection: Selection, flags: LintFlags, terminal: Terminal, before: Remembered | undefined): Promise<LintRun> {
  const { cwd, out, err } = terminal;
  const fixed = selection.projects.map(project => fixProject(project, { rules: RULES, unsafe: flags.unsafeFixes === true }, cwd));
  const changes = fixed.flatMap(one => one.changes);
  const projects = fixed.map(({ project }) => project);
  if (flags.diff === true) {
    out(diffOf(changes));
    return { exit: changes.length > 0 ? 1 : 0, projects, snapshots: [] };
  }
  if (selection.stdin !== undefined) {
    out(changes[0]?.after ?? selection.stdin);
    return { exit: 0, projects, snapshots: [] };
  }
  writeChanges(changes, cwd);
  const count = fixed.reduce((sum, one) => sum + one.count, 0);
  if (count > 0)
    err(`${count} ${count === 1 ? 'finding' : 'findings'} fixed in ${changes.length} ${changes.length === 1 ? 'file' : 'files'}\n`);
  const whole = selection.whole.map((project, index) => ({ ...project, workspace: projects[index]!.workspace }));
  return report({ ...selection, whole, projects }, flags, terminal, before);
}

async function report(
  { whole, projects, skipped, changes }: Selection,
  flags: LintFlags,
  terminal: Terminal,
  before: Remembered | undefined,
): Promise<LintRun> {
  const { cwd, err, colour } = terminal;
  const watch = stopwatch(terminal.now);
  const progress = progressOn(terminal);
  const bugs: string[] = [];
  const options: JudgeOptions = {
    cwd,
    rules: flags.stats === true ? watch.watched(RULES) : RULES,
    onBug: (rule, error) => void bugs.push(`${rule}: ${String(error)}`),
    onFile: (done, all) => progress.show(`checking ${done} of ${all} files`),
  };
  const judged = projects.map((project, index) => watch.time('lint', () => judge(project, options, before?.snapshots[index])));
  const caused = changes === undefined ? [] : await consequencesOf(changes, whole, judged, options);
  progress.clear();
  const found = [...judged.flatMap(one => one.found), ...caused];
  const files = projects.flatMap(({ reported }) => reported.map(uri => pathOfUri(uri, cwd)));
  const split = againstBaseline(found, files, flags, terminal);
  watch.time('report', () => printReport(flags.format, { ...split, files, skipped, rules: RULES, colour, version: version() }, terminal));
  const snapshots = judged.map(({ snapshot }) => snapshot);
  if (flags.stats === true) err(watch.print(snapshots));
  for (const bug of bugs) err(`greptime-sql: a rule failed and stayed silent, please report it: ${bug}\n`);
  const isTrouble = bugs.length > 0 || skipped.length > 0;
  return { exit: isTrouble ? 2 : isFailure(split.found, flags) ? 1 : 0, projects, snapshots };
}

/** What the changes do to files that did not change. What speaks with git is loaded when it is needed. */
async function consequencesOf(
  changes: Changes,
  whole: readonly Project[],
  judged: readonly Judged[],
  options: JudgeOptions,
): Promise<readonly Found[]> {
  const { consequences } = await import('../changes.ts');
  return whole.flatMap((project, index) => consequences(project, judged[index]!, changes, options));
}

interface Split {
  readonly found: readonly Found[];
  readonly baselined: readonly Found[];
  readonly hasBaseline: boolean;
}

/** Tells new findings from known ones. A baseline that is updated knows all of them. */
function againstBaseline(found: readonly Found[], files: readonly string[], flags: LintFlags, { cwd, err }: Terminal): Split {
  const path = flags.baseline ?? (flags.updateBaseline === true ? DEFAULT_BASELINE : undefined);
  if (path === undefined) return { found, baselined: [], hasBaseline: false };
  const baseline = readBaseline(path, cwd);
  if (flags.updateBaseline === true) {
    writeBaseline(path, cwd, baseline, found, files);
    err(`${found.length} ${found.length === 1 ? 'finding' : 'findings'} written to ${path}\n`);
    return { found: [], baselined: found, hasBaseline: true };
  }
  if (baseline === undefined) throw new Trouble(`cannot find the baseline ${path}: --update-baseline writes it`);
  const { fresh, known, gone } = compare(baseline, found, files, baselineKey(path, cwd));
  if (gone > 0)
    err(
      `${gone} ${gone === 1 ? 'finding' : 'findings'} of the baseline ${gone === 1 ? 'is' : 'are'} gone: --update-baseline forgets ${gone === 1 ? 'it' : 'them'}\n`,
    );
  return { found: fresh, baselined: known, hasBaseline: true };
}

const RANKS: Readonly<Record<Severity | 'never', number>> = { hint: 0, information: 1, warning: 2, error: 3, never: 4 };

/** Any finding fails the run, unless `--fail-on` or `--max-warnings` says otherwise. */
function isFailure(found: readonly Found[], { failOn, maxWarnings }: LintFlags): boolean {
  const threshold = RANKS[failOn ?? (maxWarnings === undefined ? 'hint' : 'error')];
  if (found.some(({ diagnostic }) => RANKS[diagnostic.severity] >= threshold)) return true;
  return maxWarnings !== undefined && found.filter(({ diagnostic }) => diagnostic.severity === 'warning').length > maxWarnings;
}
