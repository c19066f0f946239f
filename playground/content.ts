import waiting from './examples/01_waiting_flow.sql';
import pipeline from './examples/02_pipeline.sql';
import clauses from './examples/03_clauses.sql';
import promql from './examples/04_promql.sql';

export { LATEST, VERSIONS } from '../catalog/version.ts';

/** What the page offers to begin with. */
export const EXAMPLES: readonly { readonly title: string; readonly sql: string }[] = [
  { title: 'A flow that waits', sql: waiting },
  { title: 'A pipeline of flows', sql: pipeline },
  { title: 'Clauses out of order', sql: clauses },
  { title: 'PromQL in SQL', sql: promql },
];
