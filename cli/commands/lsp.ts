import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Trouble } from '../trouble.ts';

/** Where the server's bundle lies: beside this one, or above the compiled floors. */
const PLACES = ['./server.cjs', '../../server.cjs'] as const;

/** Becomes the language server. It reads `--stdio`, `--node-ipc`, `--socket=<port>` and `--pipe=<name>` from the command line itself. */
export async function lspCommand(isConnected: boolean): Promise<never> {
  const path = PLACES.map(place => fileURLToPath(new URL(place, import.meta.url))).find(place => existsSync(place));
  if (path === undefined) throw new Trouble('cannot find the language server: server.cjs must lie beside cli.cjs');
  if (!isConnected) process.argv.push('--stdio');
  createRequire(import.meta.url)(path);
  // The server ends the process.
  return new Promise<never>(() => {});
}
