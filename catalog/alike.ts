/** Whether two plain values are made of the same parts, in the same order. */
export function isAlike(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => isAlike(item, b[index]));
  }
  if (a instanceof Map || b instanceof Map) return a instanceof Map && b instanceof Map && isAlike([...a], [...b]);
  const fields = Object.entries(a);
  return (
    fields.length === Object.keys(b).length &&
    fields.every(([key, value]) => key in b && isAlike(value, (b as Record<string, unknown>)[key]))
  );
}
