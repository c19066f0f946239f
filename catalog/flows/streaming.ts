import type { Bound } from '../plan/bound.ts';
import type { PlanNode } from '../plan/plan.ts';
import { exprsOf, inputsOf } from '../plan/walk.ts';

/** What a streaming flow cannot run (`src/flow/src/transform/*.rs`): the text, and whether it is known to the letter. */
export interface StreamingLimit {
  readonly message: string;
  readonly certain: boolean;
}

const AGGREGATES = new Set(['max', 'min', 'sum', 'count', 'bool_or', 'bool_and', 'avg']);

/** The first thing in a plan that the streaming engine refuses. */
export function streamingLimit(plan: PlanNode): StreamingLimit | undefined {
  for (const input of inputsOf(plan)) {
    const below = streamingLimit(input);
    if (below !== undefined) return below;
  }
  switch (plan.kind) {
    case 'scan':
    case 'filter':
    case 'project':
    case 'alias':
      return undefined;
    case 'distinct':
      return undefined;
    case 'empty':
    case 'values':
    case 'table_function':
      return { message: 'Not implement in flow: Only NamedTable reads are supported', certain: false };
    case 'window':
      return { message: 'Flow plan error: Window function is not supported yet. Please use aggregation function instead.', certain: false };
    case 'aggregate':
      return exprsOf(plan)
        .map(aggregateLimit)
        .find(limit => limit !== undefined);
    default:
      return { message: 'Not implement in flow: Unsupported relation type: ', certain: false };
  }
}

function aggregateLimit(expr: Bound): StreamingLimit | undefined {
  let bare = expr;
  while (bare.kind === 'call' && bare.function === 'alias') bare = bare.args[0]!;
  if (bare.kind !== 'aggregate') return undefined;
  if (!AGGREGATES.has(bare.function)) return { message: `Invalid query: Unknown aggregate function: ${bare.function}`, certain: false };
  if (bare.args.length > 1)
    return { message: 'Not implement in flow: Aggregated function with multiple arguments is not supported', certain: false };
  return undefined;
}
