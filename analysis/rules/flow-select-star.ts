import { tqlOf } from '../../catalog/index.ts';
import { flowFacts } from '../flow_facts.ts';
import { outputSelect } from '../flow_outputs.ts';
import { rule, type Finding } from '../rule.ts';
import { written } from '../spelling.ts';

export default rule({
  id: 'GT100',
  name: 'flow-select-star',
  class: 'hazard',
  severity: 'warning',
  since: '0.1.0',
  summary: 'A flow selects everything.',
  why:
    'The star is spelled out anew each time the query is planned: a column added to the source changes what the flow ' +
    'yields, and it no longer fits its sink.',
  evidence: 'src/flow/src/batching_mode/utils.rs:1128-1186',
  on: {
    *create_flow(flow, { step }): Generator<Finding> {
      const select = flow.body.kind === 'query' && tqlOf(flow.body) === undefined ? outputSelect(flow.body) : undefined;
      if (
        select === undefined ||
        step.outcome.verdict.kind === 'rejected' ||
        select.from.some(({ relation }) => relation.kind === 'derived')
      )
        return;
      const star = select.items.find(item => item.kind === 'wildcard');
      if (star === undefined) return;
      const names = flowFacts(step)?.planned?.fields.map(field => written(field.name));
      const canExpand =
        select.items.length === 1 &&
        names !== undefined &&
        new Set(names).size === names.length &&
        select.from.length === 1 &&
        select.from[0]!.joins.length === 0;
      const fix = { title: 'Write the columns', safe: false, edits: [{ span: star.span, text: names?.join(', ') ?? '' }] };
      yield {
        span: star.span,
        message: 'A column added to the source changes what this flow yields, and breaks it',
        fixes: canExpand ? [fix] : [],
      };
    },
  },
  bad: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT * FROM mem;
--                                  ^ flow-select-star`,
  ],
  good: [
    `
CREATE TABLE mem (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX, PRIMARY KEY (host));
CREATE FLOW f SINK TO out AS SELECT host, cpu, ts FROM mem;`,
  ],
});
