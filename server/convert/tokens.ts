import type { SemanticTokens, SemanticTokensDelta, SemanticTokensLegend } from 'vscode-languageserver';
import type { SemanticToken } from '../../analysis/index.ts';
import { TOKEN_KINDS, TOKEN_MODIFIERS } from '../../analysis/features/token_kinds.ts';
import type { Client } from '../client.ts';
import type { Lines } from '../lines.ts';
import { toPosition, widthOf, type Encoding } from '../text.ts';

export const LEGEND: SemanticTokensLegend = { tokenTypes: [...TOKEN_KINDS], tokenModifiers: [...TOKEN_MODIFIERS] };

/** The tokens each document had when they were last told, so that only what changed is told again. */
export class TokenMemory {
  private readonly told = new Map<string, { readonly id: string; readonly data: readonly number[] }>();
  private next = 0;

  remember(uri: string, data: readonly number[]): SemanticTokens {
    const id = String(this.next++);
    this.told.set(uri, { id, data });
    return { resultId: id, data: [...data] };
  }

  forget(uri: string): void {
    this.told.delete(uri);
  }

  /** What changed since the result `id`; everything where nobody knows that result any more. */
  difference(uri: string, id: string, data: readonly number[]): SemanticTokens | SemanticTokensDelta {
    const before = this.told.get(uri);
    const { resultId } = this.remember(uri, data);
    if (before === undefined || before.id !== id) return { resultId: resultId!, data: [...data] };
    const old = before.data;
    let start = 0;
    while (start < old.length && start < data.length && old[start] === data[start]) start++;
    let end = 0;
    while (end < old.length - start && end < data.length - start && old[old.length - 1 - end] === data[data.length - 1 - end]) end++;
    if (start === old.length && start === data.length) return { resultId: resultId!, edits: [] };
    return { resultId: resultId!, edits: [{ start, deleteCount: old.length - start - end, data: data.slice(start, data.length - end) }] };
  }
}

/** Tokens in the protocol's five numbers each, relative to the token before; one of several lines is told line by line. */
export function encodeTokens(tokens: readonly SemanticToken[], lines: Lines, encoding: Encoding, client: Client): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const token of tokens) {
    const kind = TOKEN_KINDS.indexOf(token.kind);
    const modifiers = token.modifiers.reduce((bits, modifier) => bits | (1 << TOKEN_MODIFIERS.indexOf(modifier)), 0);
    for (const { start, end } of client.multilineTokens ? [token] : linesOfToken(token, lines)) {
      const place = toPosition(lines, start, encoding);
      const width = client.multilineTokens
        ? widthOf(lines.content, start, end, encoding)
        : toPosition(lines, end, encoding).character - place.character;
      if (width <= 0) continue;
      data.push(place.line - line, place.line === line ? place.character - character : place.character, width, kind, modifiers);
      ({ line, character } = place);
    }
  }
  return data;
}

function linesOfToken({ start, end }: SemanticToken, { content }: Lines): readonly { readonly start: number; readonly end: number }[] {
  const written = content.slice(start, end);
  if (!/[\r\n]/.test(written)) return [{ start, end }];
  return [...written.matchAll(/[^\r\n]+/g)].map(part => ({ start: start + part.index, end: start + part.index + part[0].length }));
}
