import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A language client over stdio: raw JSON-RPC, so that it costs next to nothing itself. */
export class Client {
  constructor(command, args, options = {}) {
    this.started = performance.now();
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], ...options });
    this.buffer = Buffer.alloc(0);
    this.waiting = new Map();
    this.watchers = new Set();
    this.id = 0;
    this.child.stdout.on('data', chunk => this.receive(chunk));
    this.child.on('exit', () => {
      for (const { refuse } of this.waiting.values()) refuse(new Error('the server ended'));
    });
  }

  receive(chunk) {
    this.buffer = this.buffer.length === 0 ? chunk : Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const head = this.buffer.indexOf('\r\n\r\n');
      if (head === -1) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.toString('latin1', 0, head))[1]);
      if (this.buffer.length < head + 4 + length) return;
      const message = JSON.parse(this.buffer.toString('utf8', head + 4, head + 4 + length));
      this.buffer = this.buffer.subarray(head + 4 + length);
      this.told(message);
    }
  }

  told(message) {
    if (message.id !== undefined && message.method === undefined) {
      this.waiting.get(message.id)?.resolve(message.result);
      this.waiting.delete(message.id);
    } else if (message.id !== undefined) {
      // Whatever the server asks: there are no settings, and everything is registered.
      this.write({ id: message.id, result: message.method === 'workspace/configuration' ? message.params.items.map(() => null) : null });
    } else for (const watcher of this.watchers) watcher(message);
  }

  write(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.child.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.child.stdin.write(body);
  }

  notify(method, params) {
    this.write({ method, params });
  }

  ask(method, params) {
    const id = ++this.id;
    this.write({ id, method, params });
    return new Promise((resolve, refuse) => this.waiting.set(id, { resolve, refuse }));
  }

  /** The next diagnostics of a document, of this version or a later one. */
  diagnostics(uri, version, patience = 60_000) {
    return new Promise(resolve => {
      const timer = setTimeout(() => done(undefined), patience);
      const watcher = ({ method, params }) => {
        if (
          method === 'textDocument/publishDiagnostics' &&
          params.uri === uri &&
          (params.version === undefined || params.version === null || params.version >= version)
        )
          done(params);
      };
      const done = value => {
        clearTimeout(timer);
        this.watchers.delete(watcher);
        resolve(value);
      };
      this.watchers.add(watcher);
    });
  }

  async initialize(root, pull) {
    const result = await this.ask('initialize', {
      processId: process.pid,
      rootUri: root,
      workspaceFolders: [{ uri: root, name: 'bench' }],
      capabilities: {
        textDocument: {
          synchronization: { didSave: true },
          ...(pull ? { diagnostic: {} } : { publishDiagnostics: { versionSupport: true } }),
        },
        workspace: { configuration: true, workspaceFolders: true },
      },
    });
    const took = performance.now() - this.started;
    this.notify('initialized', {});
    return { result, took };
  }

  /** Resident memory of the server, its children included, in MB. */
  memory() {
    let total = 0;
    const open = [this.child.pid];
    while (open.length > 0) {
      const pid = open.pop();
      try {
        total += Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
        open.push(...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
      } catch {
        // It is gone, or this is no Linux.
      }
    }
    return Math.round(total);
  }

  /** Ends the server as the protocol says, and waits until it has ended. */
  async end() {
    const ended = new Promise(resolve => this.child.on('exit', resolve));
    await this.ask('shutdown', undefined);
    this.notify('exit', undefined);
    await Promise.race([ended, new Promise(resolve => void setTimeout(resolve, 5000).unref())]);
  }

  stop() {
    this.child.kill('SIGKILL');
  }
}
