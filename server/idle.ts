import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often is looked whether the process rests, in milliseconds. */
const EVERY = 1000;
/** Who uses less of the processor in that time rests, in milliseconds. */
const AT_REST = 20;
/** So much more memory than after the last collection makes another worth its while, in bytes. */
const GROWN = 64 << 20;

/**
 * Reading a workspace leaves room behind that V8 keeps: it collects when memory is asked for, not when a process rests. This gives it
 * back, once after much was done, and only while nothing is.
 */
export function collectAtRest(): void {
  const idle = new Idle(process.memoryUsage.rss());
  let used = process.cpuUsage();
  let collect: (() => void) | undefined;
  setInterval(() => {
    const { user, system } = process.cpuUsage(used);
    if (idle.wants((user + system) / 1000, process.memoryUsage.rss())) {
      (collect ??= collector())();
      idle.collected(process.memoryUsage.rss());
    }
    used = process.cpuUsage();
  }, EVERY).unref();
}

/** Decides when to collect. */
export class Idle {
  private after: number;

  /** `memory` of the process, in bytes. */
  constructor(memory: number) {
    this.after = memory;
  }

  /** `used` of the processor since the last look, in milliseconds. */
  wants(used: number, memory: number): boolean {
    return used < AT_REST && memory - this.after >= GROWN;
  }

  collected(memory: number): void {
    this.after = memory;
  }
}

/** Without compaction the few things that live would keep each page of memory. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    setFlagsFromString('--compact-on-every-full-gc');
    collect();
    setFlagsFromString('--no-compact-on-every-full-gc');
  };
}
