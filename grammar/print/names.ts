import type { Ident, ObjectName } from '../ast.ts';

export function printIdent({ value, quote }: Ident): string {
  return quote === '' ? value : quoted(value, quote);
}

export function printName(name: ObjectName): string {
  return name.parts.map(printIdent).join('.');
}

/**
 * A text between quotes, as sqlparser's `EscapeQuotedString` writes it: it does not know how the text was escaped, so a quote that
 * already stands double, or behind a backslash, is left alone.
 */
export function quoted(text: string, quote: string): string {
  if (!text.includes(quote)) return quote + text + quote;
  let body = '';
  let previous = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    body += character;
    if (character === quote && previous !== '\\') {
      body += quote;
      if (text[i + 1] === quote) i++;
    }
    previous = character;
  }
  return quote + body + quote;
}

export function commaList<X>(items: readonly X[], print: (item: X) => string): string {
  return items.map(print).join(', ');
}

/** ` KEYWORD text`, or nothing where there is no text. */
export function clause(keyword: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : ` ${keyword} ${text}`;
}
