import { RULES, urlOf } from '../../analysis/index.ts';
import { painter } from '../formats/paint.ts';
import type { ExitCode, Terminal } from '../terminal.ts';

/** Every rule in one line, or everything about them for machines. */
export function rulesCommand(flags: { readonly format: 'human' | 'json' }, { out, colour }: Terminal): ExitCode {
  if (flags.format === 'json') {
    const rules = RULES.map(({ id, name, class: kind, severity, since, summary, why, evidence, optionsSchema }) => ({
      id,
      name,
      class: kind,
      severity,
      since,
      summary,
      why,
      evidence,
      options: optionsSchema ?? null,
      url: urlOf(`docs/rules/${name}.md`),
    }));
    out(`${JSON.stringify(rules, null, 2)}\n`);
    return 0;
  }
  const paint = painter(colour);
  const width = Math.max(...RULES.map(({ name }) => name.length));
  for (const { id, name, class: kind, severity, summary } of RULES)
    out(`${id}  ${paint('bold', name.padEnd(width))}  ${kind.padEnd(7)}  ${severity.padEnd(11)}  ${summary}\n`);
  return 0;
}
