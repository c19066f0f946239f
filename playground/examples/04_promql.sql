-- PromQL inside SQL: metrics are tables, labels are their tags.
CREATE TABLE http_requests_total (
  instance STRING,
  code STRING,
  greptime_value DOUBLE,
  greptime_timestamp TIMESTAMP TIME INDEX,
  PRIMARY KEY (instance, code)
);

TQL EVAL (0, 100, '10s') sum by (instance) (rate(http_requests_total{code="500"}[5m]));

CREATE FLOW error_rate
SINK TO error_rate_1m
EVAL INTERVAL '1 minute'
AS TQL EVAL (now() - '5 minutes'::INTERVAL, now(), '30s') sum by (instance) (rate(http_requests_total{code="500"}[5m]));
