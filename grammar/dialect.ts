/** Which wire protocol a text comes from; each has its own SQL dialect. */
export type Protocol = 'http' | 'mysql' | 'postgres';

/**
 * Where the three dialects differ (spec: HTTP and gRPC use GreptimeDB's own dialect, the wire protocols sqlparser's).
 * Lexer and gates ask this object and nothing else.
 */
export interface Dialect {
  readonly protocol: Protocol;
  readonly greptime: boolean;
  readonly mysql: boolean;
  readonly postgres: boolean;
}

export const DIALECTS: { readonly [P in Protocol]: Dialect } = {
  http: { protocol: 'http', greptime: true, mysql: false, postgres: false },
  mysql: { protocol: 'mysql', greptime: false, mysql: true, postgres: false },
  postgres: { protocol: 'postgres', greptime: false, mysql: false, postgres: true },
};
