import type { Span } from '../../grammar/index.ts';
import type { Scalar } from '../constant/scalar.ts';
import type { DataType } from '../types.ts';
import type { PlanNode } from './plan.ts';

/**
 * An expression after name and type resolution, in the shape of DataFusion's logical expressions.
 * `name` is what DataFusion calls an unaliased output column that holds it ("schema mode", spec/inference.md section 3);
 * `display` is its other printing ("display mode", used inside FILTER, ORDER BY [..] and alias-called functions).
 */
export type Bound = BoundColumn | BoundLiteral | BoundCall | BoundAggregate | BoundWindow | BoundSubquery;

interface BoundBase {
  readonly type: DataType;
  readonly nullable: boolean;
  readonly name: string;
  readonly display: string;
  readonly span: Span;
  /** Why DataFusion cannot say its type; `type` is then NULL. Raised where a type is asked for, at the latest by the analyser. */
  readonly fault?: TypeFault;
}
/** A type error that waits until somebody asks for the type. */
export interface TypeFault {
  /** With DataFusion's own prefix (`Error during planning: …`, `Execution error: …`). */
  readonly message: string;
  readonly reason: string;
  readonly span: Span;
  /** GreptimeDB's own rules repair it before the analyser looks: it only counts where the planner asks for the type. */
  readonly repaired?: boolean;
}
export interface BoundColumn extends BoundBase {
  readonly kind: 'column';
  readonly field: Field;
  /** It belongs to an enclosing query. */
  readonly outer?: boolean;
}
export interface BoundLiteral extends BoundBase {
  readonly kind: 'literal';
  readonly value: Scalar;
}
/**
 * Everything that computes one value of others. `function` is the canonical name of a scalar function, or one of
 * `op:+ op:- op:* op:/ op:% op:= op:!= op:< op:<= op:> op:>= op:and op:or op:|| op:& op:| op:^ op:~ …`, `neg`, `not`, `is_null`, `is_not_null`,
 * `is_true`, …, `between`, `in_list`, `like`, `ilike`, `cast`, `try_cast`, `case`, `index`, `alias`.
 * `options` carries what is no argument (the negation of BETWEEN, the alias).
 */
export interface BoundCall extends BoundBase {
  readonly kind: 'call';
  readonly function: string;
  readonly args: readonly Bound[];
  readonly options?: { readonly [key: string]: string };
}
export interface BoundAggregate extends BoundBase {
  readonly kind: 'aggregate';
  readonly function: string;
  readonly args: readonly Bound[];
  readonly distinct: boolean;
  readonly filter?: Bound;
  readonly orderBy?: readonly Bound[];
}
export interface BoundWindow extends BoundBase {
  readonly kind: 'window';
  readonly function: string;
  readonly args: readonly Bound[];
  readonly partitionBy: readonly Bound[];
  readonly orderBy: readonly Bound[];
}
/** A scalar subquery, EXISTS, or IN (query). */
export interface BoundSubquery extends BoundBase {
  readonly kind: 'subquery';
  readonly form: 'scalar' | 'exists' | 'in';
  readonly negated?: boolean;
  readonly plan: PlanNode;
  readonly args: readonly Bound[];
}

/** A column of a plan's output. */
export interface Field {
  readonly name: string;
  /** As DataFusion prints it in front of the name: alias, `t`, `public.t`; absent for computed columns. */
  readonly qualifier?: string;
  /** The parts of the qualifier: catalog, database and table as far as they were written. */
  readonly relation?: readonly string[];
  readonly type: DataType;
  readonly nullable: boolean;
  /** It is the time index of a table, passed through unchanged (metadata that follows subqueries and aliases). */
  readonly timeIndex?: boolean;
  /** The label that count_values makes of the values: it is grouped by, though it need not be a text. */
  readonly label?: true;
  /** The base table's column it passes through, for the editor and for flows. */
  readonly origin?: { readonly database: string; readonly table: string; readonly column: string };
}
