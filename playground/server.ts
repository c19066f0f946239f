import type { lsp } from 'monaco-editor';

type Transport = ConstructorParameters<typeof lsp.MonacoLspClient>[0];
type Message = Parameters<Transport['send']>[0];

/** Requests of the page itself are told from those of Monaco's client by their ids. */
const OWN = 'page:';

/** The language server in its worker, for two clients: Monaco's, and the page with requests of its own. */
export class Server {
  private readonly worker: Worker;
  private readonly waiting = new Map<string, { resolve: (result: unknown) => void; reject: (error: Error) => void }>();
  private next = 1;
  private listener: ((message: Message) => unknown) | undefined;
  private readonly early: Message[] = [];
  /** Told whenever findings or catalog may be others than before. */
  onStatus: () => void = () => {};
  readonly transport: Transport;

  constructor(script: string, settings: object) {
    this.worker = new Worker(script);
    this.worker.addEventListener('message', ({ data }: MessageEvent<Message>) => this.receive(data));
    this.transport = {
      state: { value: { state: 'open' }, onChange: () => ({ dispose() {} }) },
      send: message => {
        this.worker.postMessage(message.method === 'initialize' ? initialized(message, settings) : message);
        return Promise.resolve();
      },
      setListener: listener => {
        this.listener = listener;
        if (listener !== undefined) for (const message of this.early.splice(0)) listener(message);
      },
    } as Transport;
  }

  request<T>(method: string, params: object): Promise<T> {
    const id = `${OWN}${this.next++}`;
    this.worker.postMessage({ jsonrpc: '2.0', id, method, params });
    return new Promise<T>((resolve, reject) => this.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject }));
  }

  private receive(message: Message): void {
    const asked = typeof message.id === 'string' && message.method === undefined ? this.waiting.get(message.id) : undefined;
    if (asked !== undefined) {
      this.waiting.delete(message.id as string);
      if (message.error === undefined) asked.resolve(message.result);
      else asked.reject(new Error(message.error.message));
    } else if (message.method === 'greptime-sql/status') this.onStatus();
    // Nobody lends files here, and Monaco's client answers nothing that it does not know.
    else if (message.id !== undefined && message.method?.startsWith('greptime-sql/') === true) {
      this.worker.postMessage({ jsonrpc: '2.0', id: message.id, result: message.method.endsWith('listFiles') ? [] : null });
    } else if (this.listener === undefined) this.early.push(message);
    else this.listener(message);
  }
}

/** The client's first message, with what the page wants of the server. */
function initialized(message: Message, settings: object): Message {
  const params = message.params as { capabilities: object };
  const capabilities = { ...params.capabilities, experimental: { greptimeSql: { status: true } } };
  return { ...message, params: { ...params, capabilities, initializationOptions: settings } } as Message;
}
