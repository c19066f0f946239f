import type { Node } from '../../grammar/index.ts';
import type { FunctionRow } from '../data/functions.ts';
import type { DataType } from '../types.ts';
import type { Relation, TableName } from '../world.ts';
import type { Field } from './bound.ts';

/** What an editor wants to know of a query beyond its plan. The planner tells it along the way, if somebody listens. */
export interface Recorder {
  /** A name in FROM and the table it stands for; `relation` is absent for CTEs and `system` for what the server provides. */
  relation?(node: Node, name: TableName | { readonly cte: string }, relation?: Relation | 'system'): void;
  /** A column reference and the field it resolved to; `outer` for a correlated one. */
  column?(node: Node, field: Field, outer: boolean): void;
  type?(node: Node, type: DataType): void;
  function?(node: Node, row: FunctionRow): void;
  /** The fields in scope of an expression, an ORDER BY key, … : what may be written there. */
  scope?(node: Node, fields: readonly Field[]): void;
}
