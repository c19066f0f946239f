import type { Expr, Protocol, Query, Statement, Tql } from '../grammar/index.ts';
import type { Scalar } from './constant/scalar.ts';
import type { PersistentMap } from './persistent.ts';
import type { DataType } from './types.ts';
import type { Version } from './version.ts';

/** The only catalog a standalone GreptimeDB has. */
export const CATALOG = 'greptime';
export const DEFAULT_DATABASE = 'public';

/** Everything a statement can see. A world is a value: a transition returns another, or the same one when nothing changed. */
export interface World {
  readonly databases: PersistentMap<Database>;
  /** The views of all databases. The same list as long as none comes or goes. */
  readonly views: readonly View[];
  /** By flow name: flows belong to the catalog, not to a database. */
  readonly flows: PersistentMap<Flow>;
  readonly session: SessionState;
  readonly fog: Fog;
  readonly settings: WorldSettings;
  /** Ids that the next table, flow and database get. */
  readonly nextTableId: number;
  readonly nextFlowId: number;
}

export interface WorldSettings {
  /** In a closed world what no statement created does not exist; in an open one it may. */
  readonly closed: boolean;
  readonly target: Version;
  /** Milliseconds since the epoch that `now()`, created and updated times show; absent: such values are unknown. */
  readonly now?: bigint;
}

export interface SessionState {
  readonly database: string;
  readonly timezone: string;
  readonly protocol: Protocol;
  /** Names of the cursors that are open. */
  readonly cursors?: ReadonlySet<string>;
  /** Texts that PREPARE named (MySQL). */
  readonly prepared?: ReadonlyMap<string, string>;
}

/**
 * Names whose state we lost track of, because a statement we do not understand may have created, changed or dropped them.
 * A look-up in the fog is `unknown`, never `missing`. Keys: `database.relation` (or `database.*`), flow names, database names.
 */
export interface Fog {
  readonly everything: boolean;
  readonly relations: PersistentMap<true>;
  readonly flows: PersistentMap<true>;
  readonly databases: PersistentMap<true>;
}

export interface Database {
  readonly name: string;
  readonly options: ReadonlyMap<string, string>;
  readonly relations: PersistentMap<Relation>;
  readonly definedBy?: Statement;
}

export type Relation = Table | View;

export interface Column {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  /** The default as SHOW CREATE TABLE prints it (`0`, `'x'`, `current_timestamp()`), with the expression it came from. */
  readonly default?: ColumnDefault;
  readonly comment?: string;
  readonly fulltext?: IndexOptions;
  /** Options of a full-text index that was taken off; a new one must have the same analyzer. */
  readonly formerFulltext?: IndexOptions;
  readonly skipping?: IndexOptions;
  readonly inverted?: boolean;
  readonly vectorIndex?: IndexOptions;
  /** JSON2 settings as SHOW CREATE TABLE prints them. */
  readonly json2?: string;
}
export type IndexOptions = ReadonlyMap<string, string>;
export interface ColumnDefault {
  readonly text: string;
  readonly expr?: Expr;
  /** A default that is computed at each insert (`current_timestamp()`, `now()`). */
  readonly impure: boolean;
  /** The constant, in the column's type; absent for impure defaults. */
  readonly value?: Scalar;
}

export interface Table {
  readonly kind: 'table';
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly timeIndex: string;
  /** `mito`, `metric`, `file`. */
  readonly engine: string;
  /** As given and kept by the server, keys in lower case. */
  readonly options: ReadonlyMap<string, string>;
  readonly comment?: string;
  readonly partitions?: { readonly columns: readonly string[]; readonly exprs: readonly string[] };
  /** Keys of options that a statement in doubt may have changed: their values are unknown. */
  readonly doubtedOptions?: readonly string[];
  /** The columns are not known (an external table whose file decides): every use of them is unknown. */
  readonly opaque?: boolean;
  readonly definedBy?: Statement;
  /** Made by this flow as its sink. */
  readonly createdByFlow?: string;
  /** In an open world: a sink that may have been there before its flow, with other columns. Nobody is refused because of it. */
  readonly assumed?: true;
}

export interface View {
  readonly kind: 'view';
  readonly id: number;
  readonly database: string;
  readonly name: string;
  /** Names written after the view's name, if any. */
  readonly columnNames: readonly string[];
  /** Output columns as planned when it was created; absent when we could not plan it. */
  readonly columns?: readonly Column[];
  readonly query: Query;
  /** The database that its query takes plain names from. */
  readonly home: string;
  /** Full names of the relations it reads. */
  readonly reads: readonly TableName[];
  readonly definition: string;
  readonly definedBy?: Statement;
}

/** A resolved three-part name, without the catalog where it is the session's own. */
export interface TableName {
  readonly catalog: string;
  readonly database: string;
  readonly name: string;
}

export interface Flow {
  readonly kind: 'flow';
  readonly id: number;
  readonly name: string;
  readonly sink: TableName;
  readonly sources: readonly FlowSource[];
  readonly state: 'active' | 'pending';
  /** In an open world: whether it was really made hangs on things we do not see, and we take it that it was. Nothing is judged by it. */
  readonly assumed?: true;
  readonly mode: 'batching' | 'streaming';
  readonly expireAfter?: bigint;
  readonly evalInterval?: bigint;
  readonly comment: string;
  /** User options, normalised (`true`/`false`), without flow_type. */
  readonly options: ReadonlyMap<string, string>;
  /** The stored query text. */
  readonly rawText: string;
  readonly body: Query | Tql;
  /** Schema of the session that created it. */
  readonly createdIn: string;
  readonly createdAt?: bigint;
  readonly updatedAt?: bigint;
  /** A statement changed it after it was created, so it was updated later than created. */
  readonly revised?: boolean;
  readonly definedBy: Statement;
}
export interface FlowSource {
  readonly name: TableName;
  /** The id it was bound to; absent when it did not exist (pending), or has no id (system table). */
  readonly id?: number;
}
