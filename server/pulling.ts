import {
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { placeOf } from '../config/index.ts';
import { toConfigDiagnostic, toLspDiagnostic } from './convert/diagnostics.ts';
import type { Server } from './entry.ts';
import { isConfigFile } from './project.ts';

/** The findings of one document; `unchanged` where the client has them already. */
export async function documentReport(
  server: Server,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> {
  await server.loaded();
  const { resultId, items } = await resultOf(server, uri);
  return resultId === previousResultId
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items: items() };
}

/** The diagnostics of a configuration file, in the client's words. */
export async function configDiagnosticsOf({ session }: Server, uri: string): Promise<Diagnostic[]> {
  const problems = await session.configProblems(uri);
  return problems.filter(({ place }) => place === placeOf(uri)).map(problem => toConfigDiagnostic(session, problem));
}

/** What is found in a file, and its id, which is known of findings that were asked for before. */
interface Result {
  readonly resultId: string;
  readonly items: () => Diagnostic[];
}

const ids = new WeakMap<readonly object[], string>();

async function resultOf(server: Server, uri: string): Promise<Result> {
  const { session, client } = server;
  if (isConfigFile(placeOf(uri))) {
    const problems = await configDiagnosticsOf(server, uri);
    return { resultId: idOf(problems), items: () => problems };
  }
  const found = session.diagnostics(uri);
  const items = (): Diagnostic[] => found.map(diagnostic => toLspDiagnostic(session, diagnostic, client));
  const known = ids.get(found);
  if (known !== undefined) return { resultId: known, items };
  const made = items();
  const resultId = idOf(made);
  // The places in other files that a finding names may move while it stays the same.
  if (found.every(({ related }) => related.length === 0)) ids.set(found, resultId);
  return { resultId, items: () => made };
}

/**
 * The findings of the whole workspace. Where the client has everything already the answer waits for the next change: clients ask again
 * as soon as they are answered.
 */
export async function workspaceReport(
  server: Server,
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  await server.loaded();
  const before = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
  for (;;) {
    const change = server.change();
    const items = await reportsOf(server, before, token);
    if (items.some(({ kind }) => kind === DocumentDiagnosticReportKind.Full)) return { items };
    await Promise.race([change, cancelled(token)]);
    refuseCancelled(token);
  }
}

async function reportsOf(
  server: Server,
  before: ReadonlyMap<string, string>,
  token: CancellationToken,
): Promise<WorkspaceDocumentDiagnosticReport[]> {
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  const { session } = server;
  const uris = new Set([...session.uris(), ...session.faultyConfigs()]);
  for (const uri of uris) {
    const { resultId, items: found } = await resultOf(server, uri);
    const version = session.document(uri)?.version ?? null;
    if (before.get(uri) === resultId) items.push({ kind: DocumentDiagnosticReportKind.Unchanged, resultId, uri, version });
    else if (resultId !== NONE || before.has(uri))
      items.push({ kind: DocumentDiagnosticReportKind.Full, resultId, items: found(), uri, version });
    if (items.length % SLICE === SLICE - 1) await pause();
    refuseCancelled(token);
  }
  // A file that is gone has no findings any more.
  for (const [uri, id] of before)
    if (!uris.has(uri) && id !== NONE)
      items.push({ kind: DocumentDiagnosticReportKind.Full, resultId: NONE, items: [], uri, version: null });
  return items;
}

/** So many files are looked at before others get their turn. */
const SLICE = 20;

function pause(): Promise<void> {
  return new Promise(resolve => void setTimeout(resolve, 0));
}

function cancelled(token: CancellationToken): Promise<void> {
  return new Promise(resolve => {
    if (token.isCancellationRequested) resolve();
    else token.onCancellationRequested(() => resolve());
  });
}

function refuseCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'nobody waits for this any more');
}

/** The same findings have the same id. */
function idOf(items: readonly Diagnostic[]): string {
  if (items.length === 0) return NONE;
  const text = JSON.stringify(items);
  let a = 0x811c9dc5;
  let b = 0x1000193;
  for (let i = 0; i < text.length; i++) {
    a = Math.imul(a ^ text.charCodeAt(i), 0x01000193);
    b = Math.imul(b + text.charCodeAt(i), 0x85ebca6b) ^ (b >>> 13);
  }
  return `${text.length}-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
const NONE = '0';
