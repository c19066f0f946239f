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
import { toConfigDiagnostic } from './convert/diagnostics.ts';
import type { Server } from './entry.ts';
import { worded, type Worded } from './findings.ts';
import { prepare } from './prepared.ts';

/** The findings of one document; `unchanged` where the client has them already. */
export async function documentReport(
  server: Server,
  { textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> {
  await server.loaded();
  const { resultId, found } = await resultOf(server, uri);
  if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
  return prepare({ kind: DocumentDiagnosticReportKind.Full, resultId, items: itemsOf(found) }, () => [
    `{"kind":"full","resultId":"${resultId}","items":[`,
    found.map(({ json }) => json).join(','),
    ']}',
  ]);
}

/** The diagnostics of a configuration file, in the client's words. */
export async function configDiagnosticsOf({ session }: Server, uri: string): Promise<Diagnostic[]> {
  const problems = await session.configProblems(uri);
  return problems.filter(({ place }) => place === placeOf(uri)).map(problem => toConfigDiagnostic(session, problem));
}

/** What is found in a file, and its id. */
interface Result {
  readonly resultId: string;
  readonly found: readonly Worded[];
}

async function resultOf(server: Server, uri: string): Promise<Result> {
  const { session, findings } = server;
  const found = session.isConfig(uri)
    ? (await configDiagnosticsOf(server, uri)).map(worded)
    : findings.worded(uri, session.diagnostics(uri));
  return { resultId: idOf(found), found };
}

function itemsOf(found: readonly Worded[]): Diagnostic[] {
  return found.map(({ diagnostic }) => diagnostic);
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
    const { resultId, found } = await resultOf(server, uri);
    const version = session.document(uri)?.version ?? null;
    if (before.get(uri) === resultId) items.push({ kind: DocumentDiagnosticReportKind.Unchanged, resultId, uri, version });
    else if (resultId !== NONE || before.has(uri))
      items.push({ kind: DocumentDiagnosticReportKind.Full, resultId, items: itemsOf(found), uri, version });
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

const NONE = '0';

const ids = new WeakMap<readonly Worded[], string>();

/** The same findings have the same id. Lists that were looked at are known, and so are findings that are in another list. */
function idOf(found: readonly Worded[]): string {
  if (found.length === 0) return NONE;
  let id = ids.get(found);
  if (id === undefined) {
    let [a, b] = SEED;
    for (const one of found) {
      const [c, d] = digestOf(one);
      a = Math.imul(a ^ c, 0x01000193);
      b = Math.imul(b + d, 0x85ebca6b) ^ (b >>> 13);
    }
    ids.set(found, (id = `${found.length}-${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`));
  }
  return id;
}

type Digest = readonly [number, number];
const SEED: Digest = [0x811c9dc5, 0x1000193];

const digests = new WeakMap<Worded, Digest>();

function digestOf(found: Worded): Digest {
  let digest = digests.get(found);
  if (digest === undefined) {
    const { json } = found;
    let [a, b] = SEED;
    for (let i = 0; i < json.length; i++) {
      a = Math.imul(a ^ json.charCodeAt(i), 0x01000193);
      b = Math.imul(b + json.charCodeAt(i), 0x85ebca6b) ^ (b >>> 13);
    }
    digests.set(found, (digest = [a, b]));
  }
  return digest;
}
