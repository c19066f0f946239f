import type { Rule, Snapshot } from '../analysis/index.ts';

/** Where the time of a run went. */
export interface Stopwatch {
  /** Runs a part and adds its time to the phase's. */
  readonly time: <Result>(phase: string, run: () => Result) => Result;
  /** The rules, each with its time taken. */
  readonly watched: (rules: readonly Rule[]) => readonly Rule[];
  readonly print: (snapshots: readonly Snapshot[]) => string;
}

export function stopwatch(now: () => number): Stopwatch {
  const start = now();
  const phases = new Map<string, number>();
  const rules = new Map<string, number>();
  const add = (table: Map<string, number>, name: string, from: number): void => void table.set(name, (table.get(name) ?? 0) + now() - from);
  return {
    time(phase, run) {
      const from = now();
      try {
        return run();
      } finally {
        add(phases, phase, from);
      }
    },
    watched: all => all.map(rule => watch(rule, now, from => add(rules, rule.name, from))),
    print(snapshots) {
      const verdicts = { accepted: 0, rejected: 0, unknown: 0 };
      let files = 0;
      for (const { steps } of snapshots) {
        files += steps.size;
        for (const list of steps.values()) for (const { outcome } of list) verdicts[outcome.verdict.kind]++;
      }
      const statements = verdicts.accepted + verdicts.rejected + verdicts.unknown;
      const slowest = [...rules].toSorted((a, b) => b[1] - a[1]).slice(0, 5);
      return [
        `${files} files, ${statements} statements: ${verdicts.accepted} accepted, ${verdicts.rejected} rejected, ${verdicts.unknown} unknown`,
        ...[...phases].map(([phase, spent]) => `${phase.padEnd(10)}${spent.toFixed(1).padStart(9)} ms`),
        `${'total'.padEnd(10)}${(now() - start).toFixed(1).padStart(9)} ms`,
        ...slowest.map(([name, spent]) => `  ${name.padEnd(32)}${spent.toFixed(1).padStart(9)} ms`),
        '',
      ].join('\n');
    },
  };
}

/** A rule whose work is timed from outside: the rules themselves know no clock. */
function watch(rule: Rule, now: () => number, add: (from: number) => void): Rule {
  const { help, on } = rule;
  const timed = {
    ...rule,
    ...(help === undefined
      ? {}
      : {
          help: (...args: Parameters<typeof help>): ReturnType<typeof help> => {
            const from = now();
            try {
              return help(...args);
            } finally {
              add(from);
            }
          },
        }),
  };
  if (on === undefined) return timed;
  const checks = Object.entries(on as Readonly<Record<string, (...args: unknown[]) => Iterable<unknown>>>).map(([kind, check]) => [
    kind,
    (...args: unknown[]): Iterable<unknown> => {
      const from = now();
      try {
        return [...check(...args)];
      } finally {
        add(from);
      }
    },
  ]);
  return { ...timed, on: Object.fromEntries(checks) as NonNullable<Rule['on']> };
}
