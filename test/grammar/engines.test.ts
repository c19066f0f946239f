import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { ChevrotainEngine } from '../../grammar/chevrotain.ts';
import { DIALECTS, type Protocol } from '../../grammar/dialect.ts';
import { Refusal, toFault } from '../../grammar/fault.ts';
import { LeanEngine } from '../../grammar/lean.ts';
import { lex } from '../../grammar/lexer.ts';
import { compiledRules } from '../../scripts/compile/plugin.ts';
import { SHARED, describeWithShared } from '../shared.ts';

// Chevrotain's own check of the grammar needs a function that Node 20 lacks.
(Object as unknown as { groupBy: unknown }).groupBy ??= <T>(items: Iterable<T>, keyOf: (item: T) => string): Record<string, T[]> => {
  const groups: Record<string, T[]> = {};
  for (const item of items) (groups[keyOf(item)] ??= []).push(item);
  return groups;
};

describe('the grammar', () => {
  test('passes the checks of Chevrotain: no left recursion, no duplicate, no ambiguity without a gate', () => {
    expect(() => new ChevrotainEngine({ validate: true })).not.toThrow();
  });
});

const chevrotain = new ChevrotainEngine();
const lean = new LeanEngine();
const compiled = await compiledEngine();

/** The engine of the shipped bundles: the same rules, compiled. Its fault is an exception of its own copy of the grammar. */
async function compiledEngine(): Promise<LeanEngine> {
  const root = join(import.meta.dirname, '..', '..');
  const { outputFiles } = await build({
    entryPoints: [join(root, 'grammar', 'compiled.ts')],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    plugins: [compiledRules(root)],
  });
  const made = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`)) as {
    LeanEngine: new () => LeanEngine;
  };
  return new made.LeanEngine();
}

/** Everything an engine says of a text: the tree, where it stopped, or the fault and the draft. */
function outcome(engine: ChevrotainEngine | LeanEngine, sql: string, protocol: Protocol): string {
  const tokens = lex(sql, DIALECTS[protocol]);
  engine.load(tokens, DIALECTS[protocol]);
  const show = (value: unknown): string =>
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
  try {
    const node = engine.run(engine.rules.statement);
    return show([node, engine.LA(1).start]);
  } catch (refusal) {
    if (!(refusal instanceof Refusal) && engine !== compiled) throw refusal;
    if (refusal instanceof Error) throw refusal;
    return show([toFault(refusal as Refusal, sql), engine.takeDraft()]);
  }
}

const OWN = [
  'SELECT a, sum(b) OVER (PARTITION BY c ORDER BY ts) FROM t WHERE x IN (SELECT 1) GROUP BY a, HAVING',
  "CREATE FLOW f SINK TO s EXPIRE AFTER '1h' EVAL INTERVAL '1m' COMMENT 'c' WITH (a = 1) AS TQL EVAL (now(), now(), '5s') m",
  'CREATE TABLE t (a INT DEFAULT 1 NOT NULL, ts TIMESTAMP TIME INDEX) PARTITION ON COLUMNS (a) (a < 1, a >= 1) ENGINE = mito WITH (ttl = 1)',
  "SELECT CASE a WHEN 1 THEN 'x' ELSE CAST(b AS DECIMAL(10, 2)) END, EXTRACT(HOUR FROM ts), min(v) RANGE '5s' FILL PREV FROM t ALIGN '5s'",
  'ALTER TABLE t MODIFY COLUMN c SET FULLTEXT INDEX WITH (analyzer = English)',
];

describe('the engines agree', () => {
  test.each(OWN)('on every prefix of: %s', sql => {
    for (let end = 0; end <= sql.length; end++) {
      const prefix = sql.slice(0, end);
      const told = outcome(chevrotain, prefix, 'http');
      expect(outcome(lean, prefix, 'http'), prefix).toBe(told);
      expect(outcome(compiled, prefix, 'http'), prefix).toBe(told);
    }
  });
});

describeWithShared('the engines agree on the recorded texts', () => {
  interface Row {
    readonly sql: string;
    readonly executed?: string;
    readonly protocol?: string;
  }
  test.each(['sqlness.jsonl', 'mutants.jsonl', 'mutants-wire.jsonl', 'unit.jsonl'])('%s', file => {
    const path = join(SHARED, 'corpus', file);
    if (!existsSync(path)) throw new Error(`${file} is missing`);
    const rows = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Row);
    for (const row of rows) {
      const sql = row.executed ?? row.sql;
      const protocol: Protocol = row.protocol === 'mysql' || row.protocol === 'postgres' ? row.protocol : 'http';
      const told = outcome(chevrotain, sql, protocol);
      for (const engine of [lean, compiled])
        if (outcome(engine, sql, protocol) !== told) expect(outcome(engine, sql, protocol), sql).toBe(told);
    }
  });
});

/** So many mutants are made: `MUTANTS=1000000 npx vitest run test/grammar/engines.test.ts` for a long night. */
const MUTANTS = Number(process.env['MUTANTS'] ?? 5000);

describe('the engines agree on mutants', () => {
  const pool =
    `SELECT FROM WHERE GROUP BY ORDER LIMIT AS ON JOIN LEFT IN IS NOT NULL AND OR CASE WHEN THEN END CAST INTERVAL RANGE FILL ALIGN WITH CREATE TABLE
    FLOW SINK TO VIEW TIME INDEX PRIMARY KEY INSERT INTO VALUES ALTER ADD COLUMN DROP SHOW TQL EVAL EXPLAIN a b 1 2.5 'x' "y" ( ) [ ] { } , ; . : :: = < > <> + - * / % || -> ->> ? $1 @`.split(
      /\s+/,
    );
  const seeds = [
    ...OWN,
    "INSERT INTO t (a, b) VALUES (1, 'x'), (now(), NULL) RETURNING a",
    "WITH c AS (SELECT 1 UNION ALL SELECT 2) SELECT * FROM c LEFT JOIN d USING (a) WHERE a BETWEEN 1 AND 2 AND b NOT LIKE 'x%' LIMIT 5 OFFSET 1",
    "SELECT a::INT, b -> 'c', ARRAY[1, 2][1], t.*, count(DISTINCT x) FILTER (WHERE y) FROM (SELECT 1) AS t, LATERAL (SELECT 2) u",
    'TQL EVAL (0, 10, \'5s\') sum(rate(m{a="b"}[5m])) by (c)',
    'SHOW CREATE TABLE a.b.c',
    "COPY t TO '/x' WITH (format = 'parquet')",
    'DELETE FROM t WHERE EXISTS (SELECT 1)',
    'CREATE OR REPLACE VIEW v (a, b) AS SELECT 1, 2',
    "EXPLAIN ANALYZE VERBOSE SELECT interval '1 day' + ts FROM t",
  ].map(sql => sql.match(/'[^']*'|"[^"]*"|\w+|\s+|[^\w\s]/g)!);

  test.each(['http', 'mysql', 'postgres'] as const)(
    '%s',
    protocol => {
      let state = protocol.length * 7919;
      const next = (below: number): number => Math.floor(((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * below);
      for (let i = 0; i < MUTANTS / 3; i++) {
        const tokens = [...seeds[next(seeds.length)]!];
        for (let edits = 1 + next(3); edits > 0; edits--) {
          const at = next(tokens.length);
          switch (next(4)) {
            case 0:
              tokens.splice(at, 1);
              break;
            case 1:
              tokens.splice(at, 0, ' ', pool[next(pool.length)]!, ' ');
              break;
            case 2:
              tokens[at] = pool[next(pool.length)]!;
              break;
            default:
              tokens.splice(at, 1, tokens[next(tokens.length)] ?? '', tokens[at] ?? '');
          }
        }
        const sql = tokens.join('');
        const told = outcome(chevrotain, sql, protocol);
        for (const engine of [lean, compiled])
          if (outcome(engine, sql, protocol) !== told) expect(outcome(engine, sql, protocol), sql).toBe(told);
      }
    },
    3_600_000,
  );
});
