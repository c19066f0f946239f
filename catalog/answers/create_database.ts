import { printOptions } from './option_list.ts';

/** The text of SHOW CREATE DATABASE: the name as it is, never quoted. */
export function printCreateDatabase(name: string, options: ReadonlyMap<string, string>): string {
  const list = printOptions(options);
  return `CREATE DATABASE IF NOT EXISTS ${name}${list === '' ? '' : `\n${list}`}`;
}

/** Options as SHOW FULL DATABASES lists them: a line each, the time to live first (`Display` of SchemaNameValue). */
export function printDatabaseOptions(options: ReadonlyMap<string, string>): string {
  const keys = [...options.keys()].filter(key => key !== 'ttl').toSorted();
  const ordered = options.has('ttl') ? ['ttl', ...keys] : keys;
  return ordered.map(key => `'${key}'='${options.get(key)}'\n`).join('');
}
