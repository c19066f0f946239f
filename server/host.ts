/** What a server may ask of the machine it runs on. The node entry lends files; a worker lends nothing but the client's answers. */
export interface Host {
  /** The text of a file, or undefined when it is not there or no text. */
  readFile(uri: string): Promise<string | undefined>;
  /** The SQL files under a folder. */
  listSql(folder: string): Promise<readonly string[]>;
  /** Whether a file is there. */
  exists(uri: string): Promise<boolean>;
}

/** A host without files: only what the client opens exists. */
export const NO_FILES: Host = {
  readFile: () => Promise.resolve(undefined),
  listSql: () => Promise.resolve([]),
  exists: () => Promise.resolve(false),
};
