import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../analysis/index.ts';

/** The text of analysis/rules/index.ts: one import per rule file, the rules in the order of their ids. */
export function rulesIndex(folder: string): string {
  const files = readdirSync(folder)
    .filter(name => name.endsWith('.ts') && name !== 'index.ts')
    .toSorted();
  const idOf = new Map(RULES.map(rule => [`${rule.name}.ts`, rule.id]));
  const imports = files.map(file => `import ${variable(file)} from './${file}';`);
  // A rule that is new has no id here yet: it comes last until the next run.
  const ordered = files.toSorted((a, b) => (idOf.get(a) ?? 'GT~').localeCompare(idOf.get(b) ?? 'GT~') || a.localeCompare(b));
  return `import type { Rule } from '../rule.ts';
${imports.join('\n')}

/** Every rule, by id. Made by \`npm run generate\`. */
export const RULES: readonly Rule[] = [
${ordered.map(file => `  ${variable(file)},`).join('\n')}
];
`;
}

function variable(file: string): string {
  return file.replace(/\.ts$/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export function rulesFolder(root: string): string {
  return join(root, 'analysis', 'rules');
}
