import { rule } from '../rule.ts';

export default rule({
  id: 'GT213',
  name: 'window-definition',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A window function has a window that does not exist or cannot be.',
  why: 'Windows are named in the WINDOW clause of the same SELECT; frames begin before they end.',
  evidence: 'DataFusion, datafusion-sql/src/select.rs',
  explains: ['window_not_found', 'window_frame', 'window_argument'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT row_number() OVER w FROM mem;
--                       ^ window-definition`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
SELECT row_number() OVER w FROM mem WINDOW w AS (ORDER BY ts);`,
  ],
});
