import { sliceOf, type SourceFile, type Span } from '../../grammar/index.ts';
import { pageOf } from '../active.ts';
import { urlOf } from '../pages.ts';
import type { Rule } from '../rule.ts';
import { directivesOf } from '../suppressions.ts';

/** A piece of text that leads to a page. */
export interface DocumentLink extends Span {
  readonly target: string;
  readonly tooltip: string;
}

/** `GreptimeTeam/greptimedb#8878`: an issue of a repository. */
const ISSUE = /\b([\w.-]{1,60}\/[\w.-]{1,80})#(\d{1,9})\b/g;

/** Comments lead on: the rules that they suppress to their pages, issues to where they are discussed. */
export function documentLinks(file: SourceFile, rules: readonly Rule[]): readonly DocumentLink[] {
  const found: DocumentLink[] = [];
  for (const { rules: named } of directivesOf(file)) {
    for (const { name, span } of named) {
      const rule = rules.find(own => own.name === name || own.id === name.toUpperCase());
      if (rule !== undefined) found.push({ ...span, target: urlOf(pageOf(rule)), tooltip: `${rule.id} ${rule.name}: ${rule.summary}` });
    }
  }
  for (const { start, end } of file.comments) {
    for (const issue of sliceOf(file, start, end).matchAll(ISSUE)) {
      const [written, repository, number] = issue as unknown as [string, string, string];
      const from = start + issue.index;
      found.push({
        start: from,
        end: from + written.length,
        target: `https://github.com/${repository}/issues/${number}`,
        tooltip: `Issue ${number} of ${repository}`,
      });
    }
  }
  return found.toSorted((a, b) => a.start - b.start);
}
