CREATE FLOW busy SINK TO busy_hosts AS
SELECT host, max(used) AS most, date_bin('1 minute'::INTERVAL, ts) AS minute
FROM cpu_usage GROUP BY host, minute;

CREATE FLOW late SINK TO late_hosts AS
SELECT host, count(*) AS n, date_bin('1 minute'::INTERVAL, ts) AS minute
FROM nowhere GROUP BY host, minute;
