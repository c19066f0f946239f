import type { Connection } from 'vscode-languageserver';
import type { Host } from './host.ts';
import { REQUESTS, type FileParams, type FolderParams } from './protocol.ts';

/** The client's files: a server in a worker has none of its own, and virtual workspaces are the client's anyway. */
export function lentFiles(connection: Connection): Host {
  const read = async (uri: string): Promise<string | undefined> => {
    const params: FileParams = { uri };
    const text = await connection.sendRequest<string | null>(REQUESTS.readFile, params);
    return text?.replace(/^\uFEFF/, '');
  };
  return {
    readFile: uri => read(uri).catch(() => undefined),
    async listSql(folder) {
      const params: FolderParams = { folder };
      const uris = await connection.sendRequest<readonly string[]>(REQUESTS.listFiles, params).catch(() => []);
      return uris.filter(uri => uri.endsWith('.sql'));
    },
    exists: async uri => (await read(uri).catch(() => undefined)) !== undefined,
  };
}
