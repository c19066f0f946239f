import { describe, test } from 'vitest';
import { checkPlans } from './plans.ts';

describe('the clauses of a query', () => {
  test('GROUP BY', () =>
    checkPlans(`
SELECT host, avg(busy) FROM cpu GROUP BY host
--> host Utf8 | avg(cpu.busy) Float64
SELECT host, busy FROM cpu GROUP BY host
--> 3000 Failed to plan SQL: Error during planning: Column in SELECT must be in GROUP BY or an aggregate function: While expanding wildcard, column "cpu.busy" must appear in the GROUP BY clause or must be part of an aggregate function, currently only "cpu.host" appears in the SELECT clause satisfies this requirement
SELECT host, avg(busy) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Column in SELECT must be in GROUP BY or an aggregate function: While expanding wildcard, column "cpu.host" must appear in the GROUP BY clause or must be part of an aggregate function, currently only "avg(cpu.busy)" appears in the SELECT clause satisfies this requirement
SELECT upper(host) AS h, count(*) FROM cpu GROUP BY h
--> h Utf8 | count(*) Int64
SELECT upper(host), count(*) FROM cpu GROUP BY upper(host)
--> upper(cpu.host) Utf8 | count(*) Int64
SELECT host, count(*) FROM cpu GROUP BY 1
--> host Utf8 | count(*) Int64
SELECT host, count(*) FROM cpu GROUP BY 3
--> 3000 Failed to plan SQL: Error during planning: Cannot find column with position 3 in SELECT clause. Valid columns: 1 to 2
SELECT host, count(*) FROM cpu GROUP BY ALL
--> host Utf8 | count(*) Int64
SELECT count(*) + 1, max(busy) - min(busy) AS spread FROM cpu
--> count(*) + Int64(1) Int64 | spread Float64
SELECT count(used) AS host FROM cpu JOIN disk ON cpu.host = disk.host GROUP BY host
--> 3000 Failed to plan SQL: Ambiguous reference to unqualified field host
SELECT host, nope FROM cpu GROUP BY nope
--> 3000 Failed to plan SQL: No field named nope. Valid fields are cpu.host, cpu.busy, cpu.cores, cpu.up, cpu.ts.
SELECT avg(avg(busy)) FROM cpu
--> ?`));

  test('the keys of an inner GROUP BY decide its other columns', () =>
    checkPlans(`
SELECT h.host, h.n, max(busy) AS top FROM (SELECT host, count(*) AS n FROM cpu GROUP BY host) AS h JOIN cpu ON h.host = cpu.host GROUP BY h.host
--> host Utf8 | n Int64 | top Float64
SELECT host, n FROM (SELECT host, count(*) AS n FROM cpu GROUP BY host) AS h GROUP BY host HAVING n > 1 ORDER BY n
--> host Utf8 | n Int64
WITH h AS (SELECT host, cores, count(*) AS n FROM cpu GROUP BY host, cores) SELECT host, n FROM h GROUP BY host
--> 3000 Failed to plan SQL: Error during planning: Column in SELECT must be in GROUP BY or an aggregate function: While expanding wildcard, column "h.n" must appear in the GROUP BY clause or must be part of an aggregate function, currently only "h.host" appears in the SELECT clause satisfies this requirement
SELECT h.host, n FROM disk LEFT JOIN (SELECT host, count(*) AS n FROM cpu GROUP BY host) AS h ON h.host = disk.host GROUP BY h.host
--> 3000 Failed to plan SQL: Error during planning: Column in SELECT must be in GROUP BY or an aggregate function: While expanding wildcard, column "h.n" must appear in the GROUP BY clause or must be part of an aggregate function, currently only "h.host" appears in the SELECT clause satisfies this requirement`));

  test('aggregates that cannot be set up', () =>
    checkPlans(`
SELECT approx_percentile_cont(1.5) WITHIN GROUP (ORDER BY busy) AS p FROM cpu
--> 3001 Error during planning: Percentile value must be between 0.0 and 1.0 inclusive, 1.5 is invalid
SELECT percentile_cont(busy) WITHIN GROUP (ORDER BY busy) AS p FROM cpu
--> 3001 Error during planning: Percentile value for 'PERCENTILE_CONT' must be a literal
SELECT approx_percentile_cont(0.9, -1) WITHIN GROUP (ORDER BY busy) AS p FROM cpu
--> 3001 Error during planning: Tdigest max_size value for 'APPROX_PERCENTILE_CONT' must be UInt > 0 literal (got data type Int64).
SELECT approx_percentile_cont(0.5 + 0.4, 50) WITHIN GROUP (ORDER BY busy) AS p FROM cpu
--> p Float64
SELECT approx_distinct(busy) FROM cpu
--> 3001 This feature is not implemented: Support for 'approx_distinct' for data type Float64 is not implemented
SELECT approx_distinct(host) FROM cpu
--> approx_distinct(cpu.host) UInt64
SELECT array_agg(DISTINCT host ORDER BY ts) FROM cpu
--> 3001 Execution error: In an aggregate with DISTINCT, ORDER BY expressions must appear in argument list
SELECT array_agg(DISTINCT cores ORDER BY cores DESC) AS c FROM cpu
--> c List(Int32)
SELECT string_agg(host, host) FROM cpu
--> 3001 This feature is not implemented: The second argument of the string_agg function must be a string literal
SELECT nth_value(busy, 'x') FROM cpu
--> 3001 This feature is not implemented: nth_value not supported for n: x`));

  test('HAVING and WHERE', () =>
    checkPlans(`
SELECT host FROM cpu GROUP BY host HAVING count(*) > 1
--> host Utf8
SELECT host FROM cpu GROUP BY host HAVING busy > 1
--> 3000 Failed to plan SQL: Error during planning: Column in HAVING must be in GROUP BY or an aggregate function: While expanding wildcard, column "cpu.busy" must appear in the GROUP BY clause or must be part of an aggregate function, currently only "cpu.host" appears in the SELECT clause satisfies this requirement
SELECT host FROM cpu HAVING busy > 1
--> 3000 Failed to plan SQL: Error during planning: HAVING clause references: cpu.busy > Int64(1) must appear in the GROUP BY clause or be used in an aggregate function
SELECT host FROM cpu WHERE count(*) > 1
--> 3000 Failed to plan SQL: Error during planning: Aggregate functions are not allowed in the WHERE clause. Consider using HAVING instead
SELECT avg(busy) AS load FROM cpu GROUP BY host HAVING load > 1
--> load Float64
SELECT host FROM cpu WHERE busy
--> 3000 Failed to plan SQL: Error during planning: Cannot create filter with non-boolean predicate 'cpu.busy' returning Float64
SELECT host FROM cpu WHERE NULL
--> host Utf8`));

  test('ORDER BY and LIMIT', () =>
    checkPlans(`
SELECT host FROM cpu ORDER BY busy, 1 DESC NULLS LAST
--> host Utf8
SELECT host FROM cpu ORDER BY 2
--> 3000 Failed to plan SQL: Error during planning: Order by column out of bounds, specified: 2, max: 1
SELECT host AS busy FROM cpu ORDER BY busy
--> busy Utf8
SELECT busy + 1 AS busy FROM cpu ORDER BY cpu.busy
--> 3000 Failed to plan SQL: Schema contains qualified field name cpu.busy and unqualified field name busy which would be ambiguous
SELECT busy + 1 AS more FROM cpu ORDER BY cpu.busy
--> more Float64
SELECT host, count(*) FROM cpu GROUP BY host ORDER BY count(*) DESC
--> host Utf8 | count(*) Int64
SELECT host FROM cpu ORDER BY disk.used
--> 3001 No field named disk.used. Valid fields are cpu.host.
SELECT host FROM cpu WHERE false ORDER BY disk.used
--> ?
SELECT host FROM cpu LIMIT 10 OFFSET 2
--> host Utf8
SELECT host FROM cpu LIMIT (SELECT max(cores) FROM cpu)
--> 1001 This feature is not implemented: Unsupported LIMIT expression: Some(ScalarSubquery(<subquery>))
SELECT host FROM cpu OFFSET (SELECT 1)
--> 1001 This feature is not implemented: Unsupported OFFSET expression: Some(ScalarSubquery(<subquery>))
SELECT host FROM cpu LIMIT sum(42)
--> ?
SELECT host FROM cpu LIMIT 9223372036854775808
--> 3001 Cast error: Can't cast value 9223372036854775808 to type Int64
SELECT host FROM cpu LIMIT 'a'
--> 3001 Error during planning: Expected LIMIT to be an integer or null, but got Utf8`));

  test('DISTINCT', () =>
    checkPlans(`
SELECT DISTINCT host FROM cpu ORDER BY busy
--> 3000 Failed to plan SQL: Error during planning: For SELECT DISTINCT, ORDER BY expressions cpu.busy must appear in select list
SELECT DISTINCT ON (host) host, busy FROM cpu ORDER BY host, ts DESC
--> host Utf8 | busy Float64
SELECT DISTINCT ON (host) host, busy FROM cpu ORDER BY ts DESC
--> 3000 Failed to plan SQL: Error during planning: SELECT DISTINCT ON expressions must match initial ORDER BY expressions`));

  test('windows', () =>
    checkPlans(`
SELECT rank() OVER (PARTITION BY host ORDER BY busy) AS place FROM cpu
--> place UInt64
SELECT avg(busy) OVER w FROM cpu
--> 3000 Failed to plan SQL: Error during planning: The window w is not defined!
SELECT sum(busy) OVER (ROWS BETWEEN UNBOUNDED FOLLOWING AND CURRENT ROW) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid window frame: start bound cannot be UNBOUNDED FOLLOWING
SELECT sum(busy) OVER (GROUPS 1 PRECEDING) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: GROUPS requires an ORDER BY clause
SELECT ntile(0) OVER (ORDER BY ts) FROM cpu
--> 3001 Execution error: NTILE requires a positive integer
SELECT lag(busy, cores) OVER (ORDER BY ts) FROM cpu
--> 1001 This feature is not implemented: There is only support Literal types for field at idx: 1 in Window Function
SELECT lag(busy, 1.5) OVER (ORDER BY ts) FROM cpu
--> 3001 Execution error: Expected an integer value
SELECT lead(busy, 1, host) OVER (ORDER BY ts) FROM cpu
--> 1001 This feature is not implemented: There is only support Literal types for field at idx: 2 in Window Function
SELECT lead(busy, 1, 'none') OVER (ORDER BY ts) FROM cpu
--> 3001 Cast error: Cannot cast string 'none' to value of Float64 type
SELECT lead(busy, 1 + 1, '0.5') OVER (ORDER BY ts) AS later FROM cpu
--> later Float64
SELECT nth_value(busy, cores) OVER (ORDER BY ts) FROM cpu
--> 3001 Execution error: Expected a signed integer literal for the second argument of nth_value
SELECT rank() FILTER (WHERE up) OVER (ORDER BY ts) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: FILTER clause can only be used with aggregate window functions. Found in 'rank() FILTER (WHERE cpu.up) ORDER BY [cpu.ts ASC NULLS LAST] RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW'
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY busy) OVER () FROM cpu
--> 3000 Failed to plan SQL: Error during planning: OVER and WITHIN GROUP clause cannot be used together. OVER is for window functions, whereas WITHIN GROUP is for ordered set aggregate functions
SELECT count(*) OVER (ORDER BY ts - ts) FROM cpu
--> 3001 Internal error: Cannot run range queries on datatype: Duration(ms). ⏎ This issue was likely caused by a bug in DataFusion's code. Please help us to resolve this by filing a bug report in our issue tracker: https://github.com/apache/datafusion/issues`));

  test('window frames', () =>
    checkPlans(`
SELECT sum(busy) OVER (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING) AS s FROM cpu
--> s Float64
SELECT sum(busy) OVER (ORDER BY ts ROWS BETWEEN 1 PRECEDING AND 2 PRECEDING) AS s FROM cpu
--> 3000 Error during planning: Invalid window frame: start bound (1 PRECEDING) cannot be larger than end bound (2 PRECEDING)
SELECT sum(busy) OVER (ORDER BY ts ROWS 1 FOLLOWING) AS s FROM cpu
--> 3000 Error during planning: Invalid window frame: start bound (1 FOLLOWING) cannot be larger than end bound (CURRENT ROW)
SELECT sum(busy) OVER (ORDER BY ts RANGE BETWEEN '1 day' FOLLOWING AND CURRENT ROW) AS s FROM cpu
--> ?
SELECT sum(busy) OVER (ORDER BY ts ROWS -1 PRECEDING) AS s FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid window frame: frame offsets for ROWS / GROUPS must be non negative integers
SELECT sum(busy) OVER (ORDER BY busy RANGE cores PRECEDING) AS s FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid window frame: frame offsets for RANGE must be either a numeric value, a string value or an interval
SELECT sum(busy) OVER (ORDER BY ts ROWS 1.5 PRECEDING) AS s FROM cpu
--> 3000 Failed to plan SQL: Cast error: Cannot cast string '1.5' to value of UInt64 type`));

  test('FETCH, ESCAPE and intervals', () =>
    checkPlans(`
SELECT host FROM cpu FOR UPDATE
--> host Utf8
SELECT host FROM cpu FETCH FIRST 2 ROWS ONLY
--> 1001 Failed to plan SQL: This feature is not implemented: FETCH clause is not supported yet
SELECT host FROM cpu WHERE host LIKE 'a!%' ESCAPE '!'
--> 3001 Execution error: LIKE does not support escape_char other than the backslash (\\)
SELECT host FROM cpu WHERE host LIKE '%' ESCAPE '!'
--> host Utf8
SELECT host FROM cpu WHERE host LIKE 'a%' ESCAPE '!!'
--> 3000 Failed to plan SQL: Error during planning: Invalid escape character in LIKE expression. Expected a single character wrapped with single quotes, got '!!'
SELECT INTERVAL '1 dya'
--> 3000 Failed to plan SQL: Parser error: Invalid input syntax for type interval: "1 dya"`));

  test('RANGE', () =>
    checkPlans(`
SELECT ts, host, avg(busy) RANGE '1m' FROM cpu ALIGN '1m'
--> ts Timestamp(ms) | host Utf8 | avg(cpu.busy) RANGE 1m Float64
SELECT ts, avg(busy) RANGE '5m' FILL PREV FROM cpu ALIGN '1m' BY ()
--> ts Timestamp(ms) | avg(cpu.busy) RANGE 5m FILL PREV Float64
SELECT ts, avg(busy) RANGE '5m' AS b, max(busy) RANGE '1m' FROM cpu ALIGN '1m' TO '1970-01-01' BY (host) FILL NULL
--> ts Timestamp(ms) | b Float64 | max(cpu.busy) RANGE 1m FILL NULL Float64
SELECT ts, avg(busy) RANGE '0s' FROM cpu ALIGN '1m'
--> 3000 Error during planning: duration must be greater than 0
SELECT ts, avg(busy) RANGE '1m' FILL nothing FROM cpu ALIGN '1m'
--> 3000 Error during planning: nothing is not a valid fill option, fail to convert to a const value. { Arrow error: Cast error: Cannot cast string 'nothing' to value of Float64 type }`));

  test('subqueries that cannot run, unless the plan may be simplified away', () =>
    checkPlans(`
SELECT EXISTS (SELECT 1 FROM disk) FROM cpu
--> 1001 This feature is not implemented: Physical plan does not support logical expression Exists(Exists { subquery: <subquery>, negated: false })
SELECT EXISTS (SELECT 1 FROM disk) FROM cpu WHERE false
--> ?`));
});
