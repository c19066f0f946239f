import { fold } from '../../../catalog/index.ts';
import type { Ident } from '../../../grammar/index.ts';
import { printIdent } from '../rename/new_name.ts';
import { inStatement, type Refactoring, type Site } from './refactoring.ts';

/** Puts quotes around a name, or takes them away where they say nothing. */
export function quoteIdentifier(site: Site): Refactoring | undefined {
  const ident = site.path.findLast(node => node.kind === 'ident') as Ident | undefined;
  if (ident === undefined || ident.quote === "'") return undefined;
  if (ident.quote === '') {
    const text = `"${fold(ident).replaceAll('"', '""')}"`;
    return { title: `Write ${text}`, kind: 'rewrite', edits: inStatement(site, { ...ident.span, text }) };
  }
  const text = printIdent(ident.value);
  return text.startsWith('"') ? undefined : { title: `Write ${text}`, kind: 'rewrite', edits: inStatement(site, { ...ident.span, text }) };
}
