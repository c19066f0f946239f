import type { Connection } from 'vscode-languageserver';

const told = new WeakMap<Connection, Set<string>>();

/** Tells the client's log of a bug of ours, once for each place it comes from, and of nothing else. */
export function logBug(connection: Connection, what: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const place = `${what} ${/\n\s+at .*/.exec(text)?.[0] ?? text}`;
  const known = told.get(connection) ?? new Set();
  told.set(connection, known);
  if (known.has(place)) return;
  known.add(place);
  connection.console.error(`${what} failed: ${text}`);
}

/** Runs what nobody waits for: a notification's handler, a timer, a question whose answer does not matter. What it throws is logged, and the server lives on. */
export async function unattended(connection: Connection, what: string, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    logBug(connection, what, error);
  }
}
