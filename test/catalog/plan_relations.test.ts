import { describe, test } from 'vitest';
import { checkPlans } from './plans.ts';

describe('relations in a query', () => {
  test('names are looked up in FROM', () =>
    checkPlans(`
SELECT Host, "Host" FROM cpu
--> 3000 Failed to plan SQL: No field named "Host". Valid fields are cpu.host, cpu.busy, cpu.cores, cpu.up, cpu.ts.
SELECT nope FROM cpu
--> 3000 Failed to plan SQL: No field named nope. Valid fields are cpu.host, cpu.busy, cpu.cores, cpu.up, cpu.ts.
SELECT cpu.nope FROM cpu
--> 3000 Failed to plan SQL: No field named cpu.nope. Valid fields are cpu.host, cpu.busy, cpu.cores, cpu.up, cpu.ts.
SELECT c.host FROM cpu c WHERE cpu.busy > 1
--> 3000 Failed to plan SQL: No field named cpu.busy. Did you mean 'c.busy'?.
SELECT * FROM nope
--> 4001 Failed to plan SQL: Table not found: greptime.public.nope
SELECT * FROM attic.cpu
--> 4001 Failed to plan SQL: Table not found: greptime.attic.cpu
SELECT * FROM cpu
--> host Utf8 | busy Float64 | cores Int32 | up Boolean | ts Timestamp(ms)
SELECT c.*, 1 AS one FROM cpu AS c
--> host Utf8 | busy Float64 | cores Int32 | up Boolean | ts Timestamp(ms) | one Int64
SELECT d.* FROM cpu AS c
--> 3000 Failed to plan SQL: Error during planning: Invalid qualifier d
SELECT * FROM (SELECT host AS h, busy FROM cpu) AS s (name)
--> 3000 Failed to plan SQL: Error during planning: Source table contains 2 columns but only 1 names given as column alias
SELECT s.name FROM (SELECT host, busy FROM cpu) AS s (name, level)
--> name Utf8
SELECT host AS h FROM cpu WHERE h = 'a'
--> 3000 Failed to plan SQL: No field named h. Valid fields are cpu.host, cpu.busy, cpu.cores, cpu.up, cpu.ts.
SELECT host AS h FROM cpu ORDER BY h
--> h Utf8
SELECT 1 WHERE false
--> Int64(1) Int64
SELECT missing
--> 3000 Failed to plan SQL: No field named missing.`));

  test('joins', () =>
    checkPlans(`
SELECT host FROM cpu JOIN disk ON cpu.host = disk.host
--> 3000 Failed to plan SQL: Ambiguous reference to unqualified field host
SELECT cpu.host, disk.used FROM cpu JOIN disk ON cpu.host = disk.host
--> host Utf8 | used UInt64
SELECT host, used FROM cpu JOIN disk USING (host)
--> host Utf8 | used UInt64
SELECT * FROM cpu NATURAL JOIN disk
--> host Utf8 | busy Float64 | cores Int32 | up Boolean | ts Timestamp(ms) | used UInt64 | born Date32 | spare Decimal128(10, 2) | seen Timestamp(ns)
SELECT * FROM cpu LEFT JOIN disk USING (host)
--> host Utf8 | busy Float64 | cores Int32 | up Boolean | ts Timestamp(ms) | used UInt64 | born Date32 | spare Decimal128(10, 2) | seen Timestamp(ns)
SELECT a.host FROM cpu a JOIN cpu b ON a.host = b.host AND a.ts < b.ts
--> host Utf8
SELECT 1 FROM cpu JOIN disk USING (busy)
--> 3000 Failed to plan SQL: No field named busy. Valid fields are disk.host, disk.used, disk.born, disk.spare, disk.seen.
SELECT 1 FROM cpu JOIN disk ON cpu.busy = disk.nope
--> 3000 Failed to plan SQL: No field named disk.nope. Valid fields are cpu.host, cpu.busy, cpu.cores, cpu.up, cpu.ts, disk.host, disk.used, disk.born, disk.spare, disk.seen.
SELECT 1 FROM cpu, cpu
--> 3000 Failed to plan SQL: Schema contains duplicate qualified field name cpu.host
SELECT host FROM cpu LEFT SEMI JOIN disk ON cpu.host = disk.host
--> host Utf8
SELECT 1 FROM cpu LEFT JOIN disk
--> 3000 Failed to plan SQL: Error during planning: join condition should not be empty
SELECT 1 FROM cpu JOIN disk
--> Int64(1) Int64
SELECT 1 FROM cpu JOIN disk ON cpu.busy
--> 3001 Error during planning: Join condition must be boolean type, but got Float64
SELECT 1 FROM cpu JOIN disk ON NULL
--> Int64(1) Int64
SELECT 1 FROM cpu JOIN disk ON cpu.ts = disk.used
--> 3001 Error during planning: Cannot infer common argument type for comparison operation Timestamp(ms) = UInt64`));

  test('WITH', () =>
    checkPlans(`
WITH a AS (SELECT host FROM cpu), b AS (SELECT host AS h FROM a) SELECT * FROM b
--> h Utf8
WITH a (x) AS (SELECT host FROM cpu) SELECT x FROM a
--> x Utf8
WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a
--> 3000 Failed to plan SQL: Error during planning: WITH query name "a" specified more than once
WITH a (x, y) AS (SELECT host FROM cpu) SELECT x FROM a
--> 3000 Failed to plan SQL: Error during planning: Source table contains 1 columns but only 2 names given as column alias
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 9) SELECT * FROM n
--> i Int64
WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1, 2 FROM n WHERE i < 9) SELECT * FROM n
--> 3000 Failed to plan SQL: Error during planning: Non-recursive term and recursive term must have the same number of columns (1 != 2)
WITH cpu AS (SELECT 1 AS one) SELECT * FROM cpu
--> one Int64
WITH a AS (SELECT host FROM b), b AS (SELECT 1) SELECT * FROM a
--> 4001 Failed to plan SQL: Table not found: greptime.public.b`));

  test('a column of an outer query gives no name to an inner one', () =>
    checkPlans(`
SELECT x.host FROM cpu, LATERAL (SELECT cpu.host) AS x
--> 3000 Failed to plan SQL: No field named x.host. Did you mean 'cpu.host'?.
SELECT cpu.busy, d.used FROM cpu, LATERAL (SELECT used FROM disk WHERE disk.host = cpu.host) AS d
--> 1001 This feature is not implemented: Physical plan does not support logical expression OuterReferenceColumn(Field { name: "host", data_type: Dictionary(UInt32, Utf8), nullable: true }, Column { relation: Some(Bare { table: "cpu" }), name: "host" })
SELECT cpu.busy, d.used FROM cpu, LATERAL (SELECT used FROM disk) AS d
--> busy Float64 | used UInt64
SELECT host, (SELECT cpu.host) FROM cpu
--> 1001 This feature is not implemented: Physical plan does not support logical expression ScalarSubquery(<subquery>)`));

  test('set operations', () =>
    checkPlans(`
SELECT host FROM cpu UNION SELECT host FROM disk
--> host Utf8
SELECT host AS h, busy FROM cpu UNION ALL SELECT host, used FROM disk ORDER BY h
--> h Utf8 | busy Float64
SELECT host FROM cpu UNION ALL SELECT host, used FROM disk
--> 3000 Failed to plan SQL: Error during planning: UNION queries have different number of columns
SELECT host FROM cpu EXCEPT SELECT host, used FROM disk
--> 3000 Failed to plan SQL: Error during planning: EXCEPT queries have different number of columns
SELECT busy FROM cpu UNION ALL SELECT host FROM disk ORDER BY nope
--> 3000 Failed to plan SQL: No field named nope. Valid fields are busy.
SELECT up FROM cpu UNION ALL SELECT born FROM disk
--> 3001 Error during planning: Incompatible inputs for Union: Previous inputs were of type Boolean, but got incompatible type Date32 on column 'born'
VALUES (1, 'a'), (2.5, 'b')
--> column1 Float64 | column2 Utf8
VALUES (1, 'a'), (2)
--> 3000 Failed to plan SQL: Error during planning: Inconsistent data length across values list: got 1 values in row 1 but expected 2
SELECT * FROM (VALUES (1, NULL)) AS v (n, s)
--> n Int64 | s Null`));

  test('subqueries see what encloses them', () =>
    checkPlans(`
SELECT host, (SELECT max(used) FROM disk WHERE disk.host = cpu.host) AS most FROM cpu
--> host Utf8 | most UInt64
SELECT host FROM cpu WHERE EXISTS (SELECT 1 FROM disk WHERE disk.host = cpu.host)
--> host Utf8
SELECT host FROM cpu WHERE busy > (SELECT used, born FROM disk)
--> 3000 Failed to plan SQL: Error during planning: Too many columns! The subquery should only return one column: disk.used, disk.born
SELECT (SELECT used FROM disk WHERE disk.host = cpu.host) FROM cpu
--> 3001 Error during planning: Correlated scalar subquery must be aggregated to return at most one row
SELECT host FROM cpu WHERE host IN (SELECT host, used FROM disk)
--> 3000 Failed to plan SQL: Error during planning: Too many columns! The subquery should only return one column: disk.host, disk.used
SELECT host FROM cpu WHERE ts IN (SELECT used FROM disk)
--> 3001 Error during planning: expr type Timestamp(ms) can't cast to UInt64 in InSubquery
SELECT host FROM cpu WHERE EXISTS (SELECT 1 FROM disk WHERE disk.host = c.host)
--> 3000 Failed to plan SQL: No field named c.host. Valid fields are disk.host, disk.used, disk.born, disk.spare, disk.seen.`));

  test('a view has the columns of its query', () =>
    checkPlans(`
SELECT * FROM idle WHERE free > 1
--> host Utf8 | free Float64
SELECT busy FROM idle
--> 3000 Failed to plan SQL: No field named busy. Valid fields are idle.host, idle.free.
SELECT i.host, free + 1 FROM idle i
--> host Utf8 | i.free + Int64(1) Float64`));

  test('table functions', () =>
    checkPlans(`
SELECT * FROM generate_series(1, 'x')
--> 3000 Failed to plan SQL: Error during planning: Argument #2 must be an INTEGER or NULL, got Literal(Utf8("x"), None)
SELECT * FROM generate_series(1, 10, 0)
--> 3000 Failed to plan SQL: Error during planning: Step cannot be zero
SELECT * FROM range(DATE '2024-01-01', DATE '2024-01-09')
--> 3000 Failed to plan SQL: Error during planning: range function with dates requires exactly 3 arguments
SELECT unnest(NULL)
--> 1001 Failed to plan SQL: This feature is not implemented: unnest() does not support null yet
SELECT * FROM generate_series(1, 3)
--> value Int64
SELECT unnest([1, 2, 3])
--> UNNEST(make_array(Int64(1),Int64(2),Int64(3))) Int64
SELECT number FROM numbers LIMIT 1
--> number UInt32`));
});
