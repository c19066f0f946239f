import type { Ident, ObjectName } from '../ast.ts';
import { lineColumn, type Span } from '../span.ts';

/** What `debug` needs of the text: where the nodes stand. */
export interface DebugContext {
  readonly source: string;
}

/** Rust's `Debug` of a string. */
export function debugString(text: string): string {
  let debugged = '"';
  for (const character of text)
    debugged += ESCAPES[character] ?? (isPrintable(character) ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return `${debugged}"`;
}
const ESCAPES: { readonly [Character in string]?: string } = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

function isPrintable(character: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|[^\S ]/u.test(character);
}

export function debugIdent(context: DebugContext, ident: Ident): string {
  const quote = ident.quote === '' ? 'None' : `Some('${ident.quote === "'" ? "\\'" : ident.quote}')`;
  return `Ident { value: ${debugString(ident.value)}, quote_style: ${quote}, span: ${debugSpan(context, ident.span)} }`;
}

export function debugName(context: DebugContext, name: ObjectName): string {
  return `ObjectName([${name.parts.map(part => `Identifier(${debugIdent(context, part)})`).join(', ')}])`;
}

export function debugSpan({ source }: DebugContext, span: Span): string {
  const place = (offset: number): string => {
    const { line, column } = lineColumn(source, offset);
    return `Location(${line},${column})`;
  };
  return `Span(${place(span.start)}..${place(span.end)})`;
}
