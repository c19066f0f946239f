import { renameOutput } from '../flow_outputs.ts';
import { rule } from '../rule.ts';

export default rule({
  id: 'GT041',
  name: 'sink-column-name',
  class: 'verdict',
  severity: 'error',
  since: '0.1.0',
  summary: 'A column of a flow matches no column of its sink, by name or by position.',
  why:
    'Columns meet by name. One whose name the sink does not know takes the column at its own position, if no other column ' +
    'of the flow has that name.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1203-1262',
  explains: ['flow_sink_mismatch'],
  help: ({ step }, { message }) => {
    const names = NAMES.exec(message);
    if (names === null || /merge_mode=last_non_null|by position|duplicate column/.test(message)) return undefined;
    const extra = JSON.parse(names[1]!) as string[];
    const missing = JSON.parse(names[2]!) as string[];
    const flow = step.placed.statement.node;
    if (extra.length !== 1 || missing.length !== 1 || flow?.kind !== 'create_flow') return {};
    const edit = renameOutput(flow, extra[0]!, missing[0]!);
    return edit === undefined ? {} : { fixes: [{ title: `Name the column ${missing[0]!}`, safe: false, edits: [edit] }] };
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT max(cpu) AS peak, host AS machine, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY machine, w;
--                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sink-column-name`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE TABLE out (host STRING, peak DOUBLE, w TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, max(cpu) AS peak, date_bin('1 hour'::INTERVAL, ts) AS w FROM mem GROUP BY host, w;`,
  ],
});

/** The flow's columns that the sink does not know, and the sink's that the flow does not yield. */
const NAMES = /^.*extra flow columns not in sink: (\[.*?\]), missing sink columns from flow output: (\[.*?\])/s;
