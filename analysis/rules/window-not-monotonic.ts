import { rule } from '../rule.ts';

export default rule({
  id: 'GT027',
  name: 'window-not-monotonic',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The first GROUP BY key made of the time index alone is no timestamp.',
  why:
    'The key that is computed from the time index is taken as the time window, and a window must be a timestamp: put the ' +
    'date_bin key in front of the others.',
  evidence: 'src/flow/src/batching_mode/time_window.rs:425-431',
  explains: ['flow_window_not_timestamp'],
  // The refusal is known from the source alone, so it only warns.
  suspects: true,
  help: () => ({ severity: 'warning' }),
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS top, date_format(ts, '%Y') AS y FROM mem GROUP BY y;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ window-not-monotonic`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS top, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
