import type { Connection } from 'vscode-languageserver';
import { folderOf, placeOf } from '../config/index.ts';
import type { Host } from './host.ts';
import { REQUESTS, type FileParams, type FolderParams } from './protocol.ts';

/** The client's files: a server in a worker has none of its own, and virtual workspaces are the client's anyway. */
export function lentFiles(connection: Connection): Host {
  return {
    async readFile(uri) {
      const params: FileParams = { uri };
      const text = await connection.sendRequest<string | null>(REQUESTS.readFile, params).catch(() => null);
      return text?.replace(/^\uFEFF/, '');
    },
    async list(folder, { enters, takes }) {
      const params: FolderParams = { folder };
      const uris = await connection.sendRequest<readonly string[]>(REQUESTS.listFiles, params).catch(() => []);
      const top = placeOf(folder);
      const known = new Map<string, boolean>([[top, true]]);
      const isEntered = (place: string): boolean => {
        let entered = known.get(place);
        if (entered === undefined) {
          const outer = folderOf(place);
          entered = outer !== undefined && outer.length >= top.length && isEntered(outer) && enters(place);
          known.set(place, entered);
        }
        return entered;
      };
      return uris.filter(uri => takes(placeOf(uri)) && isEntered(folderOf(placeOf(uri)) ?? top)).map(uri => ({ uri }));
    },
  };
}
