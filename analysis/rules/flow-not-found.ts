import { at } from '../edits.ts';
import { rule, type Fix } from '../rule.ts';
import { nearest } from '../spelling.ts';

export default rule({
  id: 'GT010',
  name: 'flow-not-found',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A statement names a flow that does not exist.',
  why: 'DROP FLOW, SHOW CREATE FLOW and COMMENT ON FLOW need the flow to be there (8001 FlowNotFound). DROP FLOW does not understand a catalog in front of the name.',
  evidence: 'src/operator/src/statement/ddl.rs, src/query/src/sql.rs:1043-1095',
  explains: ['flow_not_found'],
  help: ({ step }, rejection) => {
    const { node, text } = step.placed.statement;
    const written = text.slice(rejection.span.start, rejection.span.end);
    const fixes: Fix[] = [];
    if (node?.kind === 'drop_flow')
      fixes.push({ title: 'Add IF EXISTS', safe: false, edits: [{ span: at(rejection.span.start), text: 'IF EXISTS ' }] });
    const meant = nearest(written, step.before.flows.keys());
    if (meant === undefined) return { fixes };
    fixes.push({ title: `Change to '${meant}'`, safe: false, edits: [{ span: rejection.span, text: meant }] });
    return { message: `${rejection.message}. Did you mean '${meant}'?`, fixes };
  },
  bad: [
    `
DROP FLOW gone;
--        ^^^^ flow-not-found`,
  ],
  good: [
    `
DROP FLOW IF EXISTS gone;`,
  ],
});
