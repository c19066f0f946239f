import { flat } from '../grammar/index.ts';
import type { DataType } from './types.ts';
import type { Column } from './world.ts';

/** Columns that have no more than a name and a type, by both: tables of a workspace have many in common (`ts`, `host`), and share them. */
const known = new Map<DataType, Map<string, readonly [nullable: Column | undefined, not: Column | undefined]>>();
let size = 0;

/** So many are remembered; then they are forgotten, and those that come are shared anew. */
const MOST = 4096;

/** A column that has no more than a name and a type. Equal ones are the same object. */
export function plainColumn(name: string, type: DataType, nullable: boolean): Column {
  let byName = known.get(type);
  if (byName === undefined) known.set(type, (byName = new Map()));
  const [yes, no] = byName.get(name) ?? [];
  const found = nullable ? yes : no;
  if (found !== undefined) return found;
  if (size++ >= MOST) {
    known.clear();
    size = 0;
    return plainColumn(name, type, nullable);
  }
  // Who shares it need not keep the statement it comes from.
  const own = yes?.name ?? no?.name ?? flat(name);
  const made: Column = { name: own, type, nullable };
  byName.set(own, nullable ? [made, no] : [yes, made]);
  return made;
}
