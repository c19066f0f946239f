import { afterEach, expect, test, vi } from 'vitest';
import { hover, RULES } from '../../analysis/index.ts';
import { ENTRIES } from '../../server/requests.ts';
import { start } from './conversation.ts';

vi.mock(import('../../analysis/index.ts'), async original => {
  const analysis = await original();
  return { ...analysis, hover: vi.fn(analysis.hover) };
});
afterEach(() => void vi.restoreAllMocks());

const MEM = 'CREATE TABLE mem (host STRING, ts TIMESTAMP TIME INDEX);';
const FLOW = 'CREATE FLOW f SINK TO out AS SELECT * FROM nowhere;';
const PLACE = { textDocument: { uri: 'file:///w/01.sql' }, position: { line: 0, character: 14 } };

function breakRule(name: string): void {
  vi.spyOn(RULES.find(rule => rule.name === name)!.on as { create_flow: () => never }, 'create_flow').mockImplementation(() => {
    throw new Error('on purpose');
  });
}

test('a rule that throws is logged once, and the others go on', async () => {
  breakRule('flow-select-star');
  const { open, change, until, logged } = await start(`-- file: 01.sql\n${FLOW}\n-- file: 02.sql\n${FLOW.replace(' f ', ' g ')}`);
  await open('file:///w/01.sql');
  for (const uri of ['file:///w/01.sql', 'file:///w/02.sql'])
    expect((await until(uri, found => found.length > 0)).map(({ code }) => code)).toEqual(['flow-missing-source']);
  await change('file:///w/01.sql', `${MEM}${FLOW.replace('nowhere', 'mem')}`);
  await until('file:///w/01.sql', found => found.length === 0);
  expect(logged).toEqual([expect.stringMatching(/^rule flow-select-star failed: Error: on purpose/)]);
});

test('a rule that works is not logged', async () => {
  const { open, until, logged } = await start(`-- file: 01.sql\n${FLOW}`);
  await open('file:///w/01.sql');
  const found = await until('file:///w/01.sql', diagnostics => diagnostics.length > 1);
  expect(found.map(({ code }) => code)).toContain('flow-select-star');
  expect(logged).toEqual([]);
});

test('a feature that throws is logged once, answers nothing, and the others go on', async () => {
  vi.mocked(hover).mockImplementation(() => {
    throw new Error('on purpose');
  });
  const { open, ask, logged } = await start(`-- file: 01.sql\n${MEM}`);
  await open('file:///w/01.sql');
  expect(await ask('textDocument/hover', PLACE)).toBeNull();
  expect(await ask('textDocument/hover', PLACE)).toBeNull();
  expect(await ask('textDocument/definition', PLACE)).toHaveLength(1);
  expect(logged).toEqual([expect.stringMatching(/^feature hover failed: Error: on purpose/)]);
  vi.mocked(hover).mockRestore();
  expect(await ask('textDocument/hover', PLACE)).not.toBeNull();
});

test('two bugs of one feature are logged both', async () => {
  const { open, ask, logged } = await start(`-- file: 01.sql\n${MEM}`);
  await open('file:///w/01.sql');
  await ask('textDocument/hover', {});
  await ask('textDocument/hover', { ...PLACE, position: null });
  expect(logged.map(line => line.split(':')[0])).toEqual(['feature hover failed', 'feature hover failed']);
});

test('every feature answers what makes no sense with the answer of a bug', async () => {
  const { ask, logged } = await start('');
  for (const { method, feature } of ENTRIES) {
    if (method === 'workspace/diagnostic') continue;
    await expect(ask(method, { textDocument: null, files: null, item: null }), method).resolves.toBeDefined();
    if (method.startsWith('textDocument/')) expect(logged.join('\n'), method).toContain(`feature ${feature} failed`);
  }
});
