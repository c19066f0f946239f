import { ADDRESSES } from './addresses.ts';
import { CONDITIONS } from './conditions.ts';
import type { FunctionTable, ScalarFunction } from './function.ts';
import { GEO } from './geo.ts';
import { GREPTIME_TIMES } from './greptime_times.ts';
import { JSONS } from './jsons.ts';
import { LISTS } from './lists.ts';
import { MATH } from './math.ts';
import { MYSQL } from './mysql.ts';
import { REGEXPS } from './regexps.ts';
import { STRINGS } from './strings.ts';
import { TERMS } from './terms.ts';
import { TIMES } from './times.ts';
import { VECTORS } from './vectors.ts';

const TABLES: readonly FunctionTable[] = [
  MATH,
  STRINGS,
  MYSQL,
  REGEXPS,
  CONDITIONS,
  TIMES,
  GREPTIME_TIMES,
  JSONS,
  VECTORS,
  GEO,
  TERMS,
  LISTS,
  ADDRESSES,
];
const FUNCTIONS = new Map<string, ScalarFunction>(TABLES.flatMap(table => Object.entries(table)));

/** The function of a canonical name, where its results are modelled. */
export function scalarFunction(name: string): ScalarFunction | undefined {
  return FUNCTIONS.get(name);
}
