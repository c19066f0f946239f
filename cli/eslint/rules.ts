import type { RuleDefinition } from '@eslint/core';
import { placeFix, RULES, urlOf, type Fix, type Rule, type RuleClass } from '../../analysis/index.ts';
import type { Found } from '../findings.ts';
import { locate } from '../lines.ts';
import type { SqlSourceCode } from './source_code.ts';

/** The name of the language, as rules and configurations write it. */
export const LANGUAGE = 'greptime-sql/sql';

const TYPES: Readonly<Record<RuleClass, 'problem' | 'suggestion' | 'layout'>> = {
  verdict: 'problem',
  hazard: 'problem',
  advice: 'suggestion',
  style: 'layout',
};

/** Our rules as ESLint's: each reports its share of what the linter finds in the whole workspace. */
export const rules: Readonly<Record<string, RuleDefinition>> = Object.fromEntries(RULES.map(rule => [rule.name, ruleFor(rule)]));

function ruleFor(rule: Rule): RuleDefinition {
  return {
    meta: {
      type: TYPES[rule.class],
      docs: { description: rule.summary, url: urlOf(`docs/rules/${rule.name}.md`), recommended: rule.severity !== 'off' },
      fixable: 'code',
      hasSuggestions: true,
      languages: [LANGUAGE],
      schema: rule.optionsSchema === undefined ? [] : [rule.optionsSchema],
    },
    create(context) {
      return {
        file() {
          const [value] = context.options as readonly (Readonly<Record<string, unknown>> | undefined)[];
          const all = (context.sourceCode as unknown as SqlSourceCode).findings(value && { rule: rule.name, value });
          for (const found of all) if (found.diagnostic.name === rule.name) context.report(reportOf(found));
        },
      };
    },
  };
}

type Report = Parameters<Parameters<RuleDefinition['create']>[0]['report']>[0];

function reportOf(found: Found): Report {
  const { diagnostic, lines } = found;
  const fixes = found.fixes().filter(fix => isLocal(found, fix));
  const safe = fixes.find(fix => fix.safe);
  const apply =
    (fix: Fix): NonNullable<Report['fix']> =>
    editor => {
      const edits = placeFix(found.snapshot, { diagnostic, fix }).get(diagnostic.uri) ?? [];
      return edits.map(({ start, end, text }) => editor.replaceTextRange([start, end], text));
    };
  return {
    message: diagnostic.message,
    loc: { start: locate(lines, diagnostic.start), end: locate(lines, diagnostic.end) },
    ...(safe === undefined ? {} : { fix: apply(safe) }),
    suggest: fixes.filter(fix => !fix.safe).map(fix => ({ desc: fix.title, fix: apply(fix) })),
  };
}

/** ESLint fixes one file at a time. */
function isLocal({ snapshot, diagnostic }: Found, fix: Fix): boolean {
  return [...placeFix(snapshot, { diagnostic, fix }).keys()].every(uri => uri === diagnostic.uri);
}
