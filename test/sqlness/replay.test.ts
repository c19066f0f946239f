import { join } from 'node:path';
import { expect, test } from 'vitest';
import { measure, readLedger, regressions } from '../../scripts/agreement.ts';
import { describeWithShared, SHARED } from '../shared.ts';

describeWithShared('agreement with the recorded behaviour of GreptimeDB', () => {
  test('no recorded statement disagrees that is not in the ledger', () => {
    const agreement = measure(join(SHARED, 'corpus'));
    expect(regressions(agreement, readLedger(join(import.meta.dirname, '..', '..')))).toEqual([]);
  });
});
