-- Clauses of CREATE FLOW have an order: where the rows go comes first.
CREATE TABLE temperatures (
  sensor STRING PRIMARY KEY,
  celsius DOUBLE,
  ts TIMESTAMP TIME INDEX
);

CREATE FLOW hot
EXPIRE AFTER '1 hour'
SINK TO hot_sensors
AS SELECT sensor, max(celsius) AS peak, date_bin('5 minutes'::INTERVAL, ts) AS slot
FROM temperatures GROUP BY sensor, slot;

CREATE FLOW totals
SINK TO totals_now
AS SELECT count(*) AS seen FROM temperatures;
