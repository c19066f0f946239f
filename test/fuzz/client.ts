import { PassThrough } from 'node:stream';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { NO_FILES, type Host } from '../../server/host.ts';
import { serve } from '../../server/server.ts';

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A server in this process, spoken to in frames as over a pipe. One that nobody holds any more is collected with its pipes. */
export interface Client {
  /** Sends a message as it is, right or wrong. */
  readonly send: (message: object) => void;
  readonly sendText: (body: string) => void;
  readonly request: (method: string, params: unknown) => Promise<Message>;
  /** Everything the server said so far. */
  readonly heard: readonly Message[];
}

export function openClient(host: Host = NO_FILES): Client {
  const toServer = new PassThrough();
  const fromServer = new PassThrough();
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(fromServer), {
    connectionStrategy: {},
  });
  serve(connection, host);
  const heard: Message[] = [];
  const waiting = new Map<number, (message: Message) => void>();
  let next = 1_000_000;
  const send = (message: object): void => sendText(JSON.stringify({ jsonrpc: '2.0', ...message }));
  const sendText = (body: string): void => void toServer.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  readFrames(fromServer, message => {
    heard.push(message);
    // Whatever the server asks is answered with nothing.
    if (message.method !== undefined && message.id !== undefined) send({ id: message.id, result: null });
    else if (typeof message.id === 'number') waiting.get(message.id)?.(message);
  });
  return {
    send,
    sendText,
    heard,
    request(method, params) {
      const id = next++;
      return new Promise(resolve => {
        waiting.set(id, resolve);
        send({ id, method, params });
      });
    },
  };
}

export function readFrames(stream: NodeJS.ReadableStream, take: (message: Message) => void): void {
  let buffer = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n');
      if (head === -1) return;
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString('ascii', 0, head))?.[1]);
      if (buffer.length < head + 4 + length) return;
      const body = buffer.toString('utf8', head + 4, head + 4 + length);
      buffer = buffer.subarray(head + 4 + length);
      take(JSON.parse(body) as Message);
    }
  });
}
