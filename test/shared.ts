import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'vitest';

/** Where the recorded behaviour of GreptimeDB lies: beside the repository. A clone without it still passes its tests. */
export const SHARED = join(import.meta.dirname, '..', '..', 'shared');

/** A suite that needs something beside the repository: skipped where it is missing, plainly, and failed in CI. */
export function describeWith(what: string, isThere: boolean, title: string, body: () => void): void {
  if (isThere) {
    describe(title, body);
    return;
  }
  if (process.env['CI'] === 'true') throw new Error(`${title}: ${what} is missing, and CI may not skip it`);
  // The body would look for what is missing.
  describe.skip(title, () => test(`skipped: ${what} is missing`, () => {}));
}

export function describeWithShared(title: string, body: () => void): void {
  describeWith('the folder of recordings', existsSync(SHARED), title, body);
}
