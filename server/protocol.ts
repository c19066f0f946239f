/**
 * What client and server say to each other beyond the language server protocol. Types and names only: client/protocol.ts is the same
 * text, because the client imports nothing of the server (test/vscode/protocol.test.ts compares the two).
 */

/** The scheme of documents that the server writes: `greptime-sql:/catalog/…`, `/predicted/…`, `/show-create/…`, `/sink/…`. */
export const VIRTUAL_SCHEME = 'greptime-sql';

export const REQUESTS = {
  /** CatalogParams → Catalog */
  catalog: 'greptime-sql/catalog',
  /** no parameters → Graph */
  graph: 'greptime-sql/graph',
  /** DocumentParams → VirtualDocument | null */
  document: 'greptime-sql/document',
  /** FolderParams → string[]: asked of a client that lends its files. */
  listFiles: 'greptime-sql/listFiles',
  /** FileParams → string | null: asked of a client that lends its files. */
  readFile: 'greptime-sql/readFile',
} as const;

export const NOTIFICATIONS = {
  /** Status: whenever it or the catalog changed, at most a few times a second. */
  status: 'greptime-sql/status',
} as const;

/** What a client may declare as `capabilities.experimental.greptimeSql`. */
export interface ClientAbilities {
  /** It wants status notifications. */
  readonly status?: boolean;
  /** It answers `listFiles` and `readFile`, for folders that the server cannot read itself. */
  readonly files?: boolean;
}

export interface Place {
  readonly line: number;
  readonly character: number;
}
export interface Region {
  readonly start: Place;
  readonly end: Place;
}
export interface Definition {
  readonly uri: string;
  readonly range: Region;
}

/** A moment of the workspace: before the statement at a position, or (without one) after everything. */
export interface CatalogParams {
  readonly textDocument?: { readonly uri: string };
  readonly position?: Place;
}
export interface Catalog {
  /** The moment in words: `after all files`, `before statement 3 of 02_flows.sql`. */
  readonly moment: string;
  readonly databases: readonly CatalogDatabase[];
  readonly flows: readonly CatalogFlow[];
}
export interface CatalogDatabase {
  readonly name: string;
  readonly relations: readonly CatalogRelation[];
}
export interface CatalogRelation {
  readonly kind: 'table' | 'view';
  readonly name: string;
  readonly columns: readonly CatalogColumn[];
  /** The flow whose sink it is and that made it. */
  readonly createdByFlow?: string;
  /** Flows and views, by name. */
  readonly readers: readonly string[];
  readonly writers: readonly string[];
  readonly definition?: Definition;
}
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
  readonly role?: 'time index' | 'primary key';
}
export interface CatalogFlow {
  readonly name: string;
  readonly state: 'active' | 'pending';
  readonly mode: 'batching' | 'streaming';
  /** It hangs on objects that no file creates whether the flow was really made. */
  readonly assumed?: boolean;
  /** `database.name` of what it reads and writes. */
  readonly sources: readonly string[];
  readonly missing: readonly string[];
  readonly sink: string;
  readonly definition?: Definition;
}

/** Who reads what and writes where, at the end of the workspace. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
export interface GraphNode {
  /** `flow:name`, or `relation:database.name`. */
  readonly id: string;
  readonly kind: 'table' | 'view' | 'flow';
  readonly label: string;
  readonly state?: 'active' | 'pending';
  readonly mode?: 'batching' | 'streaming';
  /** It hangs on objects that no file creates whether the flow was really made. */
  readonly assumed?: boolean;
  /** A relation that does not exist where it is read. */
  readonly missing?: boolean;
  /** A relation that no file creates and that may exist all the same. */
  readonly elsewhere?: boolean;
  /** The sink of a flow that has not made it. */
  readonly notYet?: boolean;
  /** A sink that its flow makes. */
  readonly createdByFlow?: string;
  /** It feeds itself, directly or through others. */
  readonly inCycle?: boolean;
  readonly definition?: Definition;
}
/** Data goes from `from` to `to`. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly inCycle?: boolean;
}

/**
 * A virtual document's address is `greptime-sql:/<kind>/<title>?<query>`; the query, as of URLs, holds `uri`, and `line` and
 * `character` where a position matters, or `name` where a thing does.
 */
export interface DocumentParams {
  readonly uri: string;
}
export interface VirtualDocument {
  readonly text: string;
}

export interface FolderParams {
  readonly folder: string;
}
export interface FileParams {
  readonly uri: string;
}

export interface Status {
  readonly loading: boolean;
  /** SQL files that are judged. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** Information and hints. */
  readonly notes: number;
  readonly targetVersion: string;
  readonly world: 'open' | 'closed';
  /** Open documents that are judged: only for them are we a formatter. */
  readonly own: readonly string[];
  /** The configuration file in force. */
  readonly config?: string;
}
