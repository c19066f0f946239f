/**
 * Marked SQL. One string holds one or more files:
 *
 *   -- file: 01_tables.sql      starts a file; the order in the string is the execution order
 *   --   ^^^ text               marks the SQL line above it; carets that touch the dashes start in column 0
 *   $0                          the cursor; carets stand under the line as it is drawn, the cursor included
 *
 * Mark lines are removed before anything is analysed: a flow keeps its query text verbatim, and a comment would leak into it.
 */
export interface Fixture {
  readonly files: readonly FixtureFile[];
  readonly cursor?: { readonly uri: string; readonly offset: number };
}
export interface FixtureFile {
  readonly uri: string;
  readonly text: string;
  readonly marks: readonly Mark[];
}
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MARK = /^--\s*(\^+)\s*(.*)$/;

export function fixture(marked: string): Fixture {
  const files: { uri: string; lines: string[]; marks: { line: number; from: number; length: number; text: string }[] }[] = [];
  const file = (): (typeof files)[number] => {
    if (files.length === 0) files.push({ uri: 'file:///test.sql', lines: [], marks: [] });
    return files.at(-1)!;
  };
  for (const line of marked.replace(/^\n/, '').split('\n')) {
    const named = /^-- file: (\S+)$/.exec(line);
    if (named !== null) {
      files.push({ uri: `file:///${named[1]}`, lines: [], marks: [] });
      continue;
    }
    const mark = MARK.exec(line);
    if (mark !== null) {
      const from = line.indexOf('^');
      const touching = from === 2;
      const cursor = file().lines.at(-1)?.indexOf('$0') ?? -1;
      const written = (column: number): number => (cursor !== -1 && column > cursor ? Math.max(cursor, column - 2) : column);
      const start = written(touching ? 0 : from);
      const end = written((touching ? 0 : from) + mark[1]!.length);
      file().marks.push({ line: file().lines.length - 1, from: start, length: end - start, text: mark[2]!.trim() });
    } else {
      file().lines.push(line);
    }
  }
  let cursor: Fixture['cursor'];
  const made = files.map(({ uri, lines, marks }): FixtureFile => {
    const starts: number[] = [];
    let text = '';
    lines.forEach((line, index) => {
      starts.push(text.length);
      const at = line.indexOf('$0');
      if (at !== -1) cursor = { uri, offset: text.length + at };
      text += line.replace('$0', '') + (index === lines.length - 1 ? '' : '\n');
    });
    return {
      uri,
      text,
      marks: marks.map(({ line, from, length, text: label }) => ({
        start: starts[line]! + from,
        end: starts[line]! + from + length,
        text: label,
      })),
    };
  });
  return cursor === undefined ? { files: made } : { files: made, cursor };
}

/** Draws marks under their lines, so that a failed comparison shows SQL with carets. */
export function drawMarks(text: string, marks: readonly Mark[]): string {
  const out: string[] = [];
  let offset = 0;
  for (const line of text.split('\n')) {
    out.push(line);
    const own = marks
      .filter(mark => mark.start >= offset && mark.start <= offset + line.length)
      .toSorted((a, b) => a.start - b.start || a.end - b.end);
    for (const mark of own) {
      const from = mark.start - offset;
      const length = Math.max(1, Math.min(mark.end, offset + line.length) - mark.start);
      out.push(from < 2 ? `--${'^'.repeat(length)} ${mark.text}` : `--${' '.repeat(from - 2)}${'^'.repeat(length)} ${mark.text}`);
    }
    offset += line.length + 1;
  }
  return out.join('\n');
}
