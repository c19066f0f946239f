import { expect, test } from 'vitest';
import { fingerprintsOf } from '../../analysis/index.ts';
import { findings, play } from '../check.ts';

function fingerprints(sql: string): readonly string[] {
  const snapshot = play({ files: [{ uri: 'file:///a.sql', text: sql, marks: [] }] });
  return fingerprintsOf(snapshot, 'file:///a.sql', findings(snapshot));
}

test('lines above, blanks, comments and the case of words do not change a fingerprint', () => {
  const [wanted] = fingerprints('DROP FLOW gone;');
  expect(wanted).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprints('SELECT 1;\n\n-- why\ndrop  flow /* this */\n GONE ;')).toEqual([wanted]);
  expect(fingerprints('DROP FLOW gone')).toEqual([wanted]);
});

test('other names, other quotes and other rules change it', () => {
  const all = ['DROP FLOW gone;', 'DROP FLOW lost;', 'DROP FLOW "GONE";', 'DROP FLOW "gone";', 'SHOW CREATE FLOW gone;'].flatMap(
    fingerprints,
  );
  expect(new Set(all).size).toBe(5);
});

test('the same finding twice has two fingerprints', () => {
  const found = fingerprints('DROP FLOW gone;\nDROP FLOW gone;\nDROP FLOW gone;');
  expect(new Set(found).size).toBe(3);
  expect(fingerprints('DROP FLOW gone;\nDROP FLOW gone;')).toEqual(found.slice(0, 2));
});
