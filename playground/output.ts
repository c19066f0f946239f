/** What GreptimeDB would print: lines of tables stay whole, all others are broken where the panel ends. */
export function showOutput(panel: HTMLElement, text: string): void {
  panel.replaceChildren(...(text === '' ? ['There is no statement yet.'] : text.split('\n').flatMap(line => [toLine(line), '\n'])));
}

function toLine(line: string): string | HTMLSpanElement {
  if (!/^[+|]/.test(line)) return line;
  const table = document.createElement('span');
  table.className = 'table';
  table.textContent = line;
  return table;
}
