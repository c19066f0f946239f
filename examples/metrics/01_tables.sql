CREATE TABLE requests (
  host STRING,
  path_name STRING,
  latency_ms DOUBLE,
  ts TIMESTAMP TIME INDEX,
  PRIMARY KEY (host)
) WITH (ttl = '30d');
