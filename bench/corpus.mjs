import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARSERS } from './parsers.mjs';

/** The texts to measure with, made from the recordings of ../shared: statements with varied names, in several sizes. */
const folder = join(import.meta.dirname, '.cache');
const recordings = join(import.meta.dirname, '..', '..', 'shared', 'corpus', 'sqlness.jsonl');

/** The same numbers on every machine. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The text without what only GreptimeDB has, so that PostgreSQL's parser may take it. */
function forPostgres(text) {
  let sql = text.replace(/--[^\n]*/g, '').replaceAll('`', '');
  if (!/^create\s+table/i.test(sql)) return sql;
  sql = sql.replace(/,?\s*\btime\s+index\s*\([^)]*\)/gi, '').replace(/\s*\btime\s+index\b/gi, '');
  sql = sql.replace(/\s*\b(fulltext|inverted|skipping|vector)\s+index\b(\s+with\s*\([^)]*\))?/gi, '');
  sql = sql.replace(/\)\s*partition\s+on[\s\S]*$/i, ')').replace(/\)\s*(engine\s*=\s*\w+\s*)?(with\s*\([\s\S]*\)\s*)?;?$/i, ')');
  sql = sql
    .replace(/\bstring\b/gi, 'VARCHAR(64)')
    .replace(/\bu?int(8|16|32|64)\b/gi, 'BIGINT')
    .replace(/\bfloat(32|64)?\b/gi, 'DOUBLE PRECISION');
  return sql
    .replace(/\s+unsigned\b/gi, '')
    .replace(/\btimestamp(_s|_ms|_us|_ns|\(\d\))?\b/gi, 'TIMESTAMP')
    .replace(/,\s*\)/g, ')');
}

const BINARY = /\bdouble precision\b/gi;

/** GreptimeDB wants a time index where PostgreSQL wants none: its own text of the same statement. */
function rows() {
  return readFileSync(recordings, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
    .filter(row => row.protocol === 'grpc' && row.outcome !== 'error');
}

/** Statements that each of `peers` accepts. */
async function accepted(statements, names) {
  let kept = statements;
  for (const name of names) {
    const parse = await PARSERS[name].load();
    kept = kept.filter(statement => {
      try {
        return parse(name === 'greptime-sql' ? statement.own : statement.peer) !== false;
      } catch {
        return false;
      }
    });
  }
  return kept;
}

const NAMED = /\b(?:from|join|into|table|view|exists)\s+([a-z_]\w*)\b(?!\s*\.)/gi;
const NO_NAME = /^(?:if|not|select|lateral|only|exists|values|unnest|generate_series|range|timestamp|date|time|interval)$/i;

/** The statements of each case, with an expression that finds the names of its tables wherever they stand. */
function casesOf(statements) {
  const cases = new Map();
  for (const statement of statements) cases.set(statement.case, [...(cases.get(statement.case) ?? []), statement]);
  return [...cases.values()].map(own => {
    const names = own.flatMap(statement => [...statement.own.matchAll(NAMED)].map(match => match[1]));
    const tables = [...new Set(names)].filter(name => !NO_NAME.test(name));
    return { own, tables: tables.length === 0 ? /$^/g : new RegExp(`\\b(?:${tables.join('|')})\\b`, 'gi') };
  });
}

/** Texts of a size. What belongs together stays so: tables are made before they are read. No text comes twice, and no table: each case has its own names. */
function grow(statements, size, seed) {
  const next = random(seed);
  const texts = { own: [], peer: [] };
  const cases = casesOf(statements);
  for (let length = 0, number = 0; length < size;) {
    const order = cases.map(one => [next(), one]).toSorted((a, b) => a[0] - b[0]);
    for (const [, { own, tables }] of order) {
      number++;
      const renamed = text => text.replaceAll(tables, `$&_${number}`);
      for (const statement of own) {
        if (length >= size) return texts;
        const text = `${renamed(statement.own)};`;
        texts.own.push(text);
        texts.peer.push(`${renamed(statement.peer)};`);
        length += text.length + 1;
      }
    }
  }
  return texts;
}

/** `pg`: what the server took, and PostgreSQL's parsers take as well. */
export async function corpus() {
  const cache = join(folder, 'corpus.json');
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8'));
  if (!existsSync(recordings)) throw new Error('the recordings (../shared/corpus) are not here');
  const texts = rows().map(row => ({ case: row.case, text: row.executed.trim().replace(/;\s*$/, '') }));
  const plain = texts
    .filter(({ text }) => /^(select|insert|with|create\s+(or\s+replace\s+)?view|(create|drop)\s+table)\b/i.test(text) && text.length < 4000)
    .map(({ case: of, text }) => ({
      case: of,
      own: /^create\s+table/i.test(text) ? text : forPostgres(text).trim(),
      peer: forPostgres(text).trim().replace(BINARY, 'DOUBLE PRECISION'),
    }));
  const pg = await accepted(plain, ['greptime-sql', 'libpg-query', 'sqlparser-ts', 'sql-parser-cst', 'node-sql-parser']);
  if (!pg.some(({ own }) => /^create\s+table/i.test(own))) throw new Error('the corpus has lost its tables');
  const made = { pg };
  mkdirSync(folder, { recursive: true });
  writeFileSync(cache, JSON.stringify(made));
  return made;
}

export async function texts(name, size, seed = 7) {
  return grow((await corpus())[name], size, seed);
}
