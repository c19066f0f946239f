import type { Connection } from 'vscode-languageserver';
import { uriOf } from '../config/index.ts';
import { NOTIFICATIONS, type Status } from './protocol.ts';
import type { Session } from './session.ts';
import { unattended } from './unattended.ts';

/** Edits come in bursts; who shows a summary can wait for their end. */
const PAUSE = 250;

/** Tells a client that wants it how things stand. Call the result whenever something may have changed. */
export function statusTeller(connection: Connection, session: Session): { readonly changed: () => void; readonly loaded: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let loading = true;
  const tell = (): void => {
    timer = undefined;
    void unattended(connection, 'the status', () => connection.sendNotification(NOTIFICATIONS.status, statusOf(session, loading)));
  };
  return {
    changed() {
      clearTimeout(timer);
      timer = setTimeout(tell, PAUSE);
    },
    loaded() {
      loading = false;
      clearTimeout(timer);
      tell();
    },
  };
}

function statusOf(session: Session, loading: boolean): Status {
  const { settings } = session.snapshot().workspace;
  const config = session.mainProject()?.config.file;
  const uris = session.uris();
  const severities = loading ? [] : uris.flatMap(uri => session.diagnostics(uri).map(({ severity }) => severity));
  const count = (...wanted: readonly string[]): number => severities.filter(severity => wanted.includes(severity)).length;
  return {
    loading,
    files: uris.length,
    errors: count('error'),
    warnings: count('warning'),
    notes: count('information', 'hint'),
    targetVersion: settings.targetVersion,
    world: settings.catalog,
    ...(config === undefined ? {} : { config: uriOf(config) }),
    own: session.openUris().filter(uri => session.file(uri) !== undefined),
  };
}
