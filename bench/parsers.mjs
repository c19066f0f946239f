import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
/** The library as it is shipped. */
export const LIBRARY = pathToFileURL(join(import.meta.dirname, '..', 'dist', 'index.js')).href;

/** Every parser by name: `load` gives a function that parses one text, and throws or returns false where it does not accept it. */
export const PARSERS = {
  'greptime-sql': {
    load: async () => {
      const { parse } = await import(LIBRARY);
      return text => parse(text).faults.length === 0;
    },
  },
  'libpg-query': {
    load: async () => {
      const library = require('libpg-query');
      await library.loadModule();
      return text => library.parseSync(text);
    },
  },
  'sqlparser-ts': {
    load: async () => {
      const library = await import('@guanmingchiu/sqlparser-ts');
      await library.init?.();
      return text => library.parse(text, 'postgresql');
    },
  },
  'sql-parser-cst': {
    load: async () => {
      const { parse } = require('sql-parser-cst');
      return text =>
        parse(text, { dialect: 'postgresql', includeSpaces: true, includeNewlines: true, includeComments: true, includeRange: true });
    },
  },
  'node-sql-parser': {
    load: async () => {
      const { Parser } = require('node-sql-parser/build/postgresql.js');
      const parser = new Parser();
      return text => parser.astify(text, { database: 'Postgresql' });
    },
  },
  '@questdb/sql-parser': {
    load: async () => {
      const { parseToAst } = await import('@questdb/sql-parser');
      return text => parseToAst(text).errors.length === 0;
    },
  },
  'dt-sql-parser Flink': {
    load: async () => {
      const { FlinkSQL } = await import(pathToFileURL(join(import.meta.dirname, '.cache', 'dt.mjs')).href);
      return antlr(new FlinkSQL());
    },
  },
  'dt-sql-parser PostgreSQL': {
    load: async () => {
      const { PostgreSQL } = await import(pathToFileURL(join(import.meta.dirname, '.cache', 'dt.mjs')).href);
      return antlr(new PostgreSQL());
    },
  },
  'sql-formatter (format)': {
    load: async () => {
      const { format } = require('sql-formatter');
      return text => format(text, { language: 'postgresql' });
    },
  },
  'hand-written descent': {
    load: async () => (await import('./yardstick.mjs')).parse,
  },
};

function antlr(parser) {
  return text => {
    let failures = 0;
    parser.parse(text, () => failures++);
    return failures === 0;
  };
}
