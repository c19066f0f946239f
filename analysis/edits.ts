import { DIALECTS, lex, T, type CreateFlow, type Option, type Span, type Statement } from '../grammar/index.ts';
import type { Edit } from './rule.ts';

/** Edits of one statement's text, counted from its first character. */

/** Adds an option to a flow, or sets it where it is written already. Other options, clause order and comments stay. */
export function setFlowOption(statement: Statement, flow: CreateFlow, key: string, value: string): readonly Edit[] {
  const written = flow.options.find(option => option.key.value.toLowerCase() === key);
  if (written !== undefined) return [{ span: written.value.span, text: value }];
  const last = flow.options.at(-1);
  if (last !== undefined) return [{ span: at(last.span.end), text: `, ${key} = ${value}` }];
  if (flow.withSpan !== undefined) return [{ span: at(statement.text.indexOf('(', flow.withSpan.start) + 1), text: `${key} = ${value}` }];
  return [insertBeforeAs(statement, flow, `WITH (${key} = ${value})`)];
}

/** Takes an option away, and the whole WITH clause where it was the only one. */
export function removeOption(statement: Statement, flow: CreateFlow, option: Option): Edit {
  const index = flow.options.indexOf(option);
  const next = flow.options[index + 1];
  const previous = flow.options[index - 1];
  if (next !== undefined) return { span: { start: option.span.start, end: next.span.start }, text: '' };
  if (previous !== undefined) return { span: { start: previous.span.end, end: option.span.end }, text: '' };
  return { span: { start: flow.withSpan?.start ?? option.span.start, end: asOf(statement, flow) }, text: '' };
}

/** Puts a clause in front of the AS of a flow, on a line of its own where AS starts one. */
export function insertBeforeAs(statement: Statement, flow: CreateFlow, clause: string): Edit {
  const as = asOf(statement, flow);
  const lineStart = statement.text.lastIndexOf('\n', as - 1) + 1;
  const ownLine = lineStart > 0 && statement.text.slice(lineStart, as).trim() === '';
  return { span: at(as), text: clause + (ownLine ? `\n${statement.text.slice(lineStart, as)}` : ' ') };
}

/** Puts an EVAL INTERVAL clause where it belongs: in front of COMMENT, WITH or AS, whichever comes first. */
export function insertEvalInterval(statement: Statement, flow: CreateFlow, clause: string): Edit {
  const tokens = lex(statement.text, DIALECTS.http);
  const from = flow.expireAfter?.span.end ?? flow.sink.span.end;
  for (let i = 0; i < tokens.count; i++) {
    const start = tokens.starts[i]!;
    if (start < from || start >= flow.bodySpan.start) continue;
    if (/^(comment|with)$/i.test(statement.text.slice(start, tokens.ends[i]!))) return { span: at(start), text: `${clause} ` };
  }
  return insertBeforeAs(statement, flow, clause);
}

/** Where the AS in front of a flow's query stands. */
function asOf(statement: Statement, flow: CreateFlow): number {
  const tokens = lex(statement.text, DIALECTS.http);
  for (let i = tokens.count - 1; i >= 0; i--) {
    if (tokens.kinds[i] === T.AS.kind && tokens.ends[i]! <= flow.bodySpan.start) return tokens.starts[i]!;
  }
  return flow.bodySpan.start;
}

/** The empty span at an offset: an insertion. */
export function at(offset: number): Span {
  return { start: offset, end: offset };
}

/** A text with edits applied; they must not overlap. */
export function applyEdits(text: string, edits: readonly Pick<Edit, 'span' | 'text'>[]): string {
  let result = text;
  for (const { span, text: replacement } of edits.toSorted((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, span.start) + replacement + result.slice(span.end);
  }
  return result;
}
