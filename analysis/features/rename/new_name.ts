import { isKeyword } from '../../../grammar/index.ts';
import type { Mention } from '../../names/mention.ts';

/** The name somebody wants, as it will be known and as it may be written. */
export interface NewName {
  /** As the catalog will know it. */
  readonly name: string;
  /** As it stands where no quotes are needed; absent where they always are. */
  readonly bare?: string;
}

/**
 * A plain word folds to lower case and needs no quotes, anything else is taken as it is and needs them. Several readings are ways to
 * write the same name: a keyword can stand bare almost everywhere, and is quoted where it cannot.
 */
export function readNewName(written: string): readonly NewName[] {
  const text = written.trim();
  const quoted = /^(["`])(.*)\1$/s.exec(text);
  if (quoted !== null) {
    const [, quote, inner] = quoted as unknown as [string, string, string];
    const name = inner.replaceAll(quote + quote, quote);
    return name === '' ? [] : [{ name }];
  }
  if (text === '') return [];
  if (!PLAIN.test(text)) return [{ name: text }];
  const name = text.toLowerCase();
  return isKeyword(text.toUpperCase()) ? [{ name, bare: text }, { name }] : [{ name, bare: text }];
}

const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;

const PROMQL_NAME = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/** How a name stands at a mention, whose old text keeps its kind of quotes; undefined where it cannot stand. */
export function writeName({ name, bare }: NewName, form: Mention['form'], old: string): string | undefined {
  if (form === 'promql') return PROMQL_NAME.test(name) ? name : undefined;
  if (form === 'string') return /["'`\\]/.test(name) ? undefined : name;
  const quote = old[0]!;
  if (quote === '"' || quote === '`' || quote === "'") return quote + name.replaceAll(quote, quote + quote) + quote;
  return bare ?? `"${name.replaceAll('"', '""')}"`;
}

/** A name on its own, quoted where it must be. */
export function printIdent(name: string): string {
  return name === name.toLowerCase() && PLAIN.test(name) && !isKeyword(name.toUpperCase()) ? name : `"${name.replaceAll('"', '""')}"`;
}
