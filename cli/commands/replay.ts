import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unifiedDiff } from '../diff.ts';
import { replay } from '../replay.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { targetVersionOf } from '../target_version.ts';
import { Trouble, whyOf } from '../trouble.ts';

export interface ReplayFlags {
  readonly targetVersion?: string;
  readonly diff?: string;
  readonly explainUnknown?: boolean;
}

/** Prints what GreptimeDB would print for a file, or compares that with what it did print. */
export function replayCommand(file: string, flags: ReplayFlags, { cwd, out }: Terminal): ExitCode {
  const targetVersion = targetVersionOf(flags.targetVersion);
  const { text, unknown, statements } = replay(read(file, cwd), targetVersion === undefined ? {} : { targetVersion });
  if (flags.explainUnknown === true) {
    const total = [...unknown.values()].reduce((sum, count) => sum + count, 0);
    out(`${total} of ${statements} statements are unknown\n`);
    for (const [why, count] of [...unknown].toSorted((a, b) => b[1] - a[1])) out(`${String(count).padStart(6)}  ${why}\n`);
    return 0;
  }
  if (flags.diff === undefined) {
    out(text);
    return 0;
  }
  const difference = unifiedDiff(flags.diff.replaceAll('\\', '/'), read(flags.diff, cwd), text);
  out(difference);
  return difference === '' ? 0 : 1;
}

function read(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new Trouble(`cannot read ${file}: ${whyOf(error)}`);
  }
}
