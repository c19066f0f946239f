import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hundred files of tables, and flows over them in the second; the source of the last one is missing. */
export function writeWorkspace(folder) {
  mkdirSync(folder, { recursive: true });
  for (let i = 3; i <= 100; i++) {
    const number = String(i).padStart(3, '0');
    const table = `CREATE TABLE t${number} (host STRING, used DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));`;
    writeFileSync(
      join(folder, `${number}_table.sql`),
      `${table}\nALTER TABLE t${number} ADD COLUMN note STRING;\nSELECT host, max(used) FROM t${number} GROUP BY host;\n`,
    );
  }
  writeFileSync(
    join(folder, '001_tables.sql'),
    'CREATE TABLE mem (\n  host STRING,\n  used DOUBLE,\n  ts TIMESTAMP TIME INDEX,\n  PRIMARY KEY (host)\n);\n',
  );
  writeFileSync(
    join(folder, '002_flows.sql'),
    `CREATE FLOW mem_per_minute
SINK TO mem_1m
EXPIRE AFTER '1 day'
AS SELECT
  host,
  max(used) AS peak,
  date_bin('1 minute'::INTERVAL, ts) AS minute
FROM mem
GROUP BY host, minute;

CREATE FLOW mem_per_hour
SINK TO mem_1h
EXPIRE AFTER '30 days'
AS SELECT host, max(peak) AS peak, date_bin('1 hour'::INTERVAL, minute) AS hour
FROM mem_1m
GROUP BY host, hour;

CREATE FLOW late
SINK TO out_late
AS SELECT host, count(*) AS seen
FROM nowhere
GROUP BY host;
`,
  );
}
