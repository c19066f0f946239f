import { Range, Uri, window } from 'vscode';
import type { Definition, Region } from './protocol.ts';

export function toRange({ start, end }: Region): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** Shows where something is defined, with the definition selected. */
export async function reveal({ uri, range }: Definition, viewColumn?: number): Promise<void> {
  await window.showTextDocument(Uri.parse(uri), { selection: toRange(range), ...(viewColumn === undefined ? {} : { viewColumn }) });
}
