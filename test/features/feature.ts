import { expect } from 'vitest';
import type { Place, Snapshot } from '../../analysis/index.ts';
import { play, type CheckOptions } from '../check.ts';
import { drawMarks, fixture, type Fixture, type Mark } from '../fixture.ts';

/** A marked workspace and where its cursor stands. */
export interface Scene {
  readonly made: Fixture;
  readonly snapshot: Snapshot;
  readonly place: Place;
}

export function scene(marked: string, options: CheckOptions = {}): Scene {
  const made = fixture(marked);
  const place = made.cursor ?? { uri: made.files[0]!.uri, offset: 0 };
  return { made, snapshot: play(made, options), place };
}

export interface Found extends Omit<Mark, 'text'> {
  readonly uri: string;
  readonly text?: string;
}

/** Compares what a feature finds with the marks of a scene: the two are drawn and the drawings compared. */
export function checkMarks(marked: string, find: (scene: Scene) => readonly Found[], options: CheckOptions = {}): void {
  const own = scene(marked, options);
  const found = find(own);
  expect(draw(own.made, uri => found.filter(mark => mark.uri === uri))).toBe(
    draw(own.made, uri => own.made.files.find(file => file.uri === uri)!.marks),
  );
}

function draw({ files }: Fixture, marksOf: (uri: string) => readonly (Omit<Mark, 'text'> & { readonly text?: string })[]): string {
  return files
    .map(({ uri, text }) => {
      const marks = marksOf(uri).map(mark => ({ ...mark, text: mark.text ?? '' }));
      return `-- file: ${uri.slice('file:///'.length)}\n${drawMarks(text, marks)}`;
    })
    .join('\n');
}

/** The text of every file after edits, in the form of a fixture. */
export function applied(
  { made }: Scene,
  edits: ReadonlyMap<string, readonly { readonly start: number; readonly end: number; readonly text: string }[]>,
): string {
  return made.files
    .map(({ uri, text }) => {
      const sorted = (edits.get(uri) ?? []).toSorted((a, b) => b.start - a.start || b.end - a.end);
      const after = sorted.reduce(
        (whole, { start, end, text: replacement }) => whole.slice(0, start) + replacement + whole.slice(end),
        text,
      );
      return made.files.length === 1 ? after : `-- file: ${uri.slice('file:///'.length)}\n${after}`;
    })
    .join('\n');
}

/** A text without the line ends around it, as template literals are written. */
export function plain(text: string): string {
  return text.replace(/^\n/, '').trimEnd();
}
