import { nearest, RULES, urlOf, type Rule } from '../../analysis/index.ts';
import { painter } from '../formats/paint.ts';
import type { ExitCode, Terminal } from '../terminal.ts';
import { Trouble } from '../trouble.ts';

/** The page of a rule, without a network. */
export function explainCommand(written: string, { out, colour }: Terminal): ExitCode {
  const rule = ruleNamed(written);
  const paint = painter(colour);
  const examples = (title: string, all: readonly string[]): readonly string[] =>
    all.map(example => `${paint('bold', title)}\n\n${indented(example)}`);
  const options =
    rule.optionsSchema === undefined ? [] : [`${paint('bold', 'Options')}\n\n${indented(JSON.stringify(rule.optionsSchema, null, 2))}`];
  out(
    `${[
      `${paint('bold', `${rule.id} ${rule.name}`)} (${rule.class}, ${rule.severity}, since ${rule.since})`,
      rule.summary,
      rule.why,
      `${paint('bold', 'Evidence')} ${rule.evidence}`,
      ...examples('Wrong', rule.bad),
      ...examples('Right', rule.good),
      ...options,
      `-- greptime-sql-disable-next-line ${rule.name} -- reason`,
      urlOf(`docs/rules/${rule.name}.md`),
    ].join('\n\n')}\n`,
  );
  return 0;
}

export function ruleNamed(written: string): Rule {
  const found = RULES.find(({ id, name }) => id.toLowerCase() === written.toLowerCase() || name === written);
  if (found !== undefined) return found;
  const meant = nearest(
    written,
    RULES.flatMap(({ id, name }) => [id, name]),
  );
  throw new Trouble(`there is no rule ${written}${meant === undefined ? ': greptime-sql rules lists them' : `; did you mean ${meant}?`}`);
}

function indented(text: string): string {
  return text.replace(/^\n|\n$/g, '').replace(/^(?=.)/gm, '  ');
}
