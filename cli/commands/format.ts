import { fileURLToPath } from 'node:url';
import { format } from '../../grammar/index.ts';
import { pathOfUri } from '../configuration.ts';
import { diffOf, writeChanges, type Change } from '../fixing.ts';
import { linesOf, locate } from '../lines.ts';
import type { LoadOptions } from '../project.ts';
import { select, type SelectionFlags } from '../selection.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { Trouble } from '../trouble.ts';

export interface FormatFlags extends SelectionFlags {
  readonly config?: string;
  readonly check?: boolean;
  readonly write?: boolean;
  readonly diff?: boolean;
}

/** Lays SQL out. Without `--write` and `--diff` it names the files that would change. */
export async function formatCommand(paths: readonly string[], flags: FormatFlags, terminal: Terminal): Promise<ExitCode> {
  const { cwd, out, err } = terminal;
  if ([flags.check, flags.write, flags.diff].filter(Boolean).length > 1)
    throw new Trouble('--check, --write and --diff exclude each other');
  if (flags.staged === true && flags.write === true)
    throw new Trouble('--staged looks at what is staged and --write writes to the working folder: they do not go together');
  const options: LoadOptions = { cwd, config: flags.config };
  const { projects, skipped, stdin } = await select(paths, flags, options, terminal);
  const changes: Change[] = [];
  let count = 0;
  for (const { config, workspace, reported, texts } of projects) {
    const asked = new Set(reported);
    for (const { uri, text } of workspace.files) {
      if (!asked.has(uri)) continue;
      count++;
      const path = pathOfUri(uri, cwd);
      const made = format(text, config.format);
      for (const { span, reason } of made.kept) {
        const { line, column } = locate(linesOf(text), span.start);
        err(`${path}:${line}:${column}: left as it is, ${reason}\n`);
      }
      const { hasMark = false, isLossy = false } = texts.get(uri) ?? {};
      if (made.text === text) continue;
      if (isLossy)
        throw new Trouble(`cannot format ${fileURLToPath(uri)}: it is not UTF-8 throughout, and writing it would lose what is not`);
      changes.push({ path, before: text, after: made.text, hasMark });
    }
  }
  for (const { path, reason } of skipped) err(`${path}: skipped, ${reason}\n`);
  const isTrouble = skipped.length > 0;
  if (flags.diff === true) out(diffOf(changes));
  else if (stdin !== undefined && flags.check !== true) {
    out(changes[0]?.after ?? stdin);
    return isTrouble ? 2 : 0;
  } else if (flags.write === true) {
    writeChanges(changes, cwd);
    out(`${changes.length} of ${counted(count)} laid out anew\n`);
    return isTrouble ? 2 : 0;
  } else {
    for (const { path } of changes) out(`${path}\n`);
    if (changes.length > 0) err(`${changes.length} of ${counted(count)} would be laid out anew: --write does it, --diff shows it\n`);
  }
  return isTrouble ? 2 : changes.length > 0 ? 1 : 0;
}

function counted(count: number): string {
  return `${count} ${count === 1 ? 'file' : 'files'}`;
}
