import { parseRequest, type Protocol, type Statement, type SyntaxFault } from '../grammar/index.ts';

export { openSession, type Session, type SessionSettings, type StatementReport } from './session.ts';

/** Parses a request as the server does: its statements, or the one fault that refuses it. */
export function parse(
  sql: string,
  options: { readonly protocol?: Protocol; readonly targetVersion?: string } = {},
): { readonly statements: readonly Statement[]; readonly faults: readonly SyntaxFault[] } {
  const { statements, faults } = parseRequest(sql, options.protocol);
  return { statements: statements.map(placed => placed.statement), faults };
}
