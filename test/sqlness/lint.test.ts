import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RULES, type Diagnostic } from '../../analysis/index.ts';
import { lintCase, readCases, type LintedRecording } from '../../scripts/recordings.ts';
import { describeWithShared, SHARED } from '../shared.ts';

const HAZARDS = new Set(RULES.filter(rule => rule.class === 'hazard').map(rule => rule.name));

/** Hazards of recorded flows that are real: a server without these warnings would have let the author find out. */
const REAL: ReadonlySet<string> = new Set(['eval-interval-ignored', 'source-instant-ttl']);

describeWithShared('the linter over the recorded behaviour of GreptimeDB', () => {
  const linted = readCases(join(SHARED, 'corpus'))
    .flatMap(recordings => lintCase(recordings))
    .filter(({ recording }) => !recording.clientSide);
  const isRefusal = (diagnostic: Diagnostic): boolean => diagnostic.status !== undefined;
  const describe = ({ recording, diagnostics }: LintedRecording): string =>
    `${recording.case}#${recording.index}: ${diagnostics.map(({ name, message }) => `${name} ${message}`).join('; ')}`;

  test('verdict rules together fire on every rejection that is foreseen', () => {
    const caught = linted.filter(
      ({ recording, steps }) => recording.outcome === 'error' && steps.some(step => step.outcome.verdict.kind === 'rejected'),
    );
    expect(caught.length).toBeGreaterThan(250);
    expect(caught.filter(({ diagnostics }) => !diagnostics.some(isRefusal)).map(describe)).toEqual([]);
  });

  test('named rules explain nearly all of them', () => {
    const refusals = linted
      .filter(({ recording }) => recording.outcome === 'error')
      .flatMap(({ diagnostics }) => diagnostics.filter(isRefusal));
    const unnamed = refusals.filter(({ name }) => name === 'refused');
    expect(unnamed.length / refusals.length).toBeLessThan(0.05);
  });

  test('verdict rules fire on no accepted statement', () => {
    const accepted = linted.filter(({ recording }) => recording.outcome !== 'error');
    expect(accepted.filter(({ diagnostics }) => diagnostics.some(isRefusal)).map(describe)).toEqual([]);
  });

  test('no rule reports an error on an accepted statement', () => {
    const accepted = linted.filter(({ recording }) => recording.outcome !== 'error');
    expect(accepted.filter(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')).map(describe)).toEqual([]);
  });

  test('hazard rules fire on no more than 3 % of the accepted flows, real hazards aside', () => {
    const flows = linted.filter(
      ({ recording, steps }) => recording.outcome !== 'error' && steps.some(step => step.placed.statement.node?.kind === 'create_flow'),
    );
    const warned = flows.filter(({ diagnostics }) => diagnostics.some(({ name }) => HAZARDS.has(name) && !REAL.has(name)));
    expect(warned.length, warned.map(describe).join('\n')).toBeLessThanOrEqual(0.03 * flows.length);
  });
});
