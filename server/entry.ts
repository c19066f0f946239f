import {
  ErrorCodes,
  RequestType,
  ResponseError,
  type CancellationToken,
  type Connection,
  type ProtocolRequestType,
  type ServerCapabilities,
} from 'vscode-languageserver';
import type { Client } from './client.ts';
import type { TokenMemory } from './convert/tokens.ts';
import type { Findings } from './findings.ts';
import type { Session } from './session.ts';

/** What every answer may draw on. */
export interface Server {
  readonly session: Session;
  readonly client: Client;
  readonly connection: Connection;
  readonly tokens: TokenMemory;
  readonly findings: Findings;
  /** Settles when something has changed that answers may depend on. */
  readonly change: () => Promise<void>;
  /** Settles when the files are read; before, what only was not read yet seems missing. */
  readonly loaded: () => Promise<void>;
}

/** A request that we answer: which feature does it, and what we say of it when we introduce ourselves. */
export interface Entry {
  readonly feature: string;
  readonly method: string;
  readonly capabilities: (client: Client) => Partial<ServerCapabilities>;
  readonly listen: (connection: Connection, server: () => Server | undefined, onBug: OnBug) => void;
}

export type OnBug = (feature: string, error: unknown) => void;
type Say = Partial<ServerCapabilities> | ((client: Client) => Partial<ServerCapabilities>);
type Answer<P, R> = (server: Server, params: P, token: CancellationToken) => R | Promise<R>;

/**
 * One line of the list of requests. An answer that throws is a bug: it is logged under the feature's name, and the client gets `empty`.
 * A thrown `ResponseError` is an answer.
 */
export function on<P, R, PR, E, RO>(
  feature: string,
  type: ProtocolRequestType<P, R, PR, E, RO>,
  say: Say,
  answer: Answer<P, NoInfer<R>>,
  empty: NoInfer<R>,
): Entry {
  return entry(feature, type.method, say, answer, empty);
}

/** A request of our own, that the protocol does not know. */
export function onOwn<P, R>(feature: string, type: RequestType<P, R, void>, answer: Answer<P, NoInfer<R>>, empty: NoInfer<R>): Entry {
  return entry(feature, type.method, {}, answer, empty);
}

function entry<P, R>(feature: string, method: string, say: Say, answer: Answer<P, R>, empty: R): Entry {
  return {
    feature,
    method,
    capabilities: typeof say === 'function' ? say : () => say,
    listen: (connection, server, onBug) => {
      connection.onRequest(method, async (params: P, token: CancellationToken): Promise<unknown> => {
        const began = Date.now();
        try {
          const answered = await answer(introduced(server()), params, token);
          connection.tracer.log(
            `${method} took ${Date.now() - began} ms`,
            (params as { textDocument?: { uri?: string } } | null)?.textDocument?.uri,
          );
          return answered;
        } catch (error) {
          if (error instanceof ResponseError) return error;
          onBug(feature, error);
          return empty;
        }
      });
    },
  };
}

/** Nothing is answered before both sides have introduced themselves. */
function introduced(server: Server | undefined): Server {
  if (server === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialized');
  return server;
}
