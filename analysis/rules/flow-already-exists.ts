import { at } from '../edits.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT009',
  name: 'flow-already-exists',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A flow of this name was created before.',
  why: 'Flow names belong to the whole catalog, not to a database, and are compared after folding to lower case.',
  evidence: 'src/common/meta/src/ddl/create_flow.rs:114-121',
  explains: ['flow_already_exists'],
  help: ({ step }) => {
    const { statement } = step.placed;
    const flow = statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const afterCreate = statement.text.slice(0, 6).length;
    return {
      fixes: [
        {
          title: 'Add IF NOT EXISTS: keep the flow that is there',
          safe: false,
          edits: [{ span: at(flow.name.span.start), text: 'IF NOT EXISTS ' }],
        },
        { title: 'Add OR REPLACE: replace the flow that is there', safe: false, edits: [{ span: at(afterCreate), text: ' OR REPLACE' }] },
      ],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
CREATE FLOW F SINK TO other AS SELECT host FROM mem;
--          ^ flow-already-exists`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out AS SELECT host FROM mem;
CREATE FLOW IF NOT EXISTS f SINK TO other AS SELECT host FROM mem;`,
  ],
});
