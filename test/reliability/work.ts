import { Session } from 'node:inspector';

/**
 * Counts what a run does, not how long it takes: every block of our code that V8 enters (exact counts of its coverage), and for the
 * machine's own functions on texts and lists the length they went through. The same run counts the same on every machine.
 */
export function work(run: () => void): number {
  taken();
  const natives = countNatives();
  try {
    run();
  } finally {
    natives.stop();
  }
  return taken() + natives.passed();
}

// Only what is compiled from now on counts its blocks: this module must be the first that a test imports.
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** The blocks of our own code that were entered since the last time. */
function taken(): number {
  let blocks = 0;
  let failure: Error | null = null;
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    failure = error;
    for (const { url, functions } of answer?.result ?? []) {
      if (!url.includes('/') || url.includes('node_modules') || url.startsWith('node:') || /\/test\//.test(url)) continue;
      for (const { ranges } of functions) for (const { count } of ranges) blocks += count;
    }
  });
  if (failure !== null) throw failure as Error;
  return blocks;
}

type Method = (this: { readonly length: number }, ...args: unknown[]) => unknown;

/** Functions that go through what they are called on, or make as much. */
const TEXT = ['slice', 'substring', 'split', 'replace', 'replaceAll', 'toLowerCase', 'toUpperCase', 'trim', 'match', 'repeat'] as const;
const SEARCH = ['indexOf', 'lastIndexOf', 'includes'] as const;
const LIST = [
  'slice',
  'concat',
  'with',
  'toSpliced',
  'toSorted',
  'toReversed',
  'indexOf',
  'includes',
  'flat',
  'join',
  'splice',
  'shift',
  'unshift',
] as const;

function countNatives(): { readonly stop: () => void; readonly passed: () => number } {
  let passed = 0;
  const undo: (() => void)[] = [];
  const wrap = (owner: object, name: string, cost: (on: { readonly length: number }, result: unknown) => number): void => {
    const original = (owner as Record<string, Method>)[name]!;
    const wrapped: Method = function counted(...args) {
      const result = original.apply(this, args);
      passed += cost(this, result);
      return result;
    };
    Object.defineProperty(owner, name, { value: wrapped, configurable: true, writable: true });
    undo.push(() => void Object.defineProperty(owner, name, { value: original, configurable: true, writable: true }));
  };
  const made = (result: unknown): number => (typeof result === 'string' || Array.isArray(result) ? result.length : 1);
  for (const name of TEXT)
    wrap(String.prototype, name, (on, result) => (name === 'slice' || name === 'substring' ? made(result) : on.length));
  for (const name of SEARCH)
    wrap(String.prototype, name, (on, result) => (typeof result === 'number' && result >= 0 ? result + 1 : on.length));
  for (const name of LIST) wrap(Array.prototype, name, (on, result) => Math.max(on.length, made(result)));
  return {
    stop() {
      for (const restore of undo) restore();
    },
    passed: () => passed,
  };
}
