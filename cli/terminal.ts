/** How a run ends: 0 clean, 1 findings, 2 trouble (bad arguments, unreadable files, a bug). */
export type ExitCode = 0 | 1 | 2;

/** What a command may see of the process it runs in. */
export interface Terminal {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly colour: boolean;
  /** Somebody watches the error stream: progress is welcome. */
  readonly isWatched?: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly input: () => Promise<string>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Ends commands that would go on for ever. Called by these alone: others end at the first interrupt. */
  readonly interrupt?: () => AbortSignal;
}
