import { describe, expect, test } from 'vitest';
import { catalogLaws, grammarLaws } from './chase.ts';
import { PROTOCOLS } from './texts.ts';

/** The smallest inputs that broke a law of texts once, found by chance; they hold all laws now, in every dialect. */
const TEXTS: readonly string[] = [
  // Printed `ALIGN ''`, which is no duration.
  "SELECT n() RANGE (v) FROM f ALIGN ('')",
  "SELECT n() RANGE ('') FROM f ALIGN ('1 year') TO (0)",
  // INSERT took any word for OR's.
  'INSERT INTO fail VALUES (1)',
  'INSERT o REPLACE INTO t VALUES (1)',
  // A quoted format lost its quotes in print.
  'TQL ANALYZE FORMAT```` l',
  // MySQL reads `t.1 e`.
  'SELECT t.1e',
  // GreptimeDB's PromQL is `)a` here.
  "WITH t AS (TQL EVAL (0, 1, '5s')a) SELECT * FROM t",
  // A field that breaks off was tried twice at every step.
  `SELECT (1)${'.a'.repeat(30)}.`,
  `INSERT INTO t VALUES (((1)${'.a'.repeat(30)}.+`,
];

describe.each(PROTOCOLS)('texts that once broke a law, as %s', protocol => {
  test.each(TEXTS)('%s', async text => {
    expect(await grammarLaws({ text, protocol, isSlow: true })).toBeUndefined();
    expect(await catalogLaws({ text, protocol, isSlow: true })).toBeUndefined();
  });
});
