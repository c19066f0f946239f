import { describe, test } from 'vitest';
import { checkPlans } from './plans.ts';

describe('the columns of a query', () => {
  test('columns have their own names, in small letters unless they are quoted', () =>
    checkPlans(`
SELECT host, busy AS b, cpu.cores, public.cpu.up FROM cpu
--> host Utf8 | b Float64 | cores Int32 | up Boolean
SELECT HOST, Busy AS "Load" FROM CPU
--> host Utf8 | Load Float64
SELECT "Host" FROM cpu
--> 3000 Failed to plan SQL: No field named "Host". Valid fields are cpu.host, cpu.busy, cpu.cores, cpu.up, cpu.ts.
SELECT Host, "host" FROM cpu c
--> 3000 Failed to plan SQL: Error during planning: Projections require unique expression names but the expression "c.host" at position 0 and "c.host" at position 1 have the same name. Consider aliasing ("AS") one of them.`));

  test('literals show their types', () =>
    checkPlans(`
SELECT 1, 'a', 1.5, true, NULL, X'1F', 18446744073709551615, -1
--> Int64(1) Int64 | Utf8("a") Utf8 | Float64(1.5) Float64 | Boolean(true) Boolean | NULL Null | Binary("31") Binary | UInt64(18446744073709551615) UInt64 | Int64(-1) Int64
SELECT TIMESTAMP '2024-01-01 00:00:00', '2024-01-01'::TIMESTAMP, INTERVAL '1 hour'
--> Utf8("2024-01-01 00:00:00") Timestamp(ns) | arrow_cast(Utf8("2024-01-01"),Utf8("Timestamp(ms)")) Timestamp(ms) | IntervalMonthDayNano("IntervalMonthDayNano { months: 0, days: 0, nanoseconds: 3600000000000 }") Interval(MonthDayNano)`));

  test('operators', () =>
    checkPlans(`
SELECT busy + 1, (busy + 1) * 2, -cores, NOT up, busy / 2 - 1 FROM cpu
--> cpu.busy + Int64(1) Float64 | cpu.busy + Int64(1) * Int64(2) Float64 | (- cpu.cores) Int32 | NOT cpu.up Boolean | cpu.busy / Int64(2) - Int64(1) Float64
SELECT busy BETWEEN 1 AND 2, host IN ('a', 'b'), host NOT LIKE 'a%', host IS NULL, up IS NOT TRUE FROM cpu
--> cpu.busy BETWEEN Int64(1) AND Int64(2) Boolean | cpu.host IN Utf8("a"), Utf8("b") Boolean | cpu.host NOT LIKE Utf8("a%") Boolean | cpu.host IS NULL Boolean | cpu.up IS NOT TRUE Boolean
SELECT host ~ 'a', host ILIKE 'a_', cores % 2 = 0 AND up, host || 'x' FROM cpu
--> cpu.host ~ Utf8("a") Boolean | cpu.host ILIKE Utf8("a_") Boolean | cpu.cores % Int64(2) = Int64(0) AND cpu.up Boolean | cpu.host || Utf8("x") Utf8
SELECT ts - INTERVAL '1 hour', ts - ts, born + 1, born - born FROM cpu CROSS JOIN disk
--> cpu.ts - IntervalMonthDayNano("IntervalMonthDayNano { months: 0, days: 0, nanoseconds: 3600000000000 }") Timestamp(ms) | cpu.ts - cpu.ts Duration(ms) | disk.born + Int64(1) Date32 | disk.born - disk.born Int64
SELECT used + 1, used * 2, spare + 1, spare * spare, spare / 3 FROM disk
--> disk.used + Int64(1) Decimal128(21, 0) | disk.used * Int64(2) Decimal128(38, 0) | disk.spare + Int64(1) Decimal128(23, 2) | disk.spare * disk.spare Decimal128(21, 4) | disk.spare / Int64(3) Decimal128(14, 6)`));

  test('a cast has the name of what it casts', () =>
    checkPlans(`
SELECT busy::STRING FROM cpu
--> cpu.busy Utf8
SELECT TRY_CAST(host AS DOUBLE), cores::BIGINT + 1 FROM cpu
--> cpu.host Float64 | cpu.cores + Int64(1) Int64
SELECT CAST(busy AS INT), busy FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Projections require unique expression names but the expression "CAST(cpu.busy AS Int32)" at position 0 and "cpu.busy" at position 1 have the same name. Consider aliasing ("AS") one of them.`));

  test('functions by the name that was called', () =>
    checkPlans(`
SELECT char_length(host), upper(host), concat(host, '-', cores) FROM cpu
--> char_length(cpu.host) Int32 | upper(cpu.host) Utf8 | concat(cpu.host,Utf8("-"),cpu.cores) Utf8
SELECT avg(busy), mean(cores), sum(cores), min(ts), approx_distinct(host), array_agg(host) FROM cpu
--> avg(cpu.busy) Float64 | mean(cpu.cores) Float64 | sum(cpu.cores) Int64 | min(cpu.ts) Timestamp(ms) | approx_distinct(cpu.host) UInt64 | array_agg(cpu.host) List(Utf8)
SELECT count(*), COUNT(1), count(host), count(DISTINCT host), max(busy) FILTER (WHERE up) FROM cpu
--> count(*) Int64 | count(Int64(1)) Int64 | count(cpu.host) Int64 | count(DISTINCT cpu.host) Int64 | max(cpu.busy) FILTER (WHERE cpu.up) Float64
SELECT first_value(busy ORDER BY ts), last_value(host ORDER BY ts DESC NULLS LAST) FROM cpu
--> first_value(cpu.busy) ORDER BY [cpu.ts ASC NULLS LAST] Float64 | last_value(cpu.host) ORDER BY [cpu.ts DESC NULLS LAST] Utf8
SELECT date_trunc('hour', ts), extract(hour FROM ts), date_part('epoch', ts) FROM cpu
--> date_trunc(Utf8("hour"),cpu.ts) Timestamp(ms) | date_part(Utf8("HOUR"),cpu.ts) Int32 | date_part(Utf8("epoch"),cpu.ts) Float64
SELECT trim(host), position('a' IN host), overlay(host PLACING 'x' FROM 1), ceil(busy) FROM cpu
--> btrim(cpu.host) Utf8 | strpos(cpu.host,Utf8("a")) Int32 | overlay(cpu.host,Utf8("x"),Int64(1)) Utf8 | ceil(cpu.busy) Float64
SELECT [1, 2], make_array(host), (1, 'a'), coalesce(busy, 0), greatest(1, 2.5) FROM cpu
--> make_array(Int64(1),Int64(2)) List(Int64) | make_array(cpu.host) List(Utf8) | struct(Int64(1),Utf8("a")) Struct("c0": Int64, "c1": Utf8) | coalesce(cpu.busy,Int64(0)) Float64 | greatest(Int64(1),Float64(2.5)) Float64`));

  test('branches, subqueries and windows', () =>
    checkPlans(`
SELECT CASE WHEN up THEN 1 ELSE 0 END, CASE host WHEN 'a' THEN busy END FROM cpu
--> CASE WHEN cpu.up THEN Int64(1) ELSE Int64(0) END Int64 | CASE cpu.host WHEN Utf8("a") THEN cpu.busy END Float64
SELECT (SELECT max(used) FROM disk) FROM cpu
--> max(disk.used) UInt64
SELECT row_number() OVER (PARTITION BY host ORDER BY ts DESC) FROM cpu
--> row_number() PARTITION BY [cpu.host] ORDER BY [cpu.ts DESC NULLS FIRST] RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW UInt64
SELECT avg(busy) OVER w FROM cpu WINDOW w AS (ORDER BY ts ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)
--> avg(cpu.busy) ORDER BY [cpu.ts ASC NULLS LAST] ROWS BETWEEN 2 PRECEDING AND CURRENT ROW Float64`));
});
