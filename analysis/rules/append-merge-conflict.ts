import { rule } from '../rule.ts';

export default rule({
  id: 'GT086',
  name: 'append-merge-conflict',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'An append-only table asks for its rows to be merged.',
  why: 'append_mode keeps every row that is written, so there is nothing to merge: only last_row, which is ignored, may stand beside it.',
  evidence: 'src/mito2/src/region/options.rs:124-134',
  explains: ['option_value'],
  help: ({ step }, { message, span }) => {
    if (!/only last_row merge_mode is allowed/.test(message)) return undefined;
    const { node } = step.placed.statement;
    if (node?.kind !== 'create_table') return {};
    const index = node.options.findIndex(option => option.span.start === span.start);
    const next = node.options[index + 1];
    const previous = node.options[index - 1];
    if (index === -1 || (next === undefined && previous === undefined)) return {};
    const cut = next === undefined ? { start: previous!.span.end, end: span.end } : { start: span.start, end: next.span.start };
    return { fixes: [{ title: 'Remove merge_mode', safe: true, edits: [{ span: cut, text: '' }] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX) WITH (append_mode = 'true', merge_mode = 'last_non_null');
--                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ append-merge-conflict`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX) WITH (append_mode = 'true');`,
  ],
});
