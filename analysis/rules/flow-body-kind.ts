import { parsesWith, spanOf, tokenIndexAt, tokensOf } from '../repair.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT015',
  name: 'flow-body-kind',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The query of a flow begins with something else than SELECT, WITH or TQL.',
  why:
    'Queries in parentheses, VALUES and statements that write are refused; a WITH that holds TQL must be nothing but that ' +
    'TQL, selected whole.',
  evidence: 'src/sql/src/parsers/create_parser.rs:384-419',
  explains: ['syntax'],
  help: ({ step }, { message, span }) => {
    const { statement } = step.placed;
    if (message.startsWith('Invalid flow query: ')) return {};
    if (statement.draft?.kind !== 'create_flow' || !message.startsWith('SQL statement is not supported')) return undefined;
    const tokens = tokensOf(statement);
    const index = tokenIndexAt(tokens, span.start);
    if (tokens[index - 1]?.image.toUpperCase() !== 'AS' || index === tokens.length) return undefined;
    const help = { message: `${message} (the query of a flow begins with SELECT, WITH or TQL)` };
    const last = tokens.at(-1)!.image === ';' ? tokens.at(-2) : tokens.at(-1);
    if (tokens[index]?.image !== '(' || last?.image !== ')') return help;
    const edits = [
      { span, text: '' },
      { span: spanOf(last), text: '' },
    ];
    return parsesWith(statement, edits) ? { ...help, fixes: [{ title: 'Remove the parentheses', safe: true, edits }] } : help;
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS (SELECT host, cpu FROM mem);
--                           ^ flow-body-kind`,
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS VALUES (1);
--                           ^^^^^^ flow-body-kind`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, cpu FROM mem;`,
  ],
});
