import { PLACEHOLDER, UPDATE_AT } from '../../catalog/index.ts';
import { outputItems } from '../flow_outputs.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT129',
  name: 'reserved-output-column',
  class: 'verdict',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A flow yields a column that GreptimeDB adds to the sink by itself.',
  why:
    'To a sink that it makes for SQL it adds update_at, and __ts_placeholder where no time index is found. With one of them ' +
    'there already making the table fails.',
  evidence: 'src/flow/src/batching_mode/table_creator.rs:39-130',
  explains: ['flow_sink_duplicate_column'],
  suspects: true,
  help: ({ step }) => {
    const flow = step.placed.statement.node;
    if (flow?.kind !== 'create_flow') return undefined;
    const item = outputItems(flow)?.find(
      candidate => candidate.alias !== undefined && [UPDATE_AT, PLACEHOLDER].includes(candidate.alias.value.toLowerCase()),
    );
    const place = item === undefined ? {} : { span: item.alias!.span };
    return { ...place, severity: 'warning', message: `GreptimeDB adds ${UPDATE_AT} to the sink it makes, and a second one is refused` };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS update_at, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;
--                                              ^^^^^^^^^ reserved-output-column`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY w;`,
  ],
});
