import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lint, RULES } from '../../analysis/index.ts';
import { ruleDocs } from '../../scripts/rule_docs.ts';
import { play } from '../check.ts';

const root = join(import.meta.dirname, '..', '..');
const HEADINGS = ['What the database says', 'Why', 'Wrong', 'Right', 'Fix', 'Settings', 'Since', 'Evidence'];

describe('the pages about rules', () => {
  test('are those of the rules there are, and no others', () => {
    const wanted = [...ruleDocs().keys()].map(path => path.slice('docs/rules/'.length)).toSorted();
    expect(readdirSync(join(root, 'docs', 'rules')).toSorted()).toEqual(wanted);
  });

  test.each(RULES.map(({ name }) => name))('%s has every heading, once and in order', name => {
    const text = readFileSync(join(root, 'docs', 'rules', `${name}.md`), 'utf8');
    expect([...text.matchAll(/^## (.*)$/gm)].map(match => match[1])).toEqual(HEADINGS);
    expect(text).toContain(`# ${name}\n`);
  });

  test('a finding says where its page is', () => {
    const snapshot = play('DROP FLOW gone;');
    const [finding] = lint(snapshot, 'file:///test.sql', { rules: RULES });
    expect(finding!.page).toBe('docs/rules/flow-not-found.md');
    expect(readFileSync(join(root, finding!.page), 'utf8')).toContain('GT010');
  });
});
