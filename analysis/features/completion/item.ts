import type { OptionScope } from '../../../catalog/index.ts';
import { isKeyword } from '../../../grammar/index.ts';

export type CompletionKind =
  | 'table'
  | 'view'
  | 'column'
  | 'alias'
  | 'cte'
  | 'function'
  | 'aggregate'
  | 'keyword'
  | 'flow'
  | 'database'
  | 'option'
  | 'value'
  | 'type'
  | 'snippet'
  | 'rule'
  | 'metric'
  | 'label'
  | 'operator';

/** Where the documentation of an item comes from, when somebody looks at it. */
export type Topic =
  | { readonly about: 'function' | 'promql' | 'type' | 'rule' | 'flow'; readonly name: string }
  | { readonly about: 'relation'; readonly database: string; readonly name: string }
  | { readonly about: 'option'; readonly scope: OptionScope; readonly key: string };

/** One proposal. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Stands right behind the label: the type of a column, the arguments of a function. */
  readonly detail?: string;
  /** Stands at the end of the line: where it comes from. */
  readonly source?: string;
  /** What is written; a snippet has places to fill in (`${1:name}`). */
  readonly insert?: string;
  readonly isSnippet?: boolean;
  /** The lower, the further up. */
  readonly rank: Rank;
  readonly topic?: Topic;
  /** Typing one of these takes the item. */
  readonly commit?: readonly string[];
  /** What follows is proposed at once. */
  readonly goesOn?: boolean;
}

/** Groups of items, from the likely to the possible. */
export const RANKS = { first: 0, local: 1, name: 2, snippet: 3, keyword: 4, function: 5, rare: 6 } as const;
export type Rank = (typeof RANKS)[keyof typeof RANKS];

const PLAIN = /^[a-z_][a-z0-9_]*$/;
/** Words that mean something else where a name could stand. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'SELECT FROM WHERE GROUP ORDER HAVING LIMIT OFFSET UNION EXCEPT INTERSECT WITH ON JOIN INNER LEFT RIGHT FULL CROSS NATURAL USING WINDOW QUALIFY ALIGN FILL RANGE END INTO FETCH ' +
    'EXISTS TRIM INTERVAL STRUCT NULL TRUE FALSE NOT CASE CAST DISTINCT ALL TOP TABLE LATERAL SET FOR AND OR AS IN IS LIKE BETWEEN VALUES'
  ).split(' '),
);

/** A name as it is written in a query: bare where it can be. */
export function writeIdent(name: string): string {
  return PLAIN.test(name) && !TAKEN.has(name.toUpperCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A name in CREATE TABLE and its like, where no keyword can stand bare. */
export function writeColumn(name: string): string {
  return PLAIN.test(name) && !isKeyword(name.toUpperCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A snippet without its places to fill in: for clients that would show them as text. */
export function plainSnippet(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|}]*)[^}]*\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '')
    .replace(/\\([$}\\])/g, '$1');
}

/** Text that a snippet shows as it is. */
export function inSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** Whether the letters of `typed` stand in `label` in that order: what clients filter by, done here so that less is sent. */
export function fits(label: string, typed: string): boolean {
  const text = label.toLowerCase();
  let at = 0;
  for (const letter of typed.toLowerCase()) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
