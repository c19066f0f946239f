import type { ColumnDefault } from '../world.ts';

/** What DESC and information_schema say of a column beyond its own properties. */
export interface Keys {
  readonly primaryKey: readonly string[];
  readonly timeIndex?: string | undefined;
}

/** TAG for a column of the primary key, TIMESTAMP for the time index, else FIELD. */
export function semanticType(column: string, { primaryKey, timeIndex }: Keys): 'TIMESTAMP' | 'TAG' | 'FIELD' {
  return column === timeIndex ? 'TIMESTAMP' : primaryKey.includes(column) ? 'TAG' : 'FIELD';
}

/** A default as DESC shows it: as SHOW CREATE TABLE does, but text without its quotes. How NULL prints is not recorded. */
export function defaultText({ text }: ColumnDefault): string | undefined {
  if (text.toUpperCase() === 'NULL') return undefined;
  return text.startsWith("'") && text.endsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}
