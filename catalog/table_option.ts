import { unknown } from './verdict.ts';
import type { Table } from './world.ts';

/** The value of a table's option, where no statement in doubt may have changed it. */
export function tableOption(table: Table, key: string): string | undefined {
  return table.doubtedOptions?.includes(key) === true ? unknown(`the option ${key} of ${table.name}`) : table.options.get(key);
}
