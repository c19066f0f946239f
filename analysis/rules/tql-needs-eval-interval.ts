import type { CreateFlow } from '../../grammar/index.ts';
import { insertEvalInterval } from '../edits.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT028',
  name: 'tql-needs-eval-interval',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A TQL flow has no EVAL INTERVAL.',
  why: 'TQL has no time window that new data could mark: it runs by the clock, and must say how often.',
  evidence: 'src/flow/src/batching_mode/engine.rs:574-582',
  explains: ['flow_tql_without_eval_interval'],
  help: ({ step }) => {
    const { statement } = step.placed;
    const flow = statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const clause = `EVAL INTERVAL '${stepOf(flow) ?? '1 minute'}'`;
    return { fixes: [{ title: `Add ${clause}`, safe: false, edits: [insertEvalInterval(statement, flow, clause)] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ tql-needs-eval-interval`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out EVAL INTERVAL '5 s' AS TQL EVAL (now() - '1 minute'::INTERVAL, now(), '5s') mem;`,
  ],
});

/** The step of the TQL, where it is a whole number of seconds. */
function stepOf({ body }: CreateFlow): string | undefined {
  const step = body.kind === 'tql' ? body.params?.[2]?.value : undefined;
  const seconds = step === undefined ? undefined : /^(\d+)s?$/.exec(step)?.[1];
  return seconds === undefined || Number(seconds) === 0 ? undefined : `${seconds} s`;
}
