import type { Cell } from '../cells.ts';

/** A row of a system table. Columns that are not there are not determined. */
export interface InformationRow {
  readonly cells: { readonly [column: string]: Cell };
  /** Whether the server certainly has the row: what happened in fog may have made others. */
  readonly certain: boolean;
  /**
   * Where the row stands without ORDER BY. Databases come in order of their names; within one, GreptimeDB walks a hash map of tables,
   * so the order of two rows is known only if they are in different databases or of one `group`; system tables come first.
   */
  readonly database: string;
  readonly group: string;
  readonly system: boolean;
}

/** Whether the rows come out in the order of the list, although nobody sorts them. */
export function isOrdered(rows: readonly InformationRow[]): boolean {
  const first = new Map<string, string>();
  for (const { database, group, system } of rows) {
    const key = `${database} ${system}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, group);
    else if (known !== group) return false;
  }
  return true;
}
