/** Where what is published lies: npm's mirror shows each file of the package under its name. */
const PUBLISHED = 'https://unpkg.com/greptime-sql/';

/** The address of a page that is counted from the repository's root (`docs/rules/flow-missing-source.md`). */
export function urlOf(page: string): string {
  return PUBLISHED + page;
}
