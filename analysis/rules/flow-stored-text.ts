import { separations } from '../flow_text.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT019',
  name: 'flow-stored-text',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'What GreptimeDB stores as the query of a flow is not the query that is written.',
  why:
    'The server cuts the query text out by counting characters where it should count bytes, and lines where they end in ' +
    'CRLF: characters outside ASCII in front of the query, and CRLF line ends, shift the cut. The shifted text is parsed ' +
    'again, and fails.',
  evidence: 'src/sql/src/parsers/create_parser.rs:384-419',
  explains: ['flow_stored_text'],
  help: ({ step }, { message }) => {
    const { statement } = step.placed;
    const flow = statement.node;
    return {
      message: `${message} (the stored query text is cut in the wrong place)`,
      fixes: flow?.kind === 'create_flow' ? separations(statement, flow) : [],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out COMMENT 'éé' AS SELECT host, cpu FROM mem;
--                                        ^^^^^^^^^^^^^^^^^^^^^^^^^ flow-stored-text`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out COMMENT 'aeiou' AS SELECT host, cpu FROM mem;`,
  ],
});
