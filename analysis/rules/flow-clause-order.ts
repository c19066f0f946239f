import type { CreateFlow } from '../../grammar/index.ts';
import { CLAUSE_ORDER, clausesOf } from '../flow_clauses.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT012',
  name: 'flow-clause-order',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'The clauses of a flow stand in an order that GreptimeDB does not read.',
  why:
    'The order is fixed: SINK TO, EXPIRE AFTER, EVAL INTERVAL, COMMENT, WITH, AS. The public SQL reference prints EVAL INTERVAL before ' +
    'EXPIRE AFTER; the parser refuses that.',
  evidence: 'src/sql/src/parsers/create_parser.rs:287-375',
  explains: ['syntax'],
  help: ({ step }, rejection) => {
    const { statement } = step.placed;
    const isEarly = rejection.message.endsWith('Expect `SINK` keyword');
    if (statement.draft?.kind !== 'create_flow' || !(isEarly || /Expected: AS, found: /.test(rejection.message))) return undefined;
    const { name, sink } = statement.draft as Partial<CreateFlow>;
    const before = isEarly ? name : sink;
    const clauses = before === undefined ? undefined : clausesOf(statement, before.span.end);
    if (clauses === undefined) return undefined;
    const sorted = clauses.toSorted((a, b) => CLAUSE_ORDER.indexOf(a.name) - CLAUSE_ORDER.indexOf(b.name));
    const isSorted = sorted.every((clause, index) => clause === clauses[index]);
    if (isSorted || new Set(clauses.map(clause => clause.name)).size !== clauses.length) return undefined;
    const edits = clauses.map((clause, index) => ({
      span: { start: clause.start, end: clause.end },
      text: statement.text.slice(sorted[index]!.start, sorted[index]!.end),
    }));
    const found = clauses.find(clause => clause.start === rejection.span.start);
    const order = `the clauses of a flow stand in this order: ${CLAUSE_ORDER.join(', ')}, AS`;
    return {
      message: `${rejection.message} (${found === undefined ? order : `${found.name} stands too ${isEarly ? 'early' : 'late'}; ${order}`})`,
      fixes: [{ title: 'Put the clauses in order', safe: true, edits }],
    };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EVAL INTERVAL '1 minute' EXPIRE AFTER '1 hour' AS SELECT count(*) FROM mem;
--                                                 ^^^^^^ flow-clause-order`,
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f COMMENT 'every host' SINK TO out AS SELECT host FROM mem;
--            ^^^^^^^ flow-clause-order`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);
CREATE FLOW f SINK TO out EXPIRE AFTER '1 hour' EVAL INTERVAL '1 minute' AS SELECT count(*) FROM mem;`,
  ],
});
