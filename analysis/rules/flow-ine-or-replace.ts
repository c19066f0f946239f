import { rule } from '../rule.ts';

export default rule({
  id: 'GT007',
  name: 'flow-ine-or-replace',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow is created with OR REPLACE and IF NOT EXISTS at once.',
  why: 'The two contradict each other; GreptimeDB refuses them together even when the flow does not exist.',
  evidence: 'src/common/meta/src/ddl/create_flow.rs:105-110',
  explains: ['flow_both_flags'],
  help: ({ step }, rejection) => {
    const { text } = step.placed.statement;
    const head = text.slice(0, rejection.span.start);
    const replace = /\bOR\s+REPLACE\s+/i.exec(head);
    const exists = /\bIF\s+NOT\s+EXISTS\s+/i.exec(head);
    if (replace === null || exists === null) return {};
    const cut = (match: RegExpExecArray): { span: { start: number; end: number }; text: string } => ({
      span: { start: match.index, end: match.index + match[0].length },
      text: '',
    });
    return {
      fixes: [
        { title: 'Keep OR REPLACE', safe: false, edits: [cut(exists)] },
        { title: 'Keep IF NOT EXISTS', safe: false, edits: [cut(replace)] },
      ],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE OR REPLACE FLOW IF NOT EXISTS f SINK TO out AS SELECT host FROM mem;
--                                   ^ flow-ine-or-replace`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE OR REPLACE FLOW f SINK TO out AS SELECT host FROM mem;`,
  ],
});
