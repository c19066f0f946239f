import type { Span } from '../../grammar/index.ts';
import type { Snapshot } from '../simulate.ts';
import { addAlias } from './refactorings/add_alias.ts';
import { convertInterval } from './refactorings/convert_interval.ts';
import { expandStar } from './refactorings/expand_star.ts';
import { extractCte } from './refactorings/extract_cte.ts';
import { addEvalInterval, addTimeWindow } from './refactorings/flow_times.ts';
import { materialiseSink } from './refactorings/materialise_sink.ts';
import { qualify } from './refactorings/qualify.ts';
import { quoteIdentifier } from './refactorings/quote_identifier.ts';
import { recreatePending } from './refactorings/recreate_pending.ts';
import { isHarmless, siteAt, type Proposal, type Refactoring } from './refactorings/refactoring.ts';
import { stubSource } from './refactorings/stub_source.ts';

const PROPOSALS: readonly Proposal[] = [
  materialiseSink,
  stubSource,
  addTimeWindow,
  addEvalInterval,
  recreatePending,
  expandStar,
  addAlias,
  qualify,
  extractCte,
  convertInterval,
  quoteIdentifier,
];

/** What can be done with the statement at a range: each proven by replaying the workspace with it. */
export function refactorings(snapshot: Snapshot, uri: string, range: Span): readonly Refactoring[] {
  const site = siteAt(snapshot, uri, range);
  if (site === undefined) return [];
  return PROPOSALS.flatMap(propose => {
    const made = propose(site);
    return made !== undefined && isHarmless(snapshot, made) ? [made] : [];
  });
}
