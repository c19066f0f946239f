import type { SnapshotObject } from '../../config/index.ts';
import { Trouble } from '../trouble.ts';
import { isSystem, objectsOf } from './dump.ts';
import { isObject, rowsOf, type Row } from './rows.ts';
import { quoted } from './tables.ts';

/** A GreptimeDB that answers SQL over HTTP. */
export interface Server {
  readonly url: string;
  /** `user:password`, the same in base64, or a whole Authorization value (`Bearer …`). */
  readonly token?: string;
  readonly databases?: readonly string[];
}

/** Everything that SHOW CREATE prints of the databases of a server. Only reads. */
export async function importFrom(server: Server): Promise<readonly SnapshotObject[]> {
  const ask = asker(server);
  const all = (await ask('SHOW DATABASES', 'public')).map(row => String(Object.values(row)[0]));
  for (const wanted of server.databases ?? []) if (!all.includes(wanted)) throw new Trouble(`the server has no database ${wanted}`);
  const objects: SnapshotObject[] = [];
  for (const database of server.databases ?? all.filter(name => !isSystem(name))) {
    if (database !== 'public')
      objects.push(...objectsOf(await ask(`SHOW CREATE DATABASE ${quoted(database)}`, database), database).objects);
    const relations = await ask(
      `SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = '${database.replaceAll("'", "''")}' ORDER BY table_name`,
      database,
    );
    for (const { table_name: name, table_type: type } of relations) {
      if (typeof name !== 'string' || type === 'LOCAL TEMPORARY') continue;
      objects.push(
        ...objectsOf(await ask(`SHOW CREATE ${type === 'VIEW' ? 'VIEW' : 'TABLE'} ${quoted(name)}`, database), database).objects,
      );
    }
  }
  for (const row of await ask('SHOW FLOWS', 'public')) {
    const flow = String(Object.values(row)[0]);
    objects.push(...objectsOf(await ask(`SHOW CREATE FLOW ${quoted(flow)}`, 'public'), 'public').objects);
  }
  return objects;
}

const PATIENCE = 30_000;

function asker({ url, token }: Server): (sql: string, database: string) => Promise<readonly Row[]> {
  const endpoint = endpointOf(url);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(token === undefined ? {} : { authorization: authorization(token) }),
  };
  return async (sql, database) => {
    endpoint.searchParams.set('db', database);
    let response;
    try {
      // A redirect could carry the token to somebody else.
      response = await fetch(endpoint, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ sql }),
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch (error) {
      const { cause, message } = error as Error & { readonly cause?: Error };
      throw new Trouble(`cannot reach ${endpoint.origin}: ${cause?.message ?? message}`);
    }
    const body = await response.text();
    const answer = parsed(body);
    if (response.status === 401 || response.status === 403)
      throw new Trouble(`${endpoint.origin} wants other credentials (${response.status}): GREPTIME_TOKEN holds them`);
    if (!isObject(answer)) throw new Trouble(`${endpoint.origin} does not answer as GreptimeDB does (${response.status})`);
    if (typeof answer['error'] === 'string')
      throw new Trouble(`${endpoint.origin} answers ${String(answer['code'])} to ${sql}: ${answer['error']}`);
    return rowsOf(answer);
  };
}

function endpointOf(written: string): URL {
  let url;
  try {
    url = new URL(written);
  } catch {
    throw new Trouble(`${written} is no URL: it looks like http://127.0.0.1:4000`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Trouble(`${written} is no URL of an HTTP server`);
  if (url.username !== '' || url.password !== '')
    throw new Trouble('credentials belong in the environment variable GREPTIME_TOKEN, not in a URL');
  url.pathname = `${url.pathname.replace(/\/(v1\/sql\/?)?$/, '')}/v1/sql`;
  return url;
}

function authorization(token: string): string {
  if (/^(Basic|Bearer) /.test(token)) return token;
  return `Basic ${token.includes(':') ? Buffer.from(token).toString('base64') : token}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
