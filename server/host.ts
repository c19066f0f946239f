import type { Place } from '../config/index.ts';

/** What a server may ask of the machine it runs on: a process lends its disk, a worker has only what the client lends. */
export interface Host {
  /** The text of a file, or undefined when it is not there or no text. */
  readFile(uri: string): Promise<string | undefined>;
  /** The files under a folder. */
  list(folder: string, wanted: Wanted): Promise<readonly Listed[]>;
}

/** Which files are asked for. Places are URIs without percent escapes. */
export interface Wanted {
  readonly enters: (folder: Place) => boolean;
  readonly takes: (file: Place) => boolean;
}

export interface Listed {
  readonly uri: string;
  /** Changes when the file does; absent where nobody can tell. */
  readonly stamp?: string;
}

/** A host without files: only what the client opens exists. */
export const NO_FILES: Host = {
  readFile: () => Promise.resolve(undefined),
  list: () => Promise.resolve([]),
};
