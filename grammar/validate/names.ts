import type { Ident, ObjectName } from '../ast.ts';

/** A name as GreptimeDB's parser keeps it (`canonicalize_identifier`): lower case, unless it is quoted. */
export function canonical(ident: Ident): Ident {
  return ident.quote === '' ? { ...ident, value: ident.value.toLowerCase() } : ident;
}

/** What the canonical name says. */
export function canonicalValue({ value, quote }: Ident): string {
  return quote === '' ? value.toLowerCase() : value;
}

/** sqlparser's `Display` of an identifier. */
export function printIdent(ident: Ident): string {
  const { value, quote } = ident;
  return quote === '' ? value : quote + value.replaceAll(quote, quote + quote) + quote;
}

/** The canonical name in the same writing: `a."B".c`. */
export function printName(name: ObjectName): string {
  return name.parts.map(part => printIdent(canonical(part))).join('.');
}
