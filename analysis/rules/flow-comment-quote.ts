import { rule } from '../rule.ts';

export default rule({
  id: 'GT128',
  name: 'flow-comment-quote',
  class: 'advice',
  severity: 'information',
  since: '0.1.0',
  summary: 'The comment of a flow has a quote in it.',
  why: 'SHOW CREATE FLOW prints the comment as it is, with the quote not doubled: what it prints cannot be run again.',
  evidence: 'src/sql/src/statements/create.rs:733',
  on: {
    *create_flow({ comment }) {
      if (comment?.value.includes("'") !== true) return;
      yield { span: comment.span, message: 'SHOW CREATE FLOW prints this quote as it is, and its text cannot be run again' };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out COMMENT 'the host''s load' AS SELECT host, cpu, ts FROM mem;
--                                ^^^^^^^^^^^^^^^^^^ flow-comment-quote`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out COMMENT 'load of the host' AS SELECT host, cpu, ts FROM mem;`,
  ],
});
