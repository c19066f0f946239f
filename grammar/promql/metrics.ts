import type { Span } from '../span.ts';
import { walk } from '../walk.ts';
import type { PromExpr, PromSelector } from './tree.ts';

/** A table that a PromQL expression reads. */
export interface Metric {
  readonly name: string;
  /** The database, where a matcher names it. */
  readonly schema?: string;
  /** Where the name stands. */
  readonly span: Span;
}

/**
 * The tables of the selectors, in the order they are written. Mirrors `extract_tables_from_promql` (`src/sql/src/util.rs`): a selector
 * whose name or schema is not fixed by equality is not tracked at all.
 */
export function metricsOf(expr: PromExpr): readonly Metric[] {
  const found: Metric[] = [];
  walk(expr, node => {
    if (node.kind !== 'prom_selector') return;
    const metric = metricOf(node as PromSelector);
    if (metric !== undefined) found.push(metric);
  });
  return found;
}

function metricOf(selector: PromSelector): Metric | undefined {
  const name = selector.metric ?? nameMatcher(selector);
  if (name === undefined) return undefined;
  const schemas = selector.matchers.filter(({ label }) => label.value === '__schema__' || label.value === '__database__');
  if (schemas.some(({ op }) => op !== '=')) return undefined;
  const schema = schemas.at(-1)?.value.value;
  return { name: name.value, ...(schema === undefined ? {} : { schema }), span: name.span };
}

function nameMatcher({ matchers, hasOr }: PromSelector): { readonly value: string; readonly span: Span } | undefined {
  const [first, second] = matchers.filter(({ label }) => label.value === '__name__');
  return hasOr || first === undefined || second !== undefined || first.op !== '=' ? undefined : first.value;
}
