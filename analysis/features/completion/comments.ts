import { sliceOf, type SourceFile, type Span } from '../../../grammar/index.ts';
import type { Rule } from '../../rule.ts';
import { RANKS, type CompletionItem } from './item.ts';

/** What may be written in a comment: the words of a suppression, and the rules it names. */
export function commentItems(
  file: SourceFile,
  offset: number,
  rules: readonly Rule[],
): { readonly items: readonly CompletionItem[]; readonly word: Span } | undefined {
  const comment = file.comments.find(({ start, end }) => start < offset && offset <= end);
  if (comment === undefined) return undefined;
  const before = sliceOf(file, comment.start, offset);
  const typed = /[\w-]*$/.exec(before)![0];
  const word = { start: offset - typed.length, end: offset };
  if (/^(?:--|#|\/\*)\s*greptime-sql-(?:disable-next-line|disable-line|disable-file|disable|enable)\s[^]*$/.test(before)) {
    // Behind the second pair of dashes stands the reason.
    if (/\s--\s/.test(before.slice(2))) return { items: [], word };
    const items = rules.map(({ id, name, summary }): CompletionItem => ({
      label: name,
      kind: 'rule',
      detail: ` ${id}`,
      source: summary,
      rank: RANKS.first,
      topic: { about: 'rule', name },
    }));
    return { items, word };
  }
  const isMarker = 'greptime-sql-'.startsWith(typed) || typed.startsWith('greptime-sql-');
  if (!isMarker || !/^(?:--|#|\/\*)\s*[\w-]*$/.test(before)) return { items: [], word };
  const directives = ['disable-next-line', 'disable-line', 'disable', 'enable', 'disable-file'].map((name): CompletionItem => ({
    label: `greptime-sql-${name}`,
    kind: 'keyword',
    rank: RANKS.first,
    goesOn: true,
  }));
  return { items: directives, word };
}
