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
        return parse(statement.peer) !== false;
      } catch {
        return false;
      }
    });
  }
  return kept;
}

/** Other names for the tables, so that no cache of a peer sees a text twice. */
function varied(statement, round) {
  const rename = text =>
    text.replace(/\b(from|join|into|table|exists)(\s+)([a-z_]\w*)\b(?!\s*\()/gi, (whole, word, gap, name) =>
      /^(if|not|select|lateral|only|exists)$/i.test(name) ? whole : `${word}${gap}${name}_${round}`,
    );
  return { own: rename(statement.own), peer: rename(statement.peer) };
}

function grow(statements, size, seed) {
  const next = random(seed);
  const texts = { own: [], peer: [] };
  let length = 0;
  for (let round = 0; length < size; round++) {
    const order = statements.map(statement => [next(), statement]).toSorted((a, b) => a[0] - b[0]);
    for (const [, statement] of order) {
      const { own, peer } = varied(statement, round);
      texts.own.push(`${own};`);
      texts.peer.push(`${peer};`);
      length += own.length + 2;
      if (length >= size) break;
    }
  }
  return texts;
}

/** `pg`: what PostgreSQL's parsers take as well. `flow`: CREATE FLOW. `all`: everything the server took. */
export async function corpus() {
  const cache = join(folder, 'corpus.json');
  if (existsSync(cache)) return JSON.parse(readFileSync(cache, 'utf8'));
  if (!existsSync(recordings)) throw new Error('the recordings (../shared/corpus) are not here');
  const texts = rows().map(row => row.executed.trim().replace(/;\s*$/, ''));
  const plain = texts
    .filter(text => /^(select|insert|create\s+(or\s+replace\s+)?view|with|create\s+table)\b/i.test(text) && text.length < 4000)
    .map(text => ({
      own: /^create\s+table/i.test(text) ? text : forPostgres(text).trim(),
      peer: forPostgres(text).trim().replace(BINARY, 'DOUBLE PRECISION'),
    }));
  const pg = await accepted(plain, ['greptime-sql', 'libpg-query', 'sqlparser-ts', 'sql-parser-cst', 'node-sql-parser']);
  const flows = texts.filter(text => /^create\s+(or\s+replace\s+)?flow/i.test(text)).map(text => ({ own: text, peer: text }));
  const all = texts.filter(text => text.length < 4000).map(text => ({ own: text, peer: text }));
  const made = { pg: pg, flow: flows, all };
  mkdirSync(folder, { recursive: true });
  writeFileSync(cache, JSON.stringify(made));
  return made;
}

export async function texts(name, size, seed = 7) {
  return grow((await corpus())[name], size, seed);
}
