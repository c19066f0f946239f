import type { Query } from '../../grammar/index.ts';
import type { Rejected, Unknown } from '../verdict.ts';
import type { Relation, TableName, World } from '../world.ts';
import type { Bound, Field } from './bound.ts';

/** A logical plan, as far as flows, views and the editor need one: the shapes of DataFusion's nodes, their inputs and outputs. */
export type PlanNode =
  | { readonly kind: 'scan'; readonly fields: readonly Field[]; readonly table: TableName; readonly relation: Relation | 'system' }
  | { readonly kind: 'empty'; readonly fields: readonly Field[] }
  | { readonly kind: 'values'; readonly fields: readonly Field[]; readonly rows: readonly (readonly Bound[])[] }
  | { readonly kind: 'table_function'; readonly fields: readonly Field[]; readonly function: string; readonly args: readonly Bound[] }
  | { readonly kind: 'filter'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly predicate: Bound }
  | { readonly kind: 'project'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly exprs: readonly Bound[] }
  | {
      readonly kind: 'aggregate';
      readonly fields: readonly Field[];
      readonly input: PlanNode;
      readonly groups: readonly Bound[];
      readonly aggregates: readonly Bound[];
    }
  | { readonly kind: 'window'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly windows: readonly Bound[] }
  | { readonly kind: 'unnest'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly exprs: readonly Bound[] }
  | { readonly kind: 'distinct'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly on: readonly Bound[] }
  | { readonly kind: 'sort'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly keys: readonly Bound[] }
  | {
      readonly kind: 'limit';
      readonly fields: readonly Field[];
      readonly input: PlanNode;
      /** The LIMIT, where it is a number. */ readonly rows?: number;
    }
  | {
      readonly kind: 'join';
      readonly fields: readonly Field[];
      readonly left: PlanNode;
      readonly right: PlanNode;
      readonly type: string;
      readonly on?: Bound;
      /** The columns of USING and NATURAL, left and right. */ readonly using?: readonly (readonly [Field, Field])[];
    }
  | { readonly kind: 'union'; readonly fields: readonly Field[]; readonly inputs: readonly PlanNode[] }
  | {
      readonly kind: 'set';
      readonly fields: readonly Field[];
      readonly op: 'INTERSECT' | 'EXCEPT';
      readonly left: PlanNode;
      readonly right: PlanNode;
    }
  | { readonly kind: 'alias'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly name: string }
  | { readonly kind: 'range'; readonly fields: readonly Field[]; readonly input: PlanNode; readonly exprs: readonly Bound[] }
  | { readonly kind: 'tql'; readonly fields: readonly Field[]; readonly tables: readonly TableName[] }
  | { readonly kind: 'recursive'; readonly fields: readonly Field[]; readonly base: PlanNode; readonly step: PlanNode }
  | { readonly kind: 'dml'; readonly fields: readonly Field[] };

/** A query with every name and type resolved. */
export interface Planned {
  readonly kind: 'planned';
  readonly plan: PlanNode;
  /** Output columns, in order. */
  readonly fields: readonly Field[];
  /** Every base relation that is read, once, subqueries and the bodies of CTEs included (a view counts as itself). */
  readonly reads: readonly TableName[];
}

/** What planning yields. Planning never throws. */
export type Planning = Planned | Rejected | Unknown;

/** The signature every planner entry has: the world names the tables and the session's database. */
export type Planner<N = Query> = (world: World, node: N) => Planning;
