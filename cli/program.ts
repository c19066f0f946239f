import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { VERSIONS, type Version } from '../catalog/index.ts';
import type { LintFlags } from './commands/lint.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { version } from './version.ts';

/** What a command is given: its arguments, its options, and where to write. */
type Action<Flags> = (args: readonly string[], flags: Flags, terminal: Terminal) => Promise<ExitCode>;

/** The command line: what there is to say. What is done lies in `commands/`, and is loaded when it is asked for. */
export function program(terminal: Terminal, done: (exit: ExitCode) => void): Command {
  const root = new Command('greptime-sql')
    .description('Checks GreptimeDB SQL against a simulated GreptimeDB.\nExit codes: 0 clean, 1 findings, 2 trouble (bad arguments, unreadable files, a broken configuration).')
    .version(version())
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });

  const command = <Flags>(name: string, description: string, action: Action<Flags>): Command =>
    root
      .command(name)
      .description(description)
      .action(async (...given: unknown[]) => {
        const made = given.at(-1) as Command;
        done(await action(made.args, made.opts() as Flags, terminal));
      });

  const paths = (made: Command): Command => made.addArgument(new Argument('[paths...]', 'SQL files, folders and globs; without any, this folder'));
  const configured = (made: Command): Command =>
    made
      .option('--config <file>', 'use this configuration, whatever lies beside the files')
      .option('--closed', 'what no file creates does not exist')
      .addOption(targetVersion());

  configured(paths(command<LintFlags & { readonly format: readonly string[]; readonly watch?: boolean }>('lint', 'report what GreptimeDB would refuse, and what it would accept to your harm', lint)))
    .addOption(
      new Option('--format <name[=file]>', 'human, json, ndjson, sarif, github, gitlab, junit, checkstyle, rdjson, gcc, markdown; may be repeated')
        .argParser(collect)
        .default([], 'human'),
    )
    .option('--fix', 'apply fixes that keep what is meant')
    .option('--unsafe-fixes', 'apply also those a person should look at')
    .option('--diff', 'show what would be fixed, and write nothing')
    .option('--stdin', 'read SQL from standard input')
    .option('--stdin-filename <path>', 'the file that standard input stands for')
    .option('--changed', 'report what differs from HEAD, and what that does to the rest')
    .option('--since <revision>', 'report what changed since a revision')
    .option('--staged', 'report what is staged')
    .option('--baseline <file>', 'leave out the findings this file knows')
    .option('--update-baseline', 'write all findings to the baseline')
    .addOption(new Option('--fail-on <severity>', 'the least severity that makes exit code 1 (default: hint)').choices(['error', 'warning', 'information', 'hint', 'never']))
    .option('--max-warnings <count>', 'fail on errors, or on more warnings than this', wholeNumber)
    .option('--watch', 'lint again when files change')
    .option('--stats', 'say where the time went');

  command<ReplayFlags>('replay', 'print what GreptimeDB would print', async ([file], flags) => (await import('./commands/replay.ts')).replayCommand(file!, flags, terminal))
    .argument('<file>', 'a SQL file whose statements end at line ends')
    .addOption(targetVersion())
    .option('--diff <result>', 'compare with a recorded output; exit code 1 where they differ')
    .option('--explain-unknown', 'list what is not modelled, by reason');

  return root;
}

interface ReplayFlags {
  readonly targetVersion?: Version;
  readonly diff?: string;
  readonly explainUnknown?: boolean;
}

const lint: Action<LintFlags & { readonly format: readonly string[]; readonly watch?: boolean }> = async (args, flags, terminal) => {
  const { formOf } = await import('./formats/forms.ts');
  const format = await Promise.all((flags.format.length === 0 ? ['human'] : flags.format).map(formOf));
  const paths = args.length === 0 ? ['.'] : args;
  if (flags.watch === true) return (await import('./commands/watch.ts')).watchCommand(paths, { ...flags, format }, terminal);
  return (await (await import('./commands/lint.ts')).lintCommand(paths, { ...flags, format }, terminal)).exit;
};

function targetVersion(): Option {
  return new Option('--target-version <version>', 'the GreptimeDB release to imitate').choices(VERSIONS);
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function wholeNumber(written: string): number {
  if (!/^\d+$/.test(written)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(written);
}
