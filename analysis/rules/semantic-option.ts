import { rule } from '../rule.ts';

export default rule({
  id: 'GT308',
  name: 'semantic-option',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A semantic option is unknown, or says something the table cannot mean.',
  why: 'Options under greptime.semantic name entities, signals and units from fixed lists, and columns that can be printed as text.',
  evidence: 'src/operator/src/statement/semantic',
  explains: ['semantic_option'],
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem SET 'greptime.semantic.nonsense' = 'x';
--                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ semantic-option`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
ALTER TABLE mem SET 'ttl' = '7d';`,
  ],
});
