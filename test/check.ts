import { expect } from 'vitest';
import {
  DEFAULT_SETTINGS,
  edit,
  emptyWorkspace,
  lint,
  RULES,
  simulate,
  type Diagnostic,
  type Rule,
  type Settings,
  type Snapshot,
} from '../analysis/index.ts';
import { drawMarks, fixture, type Fixture } from './fixture.ts';

export interface CheckOptions {
  readonly settings?: Partial<Settings>;
  readonly rules?: readonly Rule[];
}

/** Plays a fixture in a closed world unless told otherwise: then everything that is not created is missing. */
export function play(marked: string | Fixture, options: CheckOptions = {}): Snapshot {
  const { files } = typeof marked === 'string' ? fixture(marked) : marked;
  const settings: Settings = { ...DEFAULT_SETTINGS, catalog: 'closed', ...options.settings };
  let workspace = emptyWorkspace(settings);
  // In a fixture the order of the files is the order of execution.
  const order = new Map(files.map((file, index) => [file.uri, index]));
  for (const file of files) workspace = edit(workspace, file.uri, file.text, (a, b) => order.get(a)! - order.get(b)!);
  return simulate(workspace);
}

export function findings(snapshot: Snapshot, options: CheckOptions = {}): readonly Diagnostic[] {
  return [...snapshot.steps.keys()].flatMap(uri => lint(snapshot, uri, { rules: options.rules ?? RULES }));
}

/** Compares findings with the marks: unmarked ones fail as loudly as missing ones. A mark's text is the rule's name. */
export function checkFindings(marked: string, options: CheckOptions = {}): void {
  const made = fixture(marked);
  const found = findings(play(made, options), options);
  const draw = (marksOf: (uri: string) => readonly { start: number; end: number; text: string }[]): string =>
    made.files.map(file => `-- file: ${file.uri.slice('file:///'.length)}\n${drawMarks(file.text, marksOf(file.uri))}`).join('\n');
  const actual = draw(uri => found.filter(finding => finding.uri === uri).map(({ start, end, name }) => ({ start, end, text: name })));
  const wanted = draw(uri => made.files.find(file => file.uri === uri)!.marks);
  expect(actual).toBe(wanted);
}
