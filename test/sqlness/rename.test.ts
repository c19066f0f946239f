import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  DEFAULT_SETTINGS,
  edit,
  emptyWorkspace,
  namesOf,
  rename,
  simulate,
  type Place,
  type Settings,
  type Snapshot,
  type Workspace,
} from '../../analysis/index.ts';
import type { Verdict } from '../../catalog/index.ts';
import { readCases, type Recording } from '../../scripts/recordings.ts';
import { hunt, share, TIMEOUT } from '../fuzz/budget.ts';
import { describeWithShared, SHARED } from '../shared.ts';

/** Nobody in the recordings is called so. */
const FRESH = 'renamed_here';

/** So much of the budget is spent on renamings; a budget of 40,000 tries them all. */
const SHARE = 0.015;

interface Symbol {
  readonly place: Place;
  readonly name: string;
}

type Texts = ReadonlyMap<string, string>;

/** Every query of a case is a file. */
function textsOf(recordings: readonly Recording[]): Texts {
  return new Map(recordings.map(({ index, sql, executed }) => [`file:///${index}.sql`, executed ?? sql]));
}

function load(texts: Texts, catalog: Settings['catalog']): Workspace {
  let workspace = emptyWorkspace({ ...DEFAULT_SETTINGS, catalog });
  for (const [uri, text] of texts) workspace = edit(workspace, uri, text);
  return workspace;
}

/** Whatever a workspace names, functions aside, each thing once, at its first place. */
function symbolsOf(snapshot: Snapshot): readonly Symbol[] {
  const found = new Map<string, Symbol>();
  for (const [uri, steps] of snapshot.steps) {
    for (const step of steps) {
      for (const { entity, span } of namesOf(step).mentions) {
        if (entity.kind === 'function') continue;
        const key = 'statement' in entity ? `${uri} ${step.index} ${entity.declared.start}` : Object.values(entity).join(' ');
        if (!found.has(key)) found.set(key, { place: { uri, offset: step.placed.start + span.start }, name: entity.name });
      }
    }
  }
  return [...found.values()];
}

/** What a cold start judges, statement by statement. */
function judge(texts: Texts, catalog: Settings['catalog']): readonly string[] {
  return [...simulate(load(texts, catalog)).steps].flatMap(([uri, steps]) =>
    steps.map(({ index, outcome }) => `${uri} ${index} ${told(outcome.verdict)}`),
  );
}

function told(verdict: Verdict): string {
  if (verdict.kind === 'rejected') return `${verdict.status.code} ${verdict.message}`;
  return verdict.kind === 'unknown' && verdict.suspected !== undefined ? `perhaps ${told(verdict.suspected)}` : verdict.kind;
}

/** With the names taken out that a renaming exchanges. */
function nameless(judged: readonly string[], names: readonly string[]): readonly string[] {
  const pattern = new RegExp(`\\b(${names.map(name => name.replaceAll(/\W/g, String.raw`\$&`)).join('|')})\\b`, 'g');
  return judged.map(line => line.replaceAll(pattern, '…'));
}

function applied(
  texts: Texts,
  edits: ReadonlyMap<string, readonly { readonly start: number; readonly end: number; readonly text: string }[]>,
): Texts {
  return new Map(
    [...texts].map(([uri, text]) => {
      const sorted = (edits.get(uri) ?? []).toSorted((a, b) => b.start - a.start || b.end - a.end);
      return [uri, sorted.reduce((whole, one) => whole.slice(0, one.start) + one.text + whole.slice(one.end), text)];
    }),
  );
}

/** The first verdict that another name changes. */
function change(texts: Texts, renamed: Texts, names: readonly string[], catalog: Settings['catalog']): string | undefined {
  const [was, now] = [texts, renamed].map(each => nameless(judge(each, catalog), names)) as [readonly string[], readonly string[]];
  const at = was.findIndex((line, index) => line !== now[index]);
  return at === -1 && was.length === now.length ? undefined : `${was[at]} <> ${now[at]}`;
}

interface Named extends Symbol {
  readonly texts: Texts;
  readonly snapshot: Snapshot;
  readonly home: string;
}

describeWithShared('renaming over the recorded flows', () => {
  const cases = readCases(join(SHARED, 'corpus')).filter(recordings => recordings.some(({ sql }) => /\bFLOW\b/i.test(sql)));

  test.each(['closed', 'open'] as const)('changes no verdict but for the name: %s catalog', { timeout: TIMEOUT }, async catalog => {
    const all = cases.flatMap(recordings => {
      const texts = textsOf(recordings);
      const snapshot = simulate(load(texts, catalog));
      return symbolsOf(snapshot).map((symbol): Named => ({ ...symbol, texts, snapshot, home: recordings[0]!.case }));
    });
    const inputs = Math.min(all.length, share(SHARE));
    const refused: string[] = [];
    await hunt<Named>({
      name: `renamings in a catalog that is ${catalog}`,
      inputs,
      make: (_random, index) => all[Math.floor((index * all.length) / inputs)]!,
      law({ texts, snapshot, place, name }) {
        const made = rename(snapshot, place, FRESH);
        if (made !== undefined && 'edits' in made) return change(texts, applied(texts, made.edits), [name, FRESH], catalog);
        refused.push(`${name}: ${made?.refused}`);
        return undefined;
      },
      show: ({ name, home }) => `${name} of ${home}`,
    });
    expect(refused.length / inputs, refused.join('\n')).toBeLessThan(0.25);
  });
});
