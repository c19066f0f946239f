import { MarkupKind, type Hover } from 'vscode-languageserver';
import { toMarkdown, toPlainText, type Card } from '../../analysis/index.ts';
import type { Session } from '../session.ts';
import { rangeIn } from './ranges.ts';

export function toHover(session: Session, uri: string, card: Card | undefined, markdown: boolean): Hover | null {
  if (card === undefined) return null;
  const contents = markdown
    ? { kind: MarkupKind.Markdown, value: toMarkdown(card) }
    : { kind: MarkupKind.PlainText, value: toPlainText(card) };
  return { contents, range: rangeIn(session, uri, card.span.start, card.span.end) };
}
