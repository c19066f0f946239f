import { describe, test } from 'vitest';
import { checkPlans } from './plans.ts';

describe('calls and operators', () => {
  test('functions are found by name, then by their arguments', () =>
    checkPlans(`
SELECT uper(host) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid function 'uper'. ⏎ Did you mean 'upper'?
SELECT uper(host) OVER () FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid function 'uper'. ⏎ Did you mean 'corr'?
SELECT UPPER(host), "upper"(host || 'x') FROM cpu
--> upper(cpu.host) Utf8 | upper(cpu.host || Utf8("x")) Utf8
SELECT "UPPER"(host) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid function 'UPPER'. ⏎ Did you mean 'upper'?
SELECT sum(DISTINCT cores), sum(cores) FROM cpu
--> sum(DISTINCT cpu.cores) Int64 | sum(cpu.cores) Int64
SELECT mean(busy), average(busy) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid function 'average'. ⏎ Did you mean 'avg'?
SELECT nope(nope) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid function 'nope'. ⏎ Did you mean 'now'?
SELECT nosuch(host), nope FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Invalid function 'nosuch'. ⏎ Did you mean 'cosh'?
SELECT abs(busy, 1) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Function 'abs' expects 1 arguments but received 2 No function matches the given name and argument types 'abs(Float64, Int64)'. You might need to add explicit type casts. ⏎ Candidate functions: ⏎ abs(Numeric(1))
SELECT abs(host) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Function 'abs' expects NativeType::Numeric but received NativeType::String No function matches the given name and argument types 'abs(Utf8)'. You might need to add explicit type casts. ⏎ Candidate functions: ⏎ abs(Numeric(1))
SELECT sqrt() FROM cpu
--> 3000 Failed to plan SQL: Error during planning: 'sqrt' does not support zero arguments No function matches the given name and argument types 'sqrt()'. You might need to add explicit type casts. ⏎ Candidate functions: ⏎ sqrt(Float64/Float32)
SELECT coalesce() FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Execution error: Function 'coalesce' user-defined coercion failed with "Execution error: coalesce must have at least one argument" No function matches the given name and argument types 'coalesce()'. You might need to add explicit type casts. ⏎ Candidate functions: ⏎ coalesce(UserDefined)
SELECT greatest(up, ts) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Execution error: Function 'greatest' user-defined coercion failed with "Error during planning: Cannot find a common type for arguments" No function matches the given name and argument types 'greatest(Boolean, Timestamp(ms))'. You might need to add explicit type casts. ⏎ Candidate functions: ⏎ greatest(UserDefined)
SELECT stddev(host) FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Failed to coerce arguments to satisfy a call to 'stddev' function: coercion from Utf8 to the signature Exact([Float64]) failed No function matches the given name and argument types 'stddev(Utf8)'. You might need to add explicit type casts. ⏎ Candidate functions: ⏎ stddev(Float64)
SELECT concat() FROM cpu
--> 3000 Failed to plan SQL: Error during planning: 'concat' does not support zero arguments No function matches the given name and argument types 'concat()'. You might need to add explicit type casts. ⏎ Candidate functions: ⏎ concat(Utf8View/Utf8/LargeUtf8, ..)
SELECT to_unixtime(ts), date_format(ts, '%Y'), clamp(busy, 0, 1), mod(cores, 2) FROM cpu
--> to_unixtime(cpu.ts) Int64 | date_format(cpu.ts,Utf8("%Y")) Utf8View | clamp(cpu.busy,Int64(0),Int64(1)) Float64 | mod(cpu.cores,Int64(2)) Int64
SELECT matches_term(host, 'a'), json_get_int(parse_json('{}'), 'a') FROM cpu
--> matches_term(cpu.host,Utf8("a")) Boolean | json_get_int(parse_json(Utf8("{}")),Utf8("a")) Int64
SELECT named_struct('a', busy) FROM cpu
--> named_struct(Utf8("a"),cpu.busy) Struct("a": Float64)
SELECT hll_count(hll(host)) FROM cpu
--> hll_count(hll(cpu.host)) UInt64`));

  test('operands have to fit together', () =>
    checkPlans(`
SELECT ts + 1 FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Cannot coerce arithmetic expression Timestamp(ms) + Int64 to valid types
SELECT host + 1 FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Cannot coerce arithmetic expression Utf8 + Int64 to valid types
SELECT host - ts FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Cannot coerce arithmetic expression Utf8 - Timestamp(ms) to valid types
SELECT ts + ts FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Cannot get result type for temporal operation Timestamp(ms) + Timestamp(ms): Invalid argument error: Invalid timestamp arithmetic operation: Timestamp(ms) + Timestamp(ms)
SELECT host FROM cpu WHERE ts + 1.5 > ts
--> 3001 Error during planning: Cannot coerce arithmetic expression Timestamp(ms) + Float64 to valid types
SELECT host FROM cpu WHERE ts > 1
--> host Utf8
SELECT host FROM cpu WHERE cores > ts
--> 3001 Error during planning: Cannot infer common argument type for comparison operation Int32 > Timestamp(ms)
SELECT host FROM cpu WHERE up = 'true'
--> host Utf8
SELECT host FROM cpu WHERE up AND cores
--> 3001 Error during planning: Cannot infer common argument type for logical boolean operation Boolean AND Int32
SELECT host FROM cpu WHERE busy
--> 3000 Failed to plan SQL: Error during planning: Cannot create filter with non-boolean predicate 'cpu.busy' returning Float64
SELECT host FROM cpu WHERE 1
--> 3000 Failed to plan SQL: Error during planning: Cannot create filter with non-boolean predicate 'Int64(1)' returning Int64
SELECT host FROM cpu WHERE NULL
--> host Utf8
SELECT host FROM cpu WHERE host LIKE busy
--> 3001 Error during planning: There isn't a common type to coerce Utf8 and Float64 in LIKE expression
SELECT host FROM cpu WHERE host IN (1, 2)
--> host Utf8
SELECT host FROM cpu WHERE (cores, host) = (1, 2)
--> host Utf8
SELECT host FROM cpu WHERE (cores, busy) IN ((1, 2), (3, 4))
--> host Utf8
SELECT host FROM cpu WHERE (cores, busy) = (1, 2, 3)
--> 3001 Error during planning: Cannot infer common argument type for comparison operation Struct("c0": Int32, "c1": Float64) = Struct("c0": Int64, "c1": Int64, "c2": Int64)
SELECT host FROM cpu WHERE named_struct('a', cores) = named_struct('b', 1)
--> ?
SELECT host FROM cpu WHERE 1 / '0.5'::DECIMAL(38, 37) > 1
--> 3001 Error during planning: Cannot get result type for decimal operation Int64 / Decimal128(38, 37): Arithmetic overflow: Overflow happened on: 10 ^ 41
SELECT CAST(spare AS DECIMAL(10, 11)) FROM disk
--> 3000 Failed to plan SQL: Error during planning: Decimal(precision = 10, scale = 11) should satisfy \`0 < precision <= 76\`, and \`scale <= precision\`.
SELECT CAST(spare AS TIME) FROM disk
--> 1001 This feature is not implemented: Unsupported CAST from Decimal128(10, 2) to Time64(ns)
SELECT CAST(born AS TIME) FROM disk
--> 1001 This feature is not implemented: Unsupported CAST from Date32 to Time64(ns)
SELECT (ts - ts)::BIGINT AS millis, TIME '10:00:00'::BIGINT AS nanos FROM cpu
--> millis Int64 | nanos Int64
SELECT __sum_state(busy) FROM cpu
--> ?
SELECT date_part(host, ts) FROM cpu
--> 3000 Failed to plan SQL: Execution error: date_part requires non-empty constant string
SELECT named_struct('a', 1, host, 2) FROM cpu
--> 3000 Failed to plan SQL: Execution error: named_struct requires 2-th (0-indexed) field name as non-empty constant string
SELECT array_to_string([1, 2], cores) AS joined FROM cpu
--> joined Utf8
SELECT host FROM cpu WHERE up IN (ts)
--> 3001 Error during planning: Can not find compatible types to compare Boolean with [Timestamp(ms)]
SELECT host FROM cpu WHERE ts BETWEEN cores AND 5
--> 3001 Internal error: Failed to coerce types Timestamp(ms) and Int32 in BETWEEN expression. ⏎ This issue was likely caused by a bug in DataFusion's code. Please help us to resolve this by filing a bug report in our issue tracker: https://github.com/apache/datafusion/issues
SELECT cores || busy FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Cannot infer common string type for string concat operation Int32 || Float64
SELECT NOT host FROM cpu
--> 3001 Error during planning: Cannot infer common argument type for comparison operation Utf8 IS DISTINCT FROM Boolean
SELECT -host FROM cpu
--> 3000 Error during planning: Negation only supports numeric, interval and timestamp types
SELECT host & 1 FROM cpu
--> 3000 Failed to plan SQL: Error during planning: Cannot infer common type for bitwise operation Utf8 & Int64
SELECT busy IS TRUE FROM cpu
--> 3001 Error during planning: Cannot infer common argument type for comparison operation Float64 IS DISTINCT FROM Boolean
SELECT ts IS TRUE FROM cpu
--> 3001 Error during planning: Cannot infer common argument type for comparison operation Timestamp(ms) IS DISTINCT FROM Boolean
SELECT cores + INTERVAL '1 day' FROM cpu
--> 3001 Error during planning: Cannot automatically convert Int32 to Interval(MonthDayNano)
SELECT CAST(1 AS TINYINT) = born FROM disk
--> 3001 Error during planning: Cannot automatically convert Int8 to Date32
SELECT cores = born FROM cpu, disk
--> cpu.cores = disk.born Boolean
SELECT CASE WHEN up THEN host ELSE ts END FROM cpu
--> CASE WHEN cpu.up THEN cpu.host ELSE cpu.ts END Timestamp(ns)
SELECT CASE WHEN up THEN busy ELSE ts END FROM cpu
--> 3001 Error during planning: Failed to coerce then (Float64) and else (Timestamp(ms)) to common types in CASE WHEN expression
SELECT CASE WHEN ts THEN 1 END FROM cpu
--> 3001 Error during planning: Cannot automatically convert Timestamp(ms) to Boolean
SELECT CASE cores WHEN ts THEN 1 END FROM cpu
--> 3001 Error during planning: Failed to coerce case (Int32) and when (Timestamp(ms)) to common types in CASE WHEN expression
SELECT CAST(up AS DATE) FROM cpu
--> 1001 This feature is not implemented: Unsupported CAST from Boolean to Date32
SELECT CAST(busy AS INTERVAL) FROM cpu
--> 1001 This feature is not implemented: Unsupported CAST from Float64 to Interval(MonthDayNano)
SELECT ts::BOOLEAN FROM cpu
--> 1001 This feature is not implemented: Unsupported CAST from Timestamp(ms) to Boolean
SELECT 'x'::INT
--> 3001 Cast error: Cannot cast string 'x' to value of Int32 type
SELECT sum(spare), avg(spare), max(born) - min(born) FROM disk
--> sum(disk.spare) Decimal128(20, 2) | avg(disk.spare) Decimal128(14, 6) | max(disk.born) - min(disk.born) Int64`));
});
