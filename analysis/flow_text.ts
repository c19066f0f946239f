import type { CreateFlow, Statement } from '../grammar/index.ts';
import { at } from './edits.ts';
import type { Edit, Fix } from './rule.ts';

/**
 * The way around the miscounted cut of a flow's query: characters outside ASCII only shift what stands behind them on their own line,
 * so the query goes on a line of its own, and the semicolon too. Lines that end in CRLF shift everything: there is no way but LF.
 */
export function separations(statement: Statement, flow: CreateFlow): readonly Fix[] {
  const { text } = statement;
  if (text.includes('\r')) return [];
  const edits: Edit[] = [];
  if (!isPlain(lineUpTo(text, flow.bodySpan.start))) edits.push({ span: at(flow.bodySpan.start), text: '\n' });
  if (text.endsWith(';') && !isPlain(lineUpTo(text, text.length))) edits.push({ span: at(text.length - 1), text: '\n' });
  return edits.length === 0 ? [] : [{ title: 'Put the query on lines of its own', safe: true, edits }];
}

function lineUpTo(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
