import { array, assert, boolean, nat, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { PersistentMap } from '../../catalog/persistent.ts';

const changes = array(tuple(boolean(), nat(40), nat(3)), { maxLength: 60 });

function changed(map: PersistentMap<number>, known: Map<string, number>, steps: readonly (readonly [boolean, number, number])[]) {
  for (const [isSet, key, value] of steps) {
    const before = [...map];
    const next = isSet ? map.set(`k${key}`, value) : map.delete(`k${key}`);
    expect([...map]).toEqual(before);
    expect(next === map).toBe(isSet ? known.get(`k${key}`) === value : !known.has(`k${key}`));
    if (isSet) known.set(`k${key}`, value);
    else known.delete(`k${key}`);
    map = next;
  }
  return map;
}

test('a persistent map is the map that the same changes make', () => {
  assert(
    property(changes, steps => {
      const known = new Map<string, number>();
      const map = changed(PersistentMap.empty(), known, steps);
      expect([...map]).toEqual([...known].toSorted(([a], [b]) => (a < b ? -1 : 1)));
      expect(map.isEmpty).toBe(known.size === 0);
      for (let key = 0; key <= 40; key++) {
        expect(map.get(`k${key}`)).toBe(known.get(`k${key}`));
        expect(map.has(`k${key}`)).toBe(known.has(`k${key}`));
      }
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('the differences of two maps are the keys whose values are not the same', () => {
  assert(
    property(changes, changes, (shared, steps) => {
      const known = new Map<string, number>();
      const map = changed(PersistentMap.empty(), known, shared);
      const later = new Map(known);
      const other = changed(map, later, steps);
      const keys = [...new Set([...known.keys(), ...later.keys()])].filter(key => known.get(key) !== later.get(key));
      expect([...map.differences(other)].toSorted()).toEqual(keys.toSorted());
    }),
    { seed: 6, numRuns: 200 },
  );
});
