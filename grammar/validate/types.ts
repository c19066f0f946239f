import type { TypeName } from '../ast.ts';

/** The name of a type that is not built in, in upper case, if it has a single part. */
function customName(type: TypeName): string | undefined {
  return type.head === 'CUSTOM' && type.name?.parts.length === 1 ? type.name.parts[0]!.value.toUpperCase() : undefined;
}

export function isVectorType(type: TypeName): boolean {
  return customName(type) === 'VECTOR';
}

/** What `VECTOR(n)` says, if it is a u32. */
export function vectorDimension(type: TypeName): number | undefined {
  const text = type.args[0] ?? '';
  return /^\+?\d+$/.test(text) && Number(text) <= 0xffff_ffff ? Number(text) : undefined;
}

/** The words that stand for a timestamp of a certain precision (`get_unalias_type`). */
const TIMESTAMP_ALIASES: ReadonlySet<string> = new Set([
  'TIMESTAMP_S', 'TIMESTAMP_SEC', 'TIMESTAMPSECOND', 'TIMESTAMP_MS', 'TIMESTAMPMILLISECOND', 'TIMESTAMP_US', 'TIMESTAMPMICROSECOND',
  'TIMESTAMP_NS', 'TIMESTAMPNANOSECOND',
]);

/** Whether a type may be the time index: TIMESTAMP in any precision and its aliases, but not DATETIME. */
export function isTimestampType(type: TypeName): boolean {
  if (type.head === 'TIMESTAMP' || type.head === 'TIMESTAMPTZ') return true;
  const custom = customName(type);
  return custom !== undefined && TIMESTAMP_ALIASES.has(custom);
}

export function isStringType(type: TypeName): boolean {
  return /^(STRING|TEXT|CHAR|VARCHAR|TINYTEXT|MEDIUMTEXT|LONGTEXT)$/.test(type.head);
}
