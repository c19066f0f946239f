import type { Expr, Span } from '../../grammar/index.ts';
import type { Context } from './context.ts';
import type { Bound } from './bound.ts';
import { type ColumnName, fieldsNamed, findQualified, rejectAmbiguous, rejectMissing, type Schema } from './scope.ts';

/** Where one expression is bound: what it may name, and what it named in vain. Mirrors the steps of `sql_to_expr`. */
export interface Scope {
  readonly context: Context;
  readonly schema: Schema;
  /** The output of the SELECT list, which settles a name that FROM leaves ambiguous. */
  readonly preferred: Schema | undefined;
  /** Columns that JOIN … USING made one of: an unqualified name may mean all of a set. */
  readonly using: readonly Schema[];
  /** Behind RANGE: what wraps the next call. */
  readonly range: RangeScope | undefined;
  /** Names nobody knew, or too many, in the order they were met. */
  readonly open: OpenColumn[];
}

export interface RangeScope {
  readonly range: Expr;
  readonly fill?: string;
  readonly span: Span;
}

/** A column reference that is judged when the whole expression is bound. */
export interface OpenColumn {
  readonly column: ColumnName;
  readonly span: Span;
  readonly ambiguous: boolean;
}

export function openScope(context: Context, schema: Schema, using: readonly Schema[] = [], preferred?: Schema): Scope {
  return { context, schema, preferred, using, range: undefined, open: [] };
}

/** First the unknown names, in order, then the ambiguous ones. */
export function judgeNames(scope: Scope): void {
  for (const { column, span } of scope.open) if (!isKnown(scope.schema, column)) rejectMissing(scope.schema, column, span);
  judgeAmbiguous(scope);
}

export function judgeAmbiguous(scope: Scope): void {
  const doubtful = scope.open.find(({ ambiguous }) => ambiguous);
  if (doubtful !== undefined) rejectAmbiguous(doubtful.column.name, doubtful.span);
}

function isKnown(schema: Schema, column: ColumnName): boolean {
  return column.relation === undefined
    ? fieldsNamed(schema, column.name).length > 0
    : findQualified(schema, column.relation, column.name) !== undefined;
}

/** Tells the recorder of an expression's type, and returns it. */
export function told(scope: Scope, node: { readonly kind: string; readonly span: Span }, bound: Bound): Bound {
  scope.context.recorder?.type?.(node, bound.type);
  return bound;
}
