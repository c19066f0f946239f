/** A row by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * The rows in a JSON document: an answer of GreptimeDB's HTTP API (`{"output": [{"records": {"schema": …, "rows": …}}]}`), several of
 * them, or a list of objects, as most clients export.
 */
export function rowsOf(document: unknown): readonly Row[] {
  if (Array.isArray(document)) return document.flatMap(rowsOf);
  if (!isObject(document)) return [];
  const { output, records } = document;
  if (Array.isArray(output)) return output.flatMap(rowsOf);
  if (isObject(records)) return recordRows(records);
  return [document];
}

function recordRows({ schema, rows }: Row): readonly Row[] {
  const columns =
    isObject(schema) && Array.isArray(schema['column_schemas'])
      ? schema['column_schemas'].map(column => (isObject(column) ? String(column['name']) : ''))
      : [];
  if (!Array.isArray(rows)) return [];
  return rows.flatMap(row => (Array.isArray(row) ? [Object.fromEntries(columns.map((name, index) => [name, row[index]]))] : []));
}

/**
 * The rows of a table drawn in text, as command-line clients print it. A cell with line ends goes on in the lines below, where the first
 * cell is empty.
 */
export function drawnRows(text: string): readonly Row[] {
  const rows: string[][] = [];
  let header: readonly string[] | undefined;
  const finished: Row[] = [];
  const flush = (): void => {
    if (header !== undefined)
      for (const row of rows) finished.push(Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
    rows.length = 0;
    header = undefined;
  };
  for (const line of text.split(/\r?\n/)) {
    if (!line.startsWith('|')) {
      if (!line.startsWith('+')) flush();
      continue;
    }
    const cells = splitCells(line, header?.length);
    if (header === undefined) header = cells.map(cell => cell.trim());
    else if (cells[0]!.trim() === '' && rows.length > 0)
      rows.at(-1)!.forEach((cell, index, row) => void (row[index] = index === 0 ? cell : `${cell}\n${(cells[index] ?? '').trimEnd()}`));
    else rows.push(cells.map(cell => cell.trimEnd()));
  }
  flush();
  return finished;
}

/** The last cell may hold bars of its own. */
function splitCells(line: string, count: number | undefined): string[] {
  const inner = line.replace(/^\| ?/, '').replace(/ ?\|\s*$/, '');
  const cells = inner.split(/ ?\| ?/);
  if (count === undefined || cells.length <= count) return cells;
  const bars = cells.slice(0, count - 1);
  return [...bars, inner.slice(inner.indexOf(bars.at(-1) ?? '') + (bars.at(-1)?.length ?? 0)).replace(/^ ?\| ?/, '')];
}

export function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
