import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { CacheFlags } from './cache.ts';
import type { Shell } from './commands/completion.ts';
import type { FormatFlags } from './commands/format.ts';
import type { GraphFlags } from './commands/graph.ts';
import type { ImportFlags } from './commands/import.ts';
import type { LintFlags } from './commands/lint.ts';
import type { PlanFlags } from './commands/plan.ts';
import type { ReplayFlags } from './commands/replay.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { version } from './version.ts';

/** What a command is given: its arguments, its options, and where to write. */
type Action<Flags> = (args: readonly string[], flags: Flags, terminal: Terminal) => Promise<ExitCode>;

/**
 * The command line: what there is to say. What is done lies in `commands/`, and is loaded when it is asked for. Where `wanted` is a
 * command, the others are left out; completion has to know them all.
 */
export function program(terminal: Terminal, done: (exit: ExitCode) => void, wanted?: string): Command {
  const root = new Command('greptime-sql')
    .description(
      'Checks GreptimeDB SQL against a simulated GreptimeDB.\nExit codes: 0 clean, 1 findings, 2 trouble (bad arguments, unreadable files, a broken configuration).',
    )
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

  const paths = (made: Command): Command =>
    made.addArgument(new Argument('[paths...]', 'SQL files, folders and globs; without any, this folder'));
  const configured = (made: Command): Command =>
    made
      .option('--config <file>', 'use this configuration, whatever lies beside the files')
      .option('--closed', 'what no file creates does not exist')
      .addOption(targetVersion());

  const commands: Readonly<Record<string, () => Command>> = {
    lint: () =>
      configured(
        paths(
          command<LintFlags & CacheFlags & { readonly format: readonly string[]; readonly watch?: boolean }>(
            'lint',
            'report what GreptimeDB would refuse, and what it would accept to your harm',
            lint,
          ),
        ),
      )
        .addOption(
          new Option(
            '--format <name[=file]>',
            'human, json, ndjson, sarif, github, gitlab, junit, checkstyle, rdjson, gcc, markdown; may be repeated',
          )
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
        .addOption(
          new Option('--fail-on <severity>', 'the least severity that makes exit code 1 (default: hint)').choices([
            'error',
            'warning',
            'information',
            'hint',
            'never',
          ]),
        )
        .option('--max-warnings <count>', 'fail on errors, or on more warnings than this', wholeNumber)
        .option('--cache', 'repeat the report of the last run while nothing has changed')
        .option('--cache-location <folder>', 'where results are kept (default: .greptime-sql-cache)')
        .option('--watch', 'lint again when files change')
        .option('--stats', 'say where the time went'),
    format: () =>
      paths(
        command<FormatFlags>('format', 'lay SQL out; without an option, name the files that would change', async (args, flags) =>
          (await import('./commands/format.ts')).formatCommand(orHere(args), flags, terminal),
        ),
      )
        .option('--check', 'name the files that would change; exit code 1 where there are any')
        .option('--write', 'write them')
        .option('--diff', 'show how they would change')
        .option('--config <file>', 'use this configuration, whatever lies beside the files')
        .option('--stdin', 'read SQL from standard input, and print it laid out')
        .option('--stdin-filename <path>', 'the file that standard input stands for')
        .option('--changed', 'only what differs from HEAD')
        .option('--since <revision>', 'only what changed since a revision')
        .option('--staged', 'only what is staged'),
    replay: () =>
      command<ReplayFlags>('replay', 'print what GreptimeDB would print', async ([file], flags) =>
        (await import('./commands/replay.ts')).replayCommand(file!, flags, terminal),
      )
        .argument('<file>', 'a SQL file whose statements end at line ends')
        .addOption(targetVersion())
        .option('--diff <result>', 'compare with a recorded output; exit code 1 where they differ')
        .option('--explain-unknown', 'list what is not modelled, by reason'),
    graph: () =>
      configured(
        paths(
          command<GraphFlags>('graph', 'draw what flows where', async (args, flags) =>
            (await import('./commands/graph.ts')).graphCommand(orHere(args), flags, terminal),
          ),
        ),
      )
        .addOption(new Option('--format <format>', 'how to draw it').choices(['mermaid', 'dot', 'json', 'svg']).default('mermaid'))
        .option('--output <file>', 'where to write it'),
    plan: () =>
      configured(
        paths(
          command<PlanFlags>('plan', 'a dry run: verdicts, what changes in the catalog, what is computed anew', async (args, flags) =>
            (await import('./commands/plan.ts')).planCommand(orHere(args), flags, terminal),
          ),
        ),
      )
        .addOption(new Option('--format <format>', 'for a pull request or for machines').choices(['markdown', 'json']).default('markdown'))
        .option('--output <file>', 'where to write it')
        .option('--since <revision>', 'compare with the files of a revision, not with an empty database'),
    explain: () =>
      command('explain', 'tell all about a rule', async ([rule]) =>
        (await import('./commands/explain.ts')).explainCommand(rule!, terminal),
      ).argument('<rule>', 'its id or name: GT001'),
    rules: () =>
      command<{ readonly format: 'human' | 'json' }>('rules', 'list the rules', async (_args, flags) =>
        (await import('./commands/rules.ts')).rulesCommand(flags, terminal),
      ).addOption(new Option('--format <format>', 'for people or for machines').choices(['human', 'json']).default('human')),
    init: () =>
      command('init', 'write a greptime-sql.json to start from', async () => (await import('./commands/init.ts')).initCommand(terminal)),
    import: () =>
      command<ImportFlags>('import', 'write a snapshot of what a database holds', async (args, flags) =>
        (await import('./commands/import.ts')).importCommand(args, flags, terminal),
      )
        .argument('[dumps...]', 'SQL, drawn tables or JSON: what SHOW CREATE prints, or rows of information_schema')
        .option('--url <url>', 'ask a running GreptimeDB; credentials come from GREPTIME_TOKEN')
        .addOption(new Option('--database <name>', 'the database; may be repeated with --url').argParser(collect))
        .option('--output <file>', 'where to write it', 'greptime.snapshot.json'),
    lsp: () =>
      command<LspFlags>('lsp', 'start the language server', async (_args, flags) =>
        (await import('./commands/lsp.ts')).lspCommand(Object.keys(flags).length > 0),
      )
        .option('--stdio', 'speak over standard input and output (the default)')
        .option('--node-ipc', 'speak over the channel of a parent process')
        .option('--socket <port>', 'connect to a port')
        .option('--pipe <name>', 'connect to a named pipe')
        .option('--clientProcessId <id>', 'end when this process ends'),
    completion: () =>
      command('completion', 'print a completion script', async ([shell]) =>
        (await import('./commands/completion.ts')).completionCommand(shell as Shell, root, terminal),
      ).addArgument(new Argument('<shell>', 'the shell to complete in').choices(['bash', 'zsh', 'fish'])),
  };
  const isAlone = wanted !== undefined && wanted !== 'completion' && Object.hasOwn(commands, wanted);
  for (const name of isAlone ? [wanted] : Object.keys(commands)) commands[name]!();

  return root;
}

interface LspFlags {
  readonly stdio?: boolean;
  readonly nodeIpc?: boolean;
  readonly socket?: string;
  readonly pipe?: string;
}

const lint: Action<LintFlags & CacheFlags & { readonly format: readonly string[]; readonly watch?: boolean }> = async (
  args,
  flags,
  terminal,
) => {
  const { formOf } = await import('./formats/forms.ts');
  const format = await Promise.all((flags.format.length === 0 ? ['human'] : flags.format).map(formOf));
  const paths = orHere(args);
  if (flags.watch === true) return (await import('./commands/watch.ts')).watchCommand(paths, { ...flags, format }, terminal);
  const { lintCommand } = await import('./commands/lint.ts');
  const run = async (within: Terminal): Promise<ExitCode> => (await lintCommand(paths, { ...flags, format }, within)).exit;
  const isRepeatable = ![
    flags.fix,
    flags.unsafeFixes,
    flags.stdin,
    flags.changed,
    flags.since,
    flags.staged,
    flags.baseline,
    flags.updateBaseline,
    flags.stats,
  ].some(Boolean);
  if (flags.cache !== true || !isRepeatable || format.some(({ file }) => file !== undefined) || paths.includes('-')) return run(terminal);
  const { remembering } = await import('./cache.ts');
  const { targetVersionOf } = await import('./target_version.ts');
  const options = { cwd: terminal.cwd, config: flags.config, closed: flags.closed, targetVersion: targetVersionOf(flags.targetVersion) };
  return remembering(paths, options, flags, flags, terminal, run);
};

/** Without paths this folder is meant. */
function orHere(paths: readonly string[]): readonly string[] {
  return paths.length === 0 ? ['.'] : paths;
}

function targetVersion(): Option {
  // Which releases there are is the catalog's to say, and the catalog is not loaded to print help.
  return new Option('--target-version <version>', 'the GreptimeDB release to imitate: 1.2, 1.3 …');
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function wholeNumber(written: string): number {
  if (!/^\d+$/.test(written)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(written);
}
