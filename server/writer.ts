import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';
import { jsonOf } from './prepared.ts';

/**
 * Writes each message in one piece. The library's own writer waits for a turn of the event loop, and again between a message's head and
 * its body, and whoever reads is woken twice.
 */
export class WholeWriter extends AbstractMessageWriter implements MessageWriter {
  private readonly output: Writable;
  private failures = 0;

  constructor(output: Writable) {
    super();
    this.output = output;
    output.on('error', error => this.fireError(error));
    output.on('close', () => this.fireClose());
  }

  async write(message: Message): Promise<void> {
    const pieces = jsonOf(message);
    let length = 0;
    for (const piece of pieces) length += Buffer.byteLength(piece);
    const text = [`Content-Length: ${length}\r\n\r\n`, ...pieces].join('');
    await new Promise<void>((resolve, refuse) => {
      this.output.write(text, error => {
        if (error === undefined || error === null) return resolve();
        this.fireError(error, message, ++this.failures);
        refuse(error);
      });
    });
  }

  end(): void {
    this.output.end();
  }
}
