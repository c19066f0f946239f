import type { Terminal } from './terminal.ts';

/** A line on the error stream that says how far a long run is; nothing where nobody watches, or while it is short. */
export interface Progress {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** What people do not notice needs no progress. */
const PATIENCE = 500;
const PAUSE = 100;
const CLEAR_LINE = '\r\u001b[K';

export function progressOn(terminal: Terminal): Progress {
  if (terminal.isWatched !== true) return { show: () => {}, clear: () => {} };
  const start = terminal.now();
  let last = start + PATIENCE - PAUSE;
  let isShown = false;
  return {
    show(text) {
      const now = terminal.now();
      if (now - last < PAUSE) return;
      last = now;
      isShown = true;
      terminal.err(`${CLEAR_LINE}${text}`);
    },
    clear() {
      if (isShown) terminal.err(CLEAR_LINE);
      isShown = false;
    },
  };
}
