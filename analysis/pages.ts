/** Where the repository's pages are read; the same place as `homepage` in package.json. */
const PAGES = 'https://github.com/greptime-sql/greptime-sql/blob/main/';

/** The address of a page that is counted from the repository's root (`docs/rules/flow-missing-source.md`). */
export function urlOf(page: string): string {
  return PAGES + page;
}
