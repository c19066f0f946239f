import { describe, test } from 'vitest';
import { edit, emptyWorkspace, lint, RULES, simulate, type Diagnostic, type Snapshot, type Workspace } from '../../analysis/index.ts';
import { apply, freshWorld } from '../../catalog/index.ts';
import { parseFile } from '../../grammar/index.ts';
import { fewer, hunt, share, TIMEOUT, type Law } from './budget.ts';
import { allStatements, recordedCases } from './corpus.ts';
import { findingsOf, settingsOf, written } from './laws.ts';
import type { Random } from './random.ts';
import { OWN_SCRIPTS } from './scripts.ts';
import { cutsOf, hurt, wildText } from './texts.ts';
import { described, told } from './worlds.ts';

/** An edit of one file: what stands between two places (parts of its length) is replaced; without text the file goes. */
interface Edit {
  readonly file: number;
  readonly from: number;
  readonly length: number;
  readonly text: string | undefined;
}
interface Input {
  readonly files: readonly string[];
  readonly edits: readonly Edit[];
  readonly catalog: 'open' | 'closed';
}

const scripts = [...OWN_SCRIPTS, ...recordedCases().map(rows => rows.map(row => row.text))].filter(script => script.length < 60);
const cuts = allStatements()
  .filter(text => text.length < 600)
  .map(cutsOf);

/** USE moves the client even where the server refuses; a refused DROP DATABASE tells that there is none. */
const MOVES: ReadonlySet<string | undefined> = new Set(['use', 'drop_database']);

function uriOf(file: number): string {
  return `file:///w/${file}.sql`;
}

function textsOf(workspace: Workspace): ReadonlyMap<string, string> {
  return new Map(workspace.files.map(file => [file.uri, file.text]));
}

function cold(texts: ReadonlyMap<string, string>, catalog: Input['catalog']): Snapshot {
  let workspace = emptyWorkspace(settingsOf(catalog));
  for (const [uri, text] of texts) workspace = edit(workspace, uri, text);
  return simulate(workspace);
}

function edited(workspace: Workspace, { file, from, length, text }: Edit): Workspace {
  const uri = uriOf(file);
  const old = workspace.files.find(candidate => candidate.uri === uri)?.text ?? '';
  const start = Math.floor(from * (old.length + 1));
  return edit(workspace, uri, text === undefined ? undefined : old.slice(0, start) + text + old.slice(start + length));
}

/** After every edit: the same as from scratch. After taking all of them back: as it was. */
const law: Law<Input> = ({ files, edits, catalog }) => {
  let workspace = emptyWorkspace(settingsOf(catalog));
  for (const [file, text] of files.entries()) workspace = edit(workspace, uriOf(file), text);
  let snapshot = simulate(workspace);
  const before = told(snapshot);
  const findings = written(findingsOf(snapshot));
  const first = textsOf(workspace);
  for (const [index, one] of edits.entries()) {
    const previous = snapshot;
    workspace = edited(workspace, one);
    snapshot = simulate(workspace, previous);
    if (workspace === previous.workspace && simulate(workspace, snapshot).end !== snapshot.end)
      return `nothing changed, and yet another world: edit ${index}`;
    const fresh = cold(textsOf(workspace), catalog);
    if (told(snapshot) !== told(fresh)) return `incremental differs from cold: after edit ${index}`;
    if (written(findingsOf(snapshot)) !== written(findingsOf(fresh))) return `findings differ from cold: after edit ${index}`;
    for (const [uri, steps] of snapshot.steps) {
      if (previous.steps.get(uri)?.[0]?.before !== steps[0]?.before && steps.length > 0) break;
      if (
        workspace.files.find(file => file.uri === uri) === previous.workspace.files.find(file => file.uri === uri) &&
        previous.steps.get(uri) !== steps
      ) {
        return `an unchanged file in an unchanged world has other steps: ${uri} after edit ${index}`;
      }
    }
  }
  for (const { uri } of workspace.files) if (!first.has(uri)) workspace = edit(workspace, uri, undefined);
  for (const [uri, text] of first) workspace = edit(workspace, uri, text);
  const back = simulate(workspace, snapshot);
  if (told(back) !== before) return 'undone, and yet not as before: verdicts or world';
  return written(findingsOf(back)) === findings ? undefined : 'undone, and yet not as before: findings';
};

function randomEdit(random: Random, files: number): Edit {
  const file = random.below(files + 1);
  const kind = random.below(10);
  if (kind === 0) return { file, from: 0, length: 0, text: undefined };
  const from = random.chance(0.2) ? 1 : random.below(1_000) / 1_000;
  if (kind < 4)
    return { file, from, length: random.below(3), text: random.pick(['', ' ', '\n', ';', 'a', "'", '-- x\n', '/*', '*/', '(', '1', '"']) };
  if (kind < 6) return { file, from, length: random.below(40), text: '' };
  if (kind < 9) return { file, from, length: random.below(10), text: `\n${hurt(random, cuts)}\n` };
  return { file, from, length: random.below(200), text: wildText(random, 10) };
}

/** A script cut into some files, so that statements are moved to and fro between them. */
function filesOf(random: Random): readonly string[] {
  const script = random.pick(scripts);
  const files = 1 + random.below(3);
  const texts: string[] = Array.from({ length: files }, () => '');
  for (const [at, statement] of script.entries()) texts[Math.floor((at * files) / script.length)] += `${statement}\n`;
  return texts;
}

describe('a workspace that is edited', { timeout: TIMEOUT }, () => {
  test('is what it were from scratch, and comes back when edits are taken back', async () => {
    await hunt<Input>({
      name: 'edits',
      inputs: share(0.003),
      make(random) {
        const files = filesOf(random);
        return {
          files,
          edits: Array.from({ length: 1 + random.below(8) }, () => randomEdit(random, files.length)),
          catalog: random.pick(['open', 'closed']),
        };
      },
      law,
      shrink: function* smaller(input) {
        for (const edits of fewer(input.edits)) yield { ...input, edits };
        for (const [file, text] of input.files.entries()) {
          const lines = text.split('\n');
          for (const left of fewer(lines)) yield { ...input, files: input.files.with(file, left.join('\n')) };
        }
      },
      show: input => JSON.stringify(input),
    });
  });

  test('one file or many, in one go or statement by statement: the same world', async () => {
    await hunt<readonly string[]>({
      name: 'one by one',
      inputs: share(0.005),
      make: random => (random.chance(0.5) ? random.pick(scripts) : Array.from({ length: 1 + random.below(8) }, () => hurt(random, cuts))),
      law(script) {
        const whole = parseFile('file:///all.sql', script.join('\n'));
        let world = freshWorld();
        for (const { statement } of whole.statements) world = apply(world, statement).after;
        let single = freshWorld();
        for (const { statement } of whole.statements) {
          const [alone] = parseFile('file:///one.sql', statement.text).statements;
          if (alone === undefined) continue;
          const { after, verdict } = apply(single, alone.statement);
          if (verdict.kind === 'rejected' && verdict.after === undefined && after !== single && !MOVES.has(alone.statement.node?.kind))
            return `a refusal changed the world: ${statement.text}`;
          if (after !== single && described(after) === described(single))
            return `nothing changed, and yet another world: ${statement.text}`;
          if (apply(single, alone.statement).after !== after) return `applied twice, another outcome: ${statement.text}`;
          single = after;
        }
        return described(world) === described(single) ? undefined : 'one by one differs from one go: worlds';
      },
      shrink: fewer,
      show: script => JSON.stringify(script),
    });
  });

  test('a rule that throws is told of and stays silent', () => {
    const bad = {
      ...RULES[0]!,
      id: 'GT999',
      name: 'throws',
      on: {
        any: (): readonly never[] => {
          throw new Error('on purpose');
        },
      },
    };
    const snapshot = cold(new Map([[uriOf(0), OWN_SCRIPTS[0]!.join('\n')]]), 'open');
    const bugs: string[] = [];
    const found: readonly Diagnostic[] = lint(snapshot, uriOf(0), { rules: [bad, ...RULES], onBug: rule => void bugs.push(rule) });
    if (bugs.length === 0 || found.some(finding => finding.name === 'throws')) throw new Error('it was not told of');
  });
});
