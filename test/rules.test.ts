import { describe, expect, test } from 'vitest';
import { helps, RULES } from '../analysis/index.ts';
import { fixture } from './fixture.ts';
import { checkFindings, findings, play } from './check.ts';

describe.each(RULES.map(rule => [rule.name, rule] as const))('%s', (name, rule) => {
  test('has a unique id and examples of both kinds', () => {
    expect(RULES.filter(other => other.id === rule.id || other.name === rule.name)).toHaveLength(1);
    expect(rule.bad.length).toBeGreaterThan(0);
    expect(rule.good.length).toBeGreaterThan(0);
  });
  const settings = {
    rules: new Map(rule.severity === 'off' ? [[name, { level: 'warning' as const }]] : []),
    ...(rule.target === undefined ? {} : { targetVersion: rule.target }),
  };
  test.each(rule.bad)('fires: %s', example => {
    expect(
      fixture(example)
        .files.flatMap(file => file.marks)
        .some(mark => mark.text === name),
    ).toBe(true);
    checkFindings(example, { settings });
  });
  test.each(rule.bad)('offers only fixes that help and harm nobody: %s', example => {
    const snapshot = play(example, { settings });
    for (const diagnostic of findings(snapshot)) {
      if (diagnostic.name !== name) continue;
      for (const fix of diagnostic.fixes) expect(helps(snapshot, { diagnostic, fix }, { rules: RULES }), fix.title).toBe(true);
    }
  });
  test.each(rule.good)('stays silent: %s', example => {
    expect(findings(play(example, { settings })).filter(finding => finding.name === name)).toEqual([]);
  });
});
