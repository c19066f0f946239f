import { beforeAll, expect, test } from 'vitest';
import {
  documentSymbols,
  fixesIn,
  flowGraph,
  hover,
  lint,
  references,
  RULES,
  semanticTokens,
  simulate,
  toMarkdown,
  type Snapshot,
} from '../../analysis/index.ts';
import { forgetTrees, parseFile } from '../../grammar/index.ts';
import { play } from '../check.ts';

const EXAMPLES = RULES.flatMap(({ bad, good }) => [...bad, ...good]);

beforeAll(() => forgetTrees(0));

test('a forgotten tree is parsed again', () => {
  const { statements } = parseFile('a.sql', 'SELECT 1; SELEC 2;');
  const [whole, broken] = statements.map(({ statement }) => statement);
  const { node } = whole!;
  const { draft } = broken!;
  forgetTrees(1000);
  expect(whole!.node).toBe(node);
  forgetTrees(0);
  expect(whole!.node).not.toBe(node);
  expect(whole!.node).toEqual(node);
  expect(broken!.draft).toEqual(draft);
});

/** What is said of a workspace, file by file. */
function answers(snapshot: Snapshot, rest: () => void): unknown {
  return snapshot.workspace.files.map(file => {
    const { uri } = file;
    const found = lint(snapshot, uri, { rules: RULES });
    rest();
    const asked = [];
    for (let offset = 0; offset < file.text.length; offset += 43) {
      const card = hover(snapshot, { uri, offset });
      rest();
      asked.push(card === undefined ? undefined : toMarkdown(card), references(snapshot, { uri, offset }, { declaration: true }).length);
      rest();
    }
    const fixes = fixesIn(snapshot, uri, { start: 0, end: file.text.length }, found, { rules: RULES }).map(({ title, edits }) => [
      title,
      edits,
    ]);
    rest();
    return [found, asked, fixes, semanticTokens(file), documentSymbols(file), flowGraph(snapshot)];
  });
}

test('what is said does not hang on which trees are in memory', () => {
  const forgetful = (): void => forgetTrees(0);
  for (const example of EXAMPLES) {
    const { workspace } = play(example);
    const whole = answers(simulate(workspace), () => {});
    // The same text once more: nothing of the first round is remembered.
    const again = play(example).workspace;
    expect(answers(simulate(again, undefined, forgetful), forgetful), example).toEqual(whole);
  }
});
