import type { Protocol } from '../grammar/index.ts';

/** What a statement prints. */
export type Answer =
  | { readonly kind: 'affected'; readonly rows: number }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** A result without batches: `++` / `++`. */
  | { readonly kind: 'empty' };

/** Draws an answer as the recorded cases do. A cell with line breaks takes several lines; widths count characters as Unicode columns. */
export function draw(answer: Answer, protocol: Protocol = 'http'): string {
  if (answer.kind === 'affected') return protocol === 'mysql' ? `affected_rows: ${answer.rows}` : `Affected Rows: ${answer.rows}`;
  if (answer.kind === 'empty') return '++\n++';
  const cells = [answer.columns, ...answer.rows].map(row => row.map(cell => cell.split('\n')));
  const widths = answer.columns.map((_, column) => Math.max(...cells.map(row => Math.max(...row[column]!.map(columnsOf)))));
  const border = `+${widths.map(width => '-'.repeat(width + 2)).join('+')}+`;
  const lines = [border];
  cells.forEach((row, index) => {
    const height = Math.max(...row.map(cell => cell.length));
    for (let line = 0; line < height; line++) {
      lines.push(`|${row.map((cell, column) => ` ${pad(cell[line] ?? '', widths[column]!)} `).join('|')}|`);
    }
    if (index === 0) lines.push(border);
  });
  lines.push(border);
  return lines.join('\n');
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(width - columnsOf(text));
}

/** Terminal columns of a text: East Asian wide characters take two. */
function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : COMBINING.test(character) ? 0 : 1;
  return columns;
}
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const COMBINING = /\p{Mn}|\p{Me}|\u200d/u;
