import { findRelation } from '../../catalog/index.ts';
import { metricsOf, parsePromql, type PromExpr, type PromName, type PromSelector, type Span, type Tql } from '../../grammar/index.ts';
import { columnsOfRelation, mention, type Collector } from './collector.ts';
import type { RelationEntity } from './entity.ts';

/** Matchers whose label is no column: the metric, its database, its value columns. */
const SPECIAL: ReadonlySet<string> = new Set(['__name__', '__schema__', '__database__', '__field__']);

/** What the names in the PromQL of a TQL statement mean: a metric is a table, a label is one of its columns. */
export function promqlNames(collector: Collector, tql: Tql): void {
  if (tql.promqlSpan === undefined || tql.promql === undefined) return;
  const { expr } = parsePromql(tql.promql);
  if (expr !== undefined) exprNames({ collector, origin: tql.promqlSpan.start, text: tql.promql }, expr);
}

interface PromContext {
  readonly collector: Collector;
  /** Where the PromQL begins in the statement. */
  readonly origin: number;
  readonly text: string;
}

/** Yields the tables an expression reads: labels of an aggregation are columns of any of them. */
function exprNames(context: PromContext, expr: PromExpr): readonly RelationEntity[] {
  switch (expr.kind) {
    case 'prom_selector':
      return selectorNames(context, expr);
    case 'prom_subquery':
    case 'prom_paren':
      return exprNames(context, expr.expr);
    case 'prom_unary':
      return exprNames(context, expr.operand);
    case 'prom_call':
      functionName(context, expr.name);
      return expr.args.flatMap(arg => exprNames(context, arg));
    case 'prom_aggregation': {
      functionName(context, expr.op);
      const tables = expr.args.flatMap(arg => exprNames(context, arg));
      for (const label of expr.grouping?.labels ?? []) labelName(context, label, tables);
      return tables;
    }
    case 'prom_binary': {
      const tables = [...exprNames(context, expr.left), ...exprNames(context, expr.right)];
      for (const label of [...(expr.matching?.labels ?? []), ...(expr.grouping?.labels ?? [])]) labelName(context, label, tables);
      return tables;
    }
    default:
      return [];
  }
}

function functionName({ collector, origin }: PromContext, { value, span }: PromName): void {
  mention(
    collector,
    { start: origin + span.start, end: origin + span.end },
    { kind: 'function', name: value.toLowerCase(), promql: true },
    'read',
    'promql',
  );
}

function selectorNames(context: PromContext, selector: PromSelector): readonly RelationEntity[] {
  const { collector, origin } = context;
  const [metric] = metricsOf(selector);
  if (metric === undefined) return [];
  const database = metric.schema ?? collector.world.session.database;
  const relation: RelationEntity = { kind: 'relation', database, name: metric.name };
  const place = contentOf(context, metric.span);
  mention(collector, place.span, relation, 'read', place.quoted ? 'string' : 'promql');
  for (const { label, value } of selector.matchers) {
    const name = label.value;
    if (name === '__schema__' || name === '__database__') {
      mention(collector, contentOf(context, value.span).span, { kind: 'database', name: value.value }, 'read', 'string');
    } else if (name === '__field__') {
      mention(
        collector,
        contentOf(context, value.span).span,
        { kind: 'column', database, relation: relation.name, name: value.value },
        'read',
        'string',
      );
    } else if (!SPECIAL.has(name)) {
      labelName({ ...context, origin }, label, [relation]);
    }
  }
  return [relation];
}

function labelName(context: PromContext, label: PromName, tables: readonly RelationEntity[]): void {
  const { collector } = context;
  const place = contentOf(context, label.span);
  const seen = new Set<string>();
  for (const { database, name } of tables) {
    if (seen.has(`${database}\0${name}`) || !hasColumn(context, { kind: 'relation', database, name }, label.value)) continue;
    seen.add(`${database}\0${name}`);
    mention(
      collector,
      place.span,
      { kind: 'column', database, relation: name, name: label.value },
      'read',
      place.quoted ? 'string' : 'promql',
    );
  }
}

/** A table nobody knows may have any column. */
function hasColumn({ collector }: PromContext, relation: RelationEntity, column: string): boolean {
  if (findRelation(collector.world, relation.database, relation.name) === undefined) return true;
  return columnsOfRelation(collector.world, relation)?.some(({ name }) => name === column) ?? true;
}

/** Where a name stands in the statement; of a quoted one the content. */
function contentOf({ origin, text }: PromContext, span: Span): { readonly span: Span; readonly quoted: boolean } {
  const quoted = /["'`]/.test(text[span.start] ?? '');
  const trim = quoted ? 1 : 0;
  return { span: { start: origin + span.start + trim, end: origin + span.end - trim }, quoted };
}
