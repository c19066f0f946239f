import { flowFacts } from '../flow_facts.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT052',
  name: 'incremental-unsupported',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'Incremental reading has no effect on this flow.',
  why: 'Only batching SQL flows that aggregate can read what is new and merge it; TQL and streaming flows read as before.',
  evidence: 'src/flow/src/batching_mode/utils.rs:598-625',
  on: {
    *create_flow({ options }, { step }) {
      const facts = flowFacts(step);
      if (facts?.made.options.get(KEY) !== 'true') return;
      const why = facts.made.mode === 'streaming' ? 'the flow streams' : facts.isTql ? 'the flow is TQL' : undefined;
      const option = options.find(({ key }) => key.value.toLowerCase() === KEY);
      if (why === undefined || option === undefined) return;
      yield { span: option.span, message: `Incremental reading has no effect: ${why}` };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (append_mode = 'true');
CREATE FLOW f SINK TO out WITH (experimental_enable_incremental_read = true) AS SELECT host, cpu, ts FROM mem;
--                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ incremental-unsupported`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host)) WITH (append_mode = 'true');
CREATE FLOW f SINK TO out WITH (experimental_enable_incremental_read = true) AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});

const KEY = 'experimental_enable_incremental_read';
