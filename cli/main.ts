import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { DEFAULT_SETTINGS, lint, RULES, simulate, type Settings } from '../analysis/index.ts';
import { LATEST, VERSIONS, type Version } from '../catalog/index.ts';
import { load, Trouble } from './load.ts';
import { replay } from './replay.ts';
import { FORMATS } from './report.ts';

/** How a run ends: 0 clean, 1 findings, 2 trouble (bad arguments, unreadable files, a bug). */
export type ExitCode = 0 | 1 | 2;

export interface Terminal {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colour: boolean;
}

/** The command line. Never throws: whatever goes wrong is one sentence on the error stream and exit code 2. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = 0;
  const program = new Command('greptime-sql')
    .description('Checks GreptimeDB SQL against a simulated GreptimeDB')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });

  program
    .command('lint')
    .description('report what GreptimeDB would refuse, and what it would accept to your harm')
    .argument('[paths...]', 'SQL files and folders', ['.'])
    .addOption(new Option('--format <format>', 'how to report').choices(Object.keys(FORMATS)).default('human'))
    .option('--closed', 'what these files do not create does not exist')
    .addOption(new Option('--target-version <version>', 'the GreptimeDB release to imitate').choices(VERSIONS).default(LATEST))
    .action((paths: string[], options: { format: string; closed?: boolean; targetVersion: Version }) => {
      exit = runLint(paths, options, terminal);
    });

  program
    .command('replay')
    .description('print what GreptimeDB would print')
    .argument('<file>', 'a SQL file whose statements end at line ends')
    .addOption(new Option('--target-version <version>', 'the GreptimeDB release to imitate').choices(VERSIONS).default(LATEST))
    .option('--explain-unknown', 'list what is not modelled, by reason')
    .action((file: string, options: { targetVersion: Version; explainUnknown?: boolean }) => {
      exit = runReplay(file, options, terminal);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Trouble) {
      terminal.err(`greptime-sql: ${error.message}\n`);
      return 2;
    }
    terminal.err(`greptime-sql: this is a bug in greptime-sql, please report it: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function runLint(paths: readonly string[], options: { format: string; closed?: boolean; targetVersion: Version }, terminal: Terminal): ExitCode {
  const settings: Settings = { ...DEFAULT_SETTINGS, catalog: options.closed === true ? 'closed' : 'open', targetVersion: options.targetVersion };
  const { workspace, shown, skipped } = load(paths, settings, terminal.cwd);
  const snapshot = simulate(workspace);
  const bugs: string[] = [];
  const onBug = (rule: string, error: unknown): void => void bugs.push(`${rule}: ${String(error)}`);
  const diagnostics = workspace.files.flatMap(file => lint(snapshot, file.uri, { rules: RULES, onBug }));
  terminal.out(FORMATS[options.format]!({ diagnostics, workspace, shown, skipped, colour: terminal.colour }));
  for (const bug of bugs) terminal.err(`greptime-sql: a rule failed and stayed silent, please report it: ${bug}\n`);
  if (bugs.length > 0 || skipped.length > 0) return 2;
  return diagnostics.length > 0 ? 1 : 0;
}

function runReplay(file: string, options: { targetVersion: Version; explainUnknown?: boolean }, terminal: Terminal): ExitCode {
  let sql;
  try {
    sql = readFileSync(resolve(terminal.cwd, file), 'utf8');
  } catch {
    throw new Trouble(`cannot read ${file}`);
  }
  const { text, unknown, statements } = replay(sql, { targetVersion: options.targetVersion });
  if (options.explainUnknown !== true) {
    terminal.out(text);
    return 0;
  }
  const total = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  terminal.out(`${total} of ${statements} statements are unknown\n`);
  for (const [why, count] of [...unknown].toSorted((a, b) => b[1] - a[1])) terminal.out(`${String(count).padStart(6)}  ${why}\n`);
  return 0;
}
