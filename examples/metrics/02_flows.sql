-- One row a minute and host, kept up to date as requests arrive.
CREATE FLOW requests_per_minute
SINK TO requests_1m
EXPIRE AFTER '1 day'
AS SELECT
  host,
  count(*) AS requests,
  max(latency_ms) AS slowest_ms,
  date_bin('1 minute'::INTERVAL, ts) AS minute_start
FROM requests
GROUP BY host, minute_start;

-- Reads a table that no file creates: GreptimeDB refuses it unless the flow may wait.
CREATE FLOW errors_per_minute
SINK TO errors_1m
AS SELECT count(*) AS errors, date_bin('1 minute'::INTERVAL, ts) AS minute_start
FROM errors
GROUP BY minute_start;
