import { spanOf, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';
import { nearest } from '../spelling.ts';

export default rule({
  id: 'GT085',
  name: 'table-unknown-option',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A table has an option that GreptimeDB does not know.',
  why: 'Only the options of the table, its engine and its semantics are taken; a misspelled one is refused and not ignored.',
  evidence: 'src/sql/src/parsers/utils.rs:417-436, src/table/src/requests.rs:78-153',
  explains: ['syntax'],
  help: ({ step }, { message }) => {
    const key = /^Unrecognized table option key: (.*)$/s.exec(message)?.[1];
    if (key === undefined) return undefined;
    const token = tokensOf(step.placed.statement).find(
      ({ value, quote, image }) => (quote === '' ? image : value).toLowerCase() === key.toLowerCase(),
    );
    const meant = nearest(key, OPTIONS);
    const place = token === undefined ? {} : { span: spanOf(token) };
    if (meant === undefined || token === undefined) return place;
    const text = meant.includes('.') ? `'${meant}'` : meant;
    return {
      ...place,
      message: `${message}. Did you mean '${meant}'?`,
      fixes: [{ title: `Change to '${meant}'`, safe: true, edits: [{ ...{ span: spanOf(token) }, text }] }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX) WITH (tll = '7d');
--                                                            ^^^ table-unknown-option`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX) WITH (ttl = '7d');`,
  ],
});

/** The options one writes most. */
const OPTIONS = [
  'ttl',
  'storage',
  'comment',
  'skip_wal',
  'append_mode',
  'merge_mode',
  'sst_format',
  'compaction.type',
  'compaction.twcs.time_window',
  'compaction.twcs.trigger_file_num',
  'compaction.twcs.max_output_file_size',
  'memtable.type',
  'index.type',
  'physical_metric_table',
  'on_physical_table',
  'auto_flush_interval',
  'write_buffer_size',
];
