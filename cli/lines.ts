import { lastAtMost } from '../grammar/index.ts';

/** Line and column as people count them, both from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the lines of a text begin: a line ends at `\n`. */
export interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return { text, starts };
}

export function locate({ starts }: Lines, offset: number): Position {
  const line = lastAtMost(starts, offset);
  return { line: line + 1, column: offset - starts[line]! + 1 };
}

/** A line, counted from 1, without its end. */
export function lineAt({ text, starts }: Lines, line: number): string {
  return text.slice(starts[line - 1]!, starts[line] ?? text.length).replace(/\r?\n$/, '');
}
