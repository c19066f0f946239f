import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  edit,
  emptyWorkspace,
  fixAll,
  lint,
  offeredFixes,
  RULES,
  simulate,
  type Step,
  type Workspace,
} from '../../analysis/index.ts';
import { describeWithShared, SHARED } from '../shared.ts';

/** Every so many-th mutant is tried; the number is odd to all the ways mutants are made. */
const STRIDE = 23;

interface Mutant {
  readonly sql: string;
}

const RANK = { accepted: 0, unknown: 1, rejected: 2 } as const;

function load(text: string): Workspace {
  return edit(emptyWorkspace({ ...DEFAULT_SETTINGS, catalog: 'closed' }), 'file:///a.sql', text);
}

function verdicts(workspace: Workspace): readonly number[] {
  return simulate(workspace)
    .steps.get('file:///a.sql')!
    .map((step: Step) => RANK[step.outcome.verdict.kind]);
}

function comments({ files }: Workspace): readonly string[] {
  const { text, comments: spans } = files[0]!;
  return spans.map(({ start, end }) => text.slice(start, end).trim()).toSorted();
}

describeWithShared('fixes over statements that were broken on purpose', () => {
  const mutants = readFileSync(join(SHARED, 'corpus', 'mutants.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .filter((_, index) => index % STRIDE === 0)
    .map(line => (JSON.parse(line) as Mutant).sql);
  const before = '-- the table\nCREATE TABLE known (host STRING, cpu DOUBLE, ts TIMESTAMP TIME INDEX); /* kept */\n';
  const behind = '\n-- the end\nSELECT host FROM known;\n';

  test('all of them together make nothing worse, and lose no comment', () => {
    for (const mutant of mutants) {
      const workspace = load(`${before}${mutant.endsWith(';') ? mutant : `${mutant};`}${behind}`);
      const fixed = fixAll(workspace, ['file:///a.sql'], { rules: RULES, unsafe: true });
      if (fixed.count === 0) continue;
      const [was, now] = [verdicts(workspace), verdicts(fixed.workspace)];
      const worst = (ranks: readonly number[]): number => Math.max(...ranks);
      expect([now[0], now.at(-1), worst(now) <= worst(was)], mutant).toEqual([was[0], was.at(-1), true]);
      expect(comments(fixed.workspace), mutant).toEqual(expect.arrayContaining([...comments(workspace)]));
    }
  });

  test('what a rule proposes nearly always helps', () => {
    let proposed = 0;
    let helpful = 0;
    for (const mutant of mutants) {
      const snapshot = simulate(load(mutant));
      for (const diagnostic of lint(snapshot, 'file:///a.sql', { rules: RULES })) {
        proposed += diagnostic.fixes.length;
        helpful += offeredFixes(snapshot, diagnostic, { rules: RULES }).length;
      }
    }
    expect(proposed).toBeGreaterThan(50);
    expect(helpful / proposed).toBeGreaterThan(0.98);
  });
});
