import { rule } from '../rule.ts';

export default rule({
  id: 'GT090',
  name: 'append-then-delete',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'Rows of an append-only table are deleted.',
  why: 'Deleting writes a mark over a row, and append_mode keeps every row beside the others.',
  evidence: 'docs design-table.md; src/mito2/src/worker/handle_write.rs',
  explains: ['append_mode_delete'],
  bad: [
    `
CREATE TABLE log (msg STRING, ts TIMESTAMP TIME INDEX) WITH (append_mode = 'true');
DELETE FROM log WHERE ts < 10;
--^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ append-then-delete`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
DELETE FROM mem WHERE host = 'a';`,
  ],
});
