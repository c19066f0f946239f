import type { Connection } from 'vscode-languageserver';

/** Tells the client's log of a bug of ours, and of nothing else. */
export function logBug(connection: Connection, what: string, error: unknown): void {
  connection.console.error(`${what} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

/** Runs what nobody waits for: a notification's handler, a timer, a question whose answer does not matter. What it throws is logged, and the server lives on. */
export async function unattended(connection: Connection, what: string, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    logBug(connection, what, error);
  }
}
