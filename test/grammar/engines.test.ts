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
    entryPoints: [join(root, 'grammar', 'compiled.ts')], bundle: true, write: false, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'],
    plugins: [compiledRules(root)],
  });
  const made = (await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`)) as { LeanEngine: new () => LeanEngine };
  return new made.LeanEngine();
}

/** Everything an engine says of a text: the tree, where it stopped, or the fault and the draft. */
function outcome(engine: ChevrotainEngine | LeanEngine, sql: string, protocol: Protocol): string {
  const tokens = lex(sql, DIALECTS[protocol]);
  engine.load(tokens, DIALECTS[protocol]);
  const show = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'bigint' ? `${inner}n` : inner));
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
    const rows = readFileSync(path, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Row);
    for (const row of rows) {
      const sql = row.executed ?? row.sql;
      const protocol: Protocol = row.protocol === 'mysql' || row.protocol === 'postgres' ? row.protocol : 'http';
      const told = outcome(chevrotain, sql, protocol);
      for (const engine of [lean, compiled]) if (outcome(engine, sql, protocol) !== told) expect(outcome(engine, sql, protocol), sql).toBe(told);
    }
  });
});
