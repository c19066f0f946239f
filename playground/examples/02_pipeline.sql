-- Two flows in a row: the second reads what the first writes.
CREATE TABLE requests (
  host STRING,
  latency_ms DOUBLE,
  ts TIMESTAMP TIME INDEX,
  PRIMARY KEY (host)
);

CREATE FLOW per_minute
SINK TO requests_1m
EXPIRE AFTER '1 day'
AS SELECT host, count(*) AS requests, max(latency_ms) AS slowest, date_bin('1 minute'::INTERVAL, ts) AS minute
FROM requests
GROUP BY host, minute;

CREATE FLOW per_hour
SINK TO requests_1h
EXPIRE AFTER '30 days'
AS SELECT host, sum(requests) AS requests, max(slowest) AS slowest, date_bin('1 hour'::INTERVAL, minute) AS hour
FROM requests_1m
GROUP BY host, hour;

CREATE VIEW slow_hosts AS SELECT host, slowest FROM requests_1h WHERE slowest > 1000;

SHOW CREATE FLOW per_hour;
DESC TABLE requests;
