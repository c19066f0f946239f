/**
 * A case file of GreptimeDB's recorded suite: SQL with directives. A query ends at a line whose last character is `;`; lines that start
 * with `--` and empty lines are taken out of the text, wherever they stand, and printed above it.
 */
export interface CaseQuery {
  /** What is printed above the answer: comment lines first, then the query. */
  readonly printed: string;
  /** What the server gets. */
  readonly sql: string;
  readonly directives: readonly Directive[];
}
export interface Directive {
  readonly name: string;
  readonly argument: string;
}

const DIRECTIVE = /^--\s*SQLNESS\s+(\S+)\s*(.*)$/;

export function splitCase(text: string): readonly CaseQuery[] {
  const queries: CaseQuery[] = [];
  let comments: string[] = [];
  let lines: string[] = [];
  const finish = (): void => {
    if (lines.length === 0) return;
    const sql = lines.join('\n');
    const directives = comments.flatMap(comment => {
      const match = DIRECTIVE.exec(comment);
      return match === null ? [] : [{ name: match[1]!, argument: match[2]! }];
    });
    queries.push({ printed: [...comments, sql].join('\n'), sql, directives });
    comments = [];
    lines = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('--')) comments.push(line);
    else if (line.trim() !== '') {
      lines.push(line);
      if (line.endsWith(';')) finish();
    }
  }
  finish();
  return queries;
}
