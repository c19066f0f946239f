import { describe, test } from 'vitest';
import { checkPlans } from './plans.ts';
import { checkReplay } from './replay.ts';

describe('TQL', () => {
  test('metrics, labels and values', () =>
    checkPlans(`
TQL EVAL (0, 10, '5s') load
--> host Utf8 | rack Utf8 | val Float64 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') avg by (host) (load)
--> host Utf8 | ts Timestamp(ms) | avg(load.val) Float64
TQL EVAL (0, 10, '5s') sum(load)
--> ts Timestamp(ms) | sum(load.val) Float64
TQL EVAL (0, 10, '5s') sum without (host) (load)
--> rack Utf8 | ts Timestamp(ms) | sum(load.val) Float64
TQL EVAL (0, 10, '5s') rate(load[1m])
--> ts Timestamp(ms) | prom_rate(ts_range,val,ts,Int64(60000)) Float64 | host Utf8 | rack Utf8
TQL EVAL (0, 10, '5s') load{host="a", rack=~"b.*"}
--> host Utf8 | rack Utf8 | val Float64 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') load + 1
--> host Utf8 | rack Utf8 | ts Timestamp(ms) | val + Float64(1) Float64
TQL EVAL (0, 10, '5s') 1 + 1
--> time Timestamp(ms) | value Float64
TQL EVAL (0, 10, '5s') time()
--> time Timestamp(ms) | time / Float64(1000) Float64
TQL EVAL (0, 10, '5s') "text"
--> time Timestamp(ms) | value Float64
TQL EVAL (0, 10, '5s') load + on(host) load
--> host Utf8 | rack Utf8 | ts Timestamp(ms) | lhs.val + rhs.val Float64
TQL EVAL (0, 10, '5s') load and load
--> host Utf8 | rack Utf8 | val Float64 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') topk(2, load)
--> val Float64 | host Utf8 | rack Utf8 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') count_values("v", load)
--> count(load.val) Int64 | ts Timestamp(ms) | v Float64
TQL EVAL (0, 10, '5s') label_replace(load, "h", "$1", "host", "(.*)")
--> ts Timestamp(ms) | val Float64 | h Utf8 | host Utf8 | rack Utf8
TQL EVAL (0, 10, '5s') abs(load)
--> ts Timestamp(ms) | abs(val) Float64 | host Utf8 | rack Utf8
TQL EVAL (0, 10, '5s') load[1m]
--> ?
TQL EVAL (0, 10, '5s') nometric
--> time Timestamp(ms) | value Float64
TQL EVAL (0, 10, '5s') {__name__="load"}
--> host Utf8 | rack Utf8 | val Float64 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') load AS v
--> v Float64 | host Utf8 | rack Utf8 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') load{__schema__="public"}
--> host Utf8 | rack Utf8 | val Float64 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') pair
--> host Utf8 | a Float64 | b Float64 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') pair{__field__="b"}
--> b Float64 | host Utf8 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') quantile(0.5, pair)
--> ts Timestamp(ms) | quantile(Float64(0.5),pair.a) Float64 | quantile(Float64(0.5),pair.b) Float64
TQL EVAL (0, 10, '5s') avg_over_time(load[5m:1m])
--> ts Timestamp(ms) | prom_avg_over_time(ts_range,val) Float64 | host Utf8 | rack Utf8
TQL EVAL (0, 10, '5s') words
--> host Utf8 | said Utf8 | ts Timestamp(ms)
TQL EVAL (0, 10, '5s') vector(1)
--> time Timestamp(ms) | greptime_value Float64
TQL EVAL (0, 10, '5s') scalar(load)
--> ts Timestamp(ms) | scalar(val) Float64
TQL EVAL (0, 10, '5s') -load
--> host Utf8 | rack Utf8 | ts Timestamp(ms) | (- val) Float64
TQL EVAL (0, 10, '5s') load == bool 1
--> host Utf8 | rack Utf8 | ts Timestamp(ms) | val = Float64(1) Float64
TQL EVAL (0, 10, '5s') load > load
--> ts Timestamp(ms) | val Float64 | host Utf8 | rack Utf8
TQL EVAL (0, 10, '5s') load offset 5m
--> host Utf8 | rack Utf8 | val Float64 | ts Timestamp(ms)`));

  test('what PromQL refuses', () =>
    checkPlans(`
TQL EVAL (0, 10, '5s') rate(load)
--> 2000 expected type matrix in call to function 'rate', got vector
TQL EVAL (0, 10, '5s') nosuch(load)
--> 2000 unknown function with name 'nosuch'
TQL EVAL (0, 10, '5s') sum(1)
--> 2000 expected type vector in aggregation expression, got scalar`));

  test('range() is none of PromQL', () => checkReplay("TQL EVAL (0, 30, '5s') range();\n--> ?"));

  test('absent() is accepted, but its columns are not known', () =>
    checkReplay(`
CREATE TABLE t (ts TIMESTAMP TIME INDEX, job STRING PRIMARY KEY, val DOUBLE);
--> 0
TQL EVAL (0, 30, '5s') absent(t{job="none"});
--> ok
TQL EVAL (0, 30, '5s') absent(sum(rate(nobody[1m])));
--> ok
TQL EVAL (0, 30, '5s') absent(t[1m]);
--> 2000 expected type vector in call to function 'absent', got matrix
TQL EVAL (0, 30, '5s') absent(t) + 1;
--> ?
WITH a AS (TQL EVAL (0, 30, '5s') absent(t)) SELECT * FROM a;
--> ?`));
});
