import { describe, test } from 'vitest';
import * as analysis from '../../analysis/index.ts';
import { RULES, type Place, type Snapshot } from '../../analysis/index.ts';
import { fewer, hunt, share, TIMEOUT } from './budget.ts';
import { allStatements, recordedCases } from './corpus.ts';
import { findingsOf, isBoundary, snapshotOf } from './laws.ts';
import { OWN_SCRIPTS } from './scripts.ts';
import { changedWords, cutsOf, hurt } from './texts.ts';

interface Input {
  readonly files: readonly string[];
  readonly file: number;
  readonly at: number;
  readonly newName: string;
  readonly catalog: 'open' | 'closed';
}

const cuts = allStatements()
  .filter(text => text.length < 600)
  .map(cutsOf);
const scripts = [...OWN_SCRIPTS, ...recordedCases().map(rows => rows.map(row => row.text))];

/** What an editor may ask. Answers count from the first character of the file, or of the one they name. */
const QUESTIONS: Readonly<Record<string, (snapshot: Snapshot, place: Place, newName: string) => unknown>> = {
  hover: (snapshot, place) => {
    const card = analysis.hover(snapshot, place);
    return card === undefined ? undefined : [card.span, analysis.toMarkdown(card).length, analysis.toPlainText(card).length];
  },
  definition: analysis.definition,
  typeDefinition: analysis.typeDefinition,
  implementation: analysis.implementation,
  references: (snapshot, place) => analysis.references(snapshot, place, { declaration: true }),
  highlights: analysis.highlights,
  prepareRename: analysis.prepareRename,
  linkedPlaces: analysis.linkedPlaces,
  selections: (snapshot, { uri, offset }) => analysis.selections(fileOf(snapshot, uri), offset),
  folds: (snapshot, { uri }) => analysis.folds(fileOf(snapshot, uri)),
  documentSymbols: (snapshot, { uri }) => analysis.documentSymbols(fileOf(snapshot, uri)),
  semanticTokens: (snapshot, { uri }) => analysis.semanticTokens(fileOf(snapshot, uri)),
  documentLinks: (snapshot, { uri }) => analysis.documentLinks(fileOf(snapshot, uri), RULES),
};

/** What makes texts: nothing in them is a place. */
const TEXTS: Readonly<Record<string, (snapshot: Snapshot, place: Place, newName: string) => unknown>> = {
  rename: analysis.rename,
  completions: (snapshot, { uri, offset }) => analysis.completions(snapshot, fileOf(snapshot, uri), offset, RULES).items.length,
  signatureHelp: (snapshot, { uri, offset }) => analysis.signatureHelp(snapshot, fileOf(snapshot, uri), offset),
  workspaceSymbols: (snapshot, _place, newName) => analysis.workspaceSymbols(snapshot, newName),
  catalogAt: analysis.catalogAt,
  catalogText: analysis.catalogText,
  flowGraph: analysis.flowGraph,
  predictedText: (snapshot, { uri }) => analysis.predictedText(snapshot, uri),
  previewAt: analysis.previewAt,
  fixesIn: (snapshot, { uri }) => analysis.fixesIn(snapshot, uri, wholeOf(snapshot, uri), findingsOf(snapshot), { rules: RULES }),
  suppressionsIn: (snapshot, { uri }) => analysis.suppressionsIn(snapshot, uri, wholeOf(snapshot, uri), findingsOf(snapshot)),
};

function fileOf(snapshot: Snapshot, uri: string): Snapshot['workspace']['files'][number] {
  return snapshot.workspace.files.find(file => file.uri === uri)!;
}

function wholeOf(snapshot: Snapshot, uri: string): { readonly start: number; readonly end: number } {
  return { start: 0, end: fileOf(snapshot, uri).text.length };
}

/** The first place in an answer that is outside its text. */
function outside(snapshot: Snapshot, uri: string, answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  if (Array.isArray(answer)) {
    for (const item of answer) {
      const wrong = outside(snapshot, uri, item);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  const { start, end, uri: own } = answer as { readonly start?: unknown; readonly end?: unknown; readonly uri?: unknown };
  const target = typeof own === 'string' ? own : uri;
  if (typeof start === 'number' && typeof end === 'number') {
    const text = snapshot.workspace.files.find(file => file.uri === target)?.text;
    if (text !== undefined && (start > end || !isBoundary(text, start) || !isBoundary(text, end))) return `${start}-${end}`;
  }
  for (const part of Object.values(answer)) {
    const wrong = outside(snapshot, target, part);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function overlaps(tokens: readonly { readonly start: number; readonly end: number }[]): boolean {
  return tokens.some(({ start, end }, index) => end <= start || (index > 0 && start < tokens[index - 1]!.end));
}

describe('features at any place', { timeout: TIMEOUT }, () => {
  test('answer without a stumble, and of places that are there', async () => {
    await hunt<Input>({
      name: 'features',
      inputs: share(0.01),
      make(random) {
        const script = random.chance(0.6)
          ? random
              .pick(scripts)
              .slice(0, 12)
              .map(text => (random.chance(0.3) ? changedWords(random, cutsOf(text), 2) : text))
          : Array.from({ length: 1 + random.below(4) }, () => hurt(random, cuts));
        const half = random.below(script.length + 1);
        const files = [script.slice(0, half).join('\n'), script.slice(half).join('\n')];
        const file = random.below(2);
        return {
          files,
          file,
          at: random.below(files[file]!.length + 1),
          newName: random.pick(['x', 'a b', '"', '', 'SELECT', 'ts', 'ü', 'a.b']),
          catalog: random.pick(['open', 'closed']),
        };
      },
      law({ files, file, at, newName, catalog }) {
        const snapshot = snapshotOf(files, catalog);
        const place: Place = { uri: `file:///${file}.sql`, offset: Math.min(at, files[file]!.length) };
        for (const [name, ask] of Object.entries(QUESTIONS)) {
          const answer = ask(snapshot, place, newName);
          const wrong = outside(snapshot, place.uri, answer);
          if (wrong !== undefined) return `${name} answers outside: ${wrong}`;
        }
        for (const ask of Object.values(TEXTS)) ask(snapshot, place, newName);
        return overlaps(analysis.semanticTokens(fileOf(snapshot, place.uri))) ? 'semantic tokens overlap: or are empty' : undefined;
      },
      shrink: function* smaller(input) {
        for (const [index, text] of input.files.entries()) {
          for (const left of fewer(text.split('\n'))) yield { ...input, files: input.files.with(index, left.join('\n')) };
        }
        if (input.at > 0) yield { ...input, at: input.at - 1 };
      },
      show: input => JSON.stringify(input),
    });
  });
});
