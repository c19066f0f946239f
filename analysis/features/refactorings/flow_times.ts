import { findRelation } from '../../../catalog/index.ts';
import { flowFacts } from '../../flow_facts.ts';
import { leadingSelect } from '../../outputs.ts';
import { writeIdent } from '../completion/item.ts';
import { inStatement, type Refactoring, type Site } from './refactoring.ts';

/** Lets a flow run at an interval. */
export function addEvalInterval(site: Site): Refactoring | undefined {
  const { node } = site;
  if (node.kind !== 'create_flow' || node.evalInterval !== undefined) return undefined;
  const at = (node.expireAfter ?? node.sink).span.end;
  return {
    title: "Add EVAL INTERVAL '1 minute'",
    kind: 'rewrite',
    edits: inStatement(site, { start: at, end: at, text: "\nEVAL INTERVAL '1 minute'" }),
  };
}

/** Groups the query of a flow by time windows, so that only those with new rows are computed again. */
export function addTimeWindow(site: Site): Refactoring | undefined {
  const { node, step } = site;
  if (node.kind !== 'create_flow' || node.body.kind === 'tql' || flowFacts(step)?.window !== undefined) return undefined;
  const select = node.body.body.kind === 'select' ? node.body.body : leadingSelect(node.body);
  const [table, ...others] = select?.from ?? [];
  const source = table?.relation;
  if (select?.groupBy === undefined || select.groupBy.all || source?.kind !== 'table_ref' || others.length > 0 || table!.joins.length > 0)
    return undefined;
  const parts = source.name.parts.map(part => (part.quote === '' ? part.value.toLowerCase() : part.value));
  const relation = findRelation(step.before, parts.at(-2) ?? step.before.session.database, parts.at(-1)!);
  if (relation?.kind !== 'table') return undefined;
  const window = `date_bin('1 minute'::INTERVAL, ${writeIdent(relation.timeIndex)})`;
  const item = select.items.at(-1)!.span.end;
  const group = select.groupBy.exprs.at(-1)!.span.end;
  return {
    title: 'Group by time windows of one minute',
    kind: 'rewrite',
    edits: inStatement(
      site,
      { start: item, end: item, text: `, ${window} AS time_window` },
      { start: group, end: group, text: ', time_window' },
    ),
    renamesColumns: true,
  };
}
