import { CommanderError } from 'commander';
import { program } from './program.ts';
import type { ExitCode, Terminal } from './terminal.ts';
import { Trouble } from './trouble.ts';

/** The command line. Never throws: whatever goes wrong is one sentence on the error stream and exit code 2. */
export async function main(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = 0;
  try {
    await program(terminal, code => void (exit = code), args[0]).parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof Trouble) {
      terminal.err(error.message.replace(/^/gm, 'greptime-sql: ') + '\n');
      return 2;
    }
    terminal.err(
      `greptime-sql: this is a bug in greptime-sql, please report it: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 2;
  }
}
