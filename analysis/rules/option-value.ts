import { rule } from '../rule.ts';

export default rule({
  id: 'GT094',
  name: 'option-value',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'An option has a value that it cannot have.',
  why: 'Durations are written like 7d or 1h 30m, sizes like 128MB, switches as the texts true and false.',
  evidence: 'src/mito2/src/region/options.rs, src/table/src/requests.rs',
  explains: ['option_value', 'storage'],

  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX) WITH (ttl = 'seven days');
--                                                            ^^^^^^^^^^^^^^^^^^ option-value`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX) WITH (ttl = '7 days');`,
  ],
});
