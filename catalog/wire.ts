import type { Protocol } from '../grammar/index.ts';

/**
 * Requests that the protocol layer answers itself, before any parser sees them: what connectors and dump tools send.
 * MySQL: `src/servers/src/mysql/federated.rs`; PostgreSQL: `src/servers/src/postgres/fixtures.rs`.
 */
export function isAnsweredByWire(request: string, protocol: Protocol): boolean {
  if (protocol === 'http') return false;
  const text = request.trim();
  return (protocol === 'mysql' ? MYSQL : POSTGRES).test(text);
}

const MYSQL = /^(?:ROLLBACK|COMMIT|START|BEGIN\b|SET NAMES|SET TRANSACTION|SET SESSION TRANSACTION|LOCK TABLES|UNLOCK TABLES)/i;
const POSTGRES =
  /^(?:START TRANSACTION|BEGIN|COMMIT|ROLLBACK|ABORT TRANSACTION|SET TRANSACTION|SET SESSION CHARACTERISTICS AS TRANSACTION)\b[^;]*;?$/i;
