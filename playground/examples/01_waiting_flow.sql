-- A flow that reads a table nobody has made yet. GreptimeDB refuses it, unless the flow may wait:
-- then it is stored, pending, and nothing starts it later. Try the light bulb at `orders`.
CREATE TABLE customers (
  customer_id STRING,
  country STRING,
  ts TIMESTAMP TIME INDEX,
  PRIMARY KEY (customer_id)
);

CREATE FLOW orders_per_minute
SINK TO orders_1m
EXPIRE AFTER '1 day'
AS SELECT
  country,
  count(*) AS placed,
  date_bin('1 minute'::INTERVAL, ts) AS minute
FROM orders
GROUP BY country, minute;

CREATE FLOW customers_per_hour
SINK TO customers_1h
EXPIRE AFTER '7 days'
AS SELECT country, count(*) AS joined, date_bin('1 hour'::INTERVAL, ts) AS hour
FROM customers
GROUP BY country, hour;

SHOW FLOWS;
