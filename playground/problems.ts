import type { editor as editors } from 'monaco-editor';

type Editor = editors.IStandaloneCodeEditor;
type Marker = editors.IMarker;

/** The findings as a list of buttons: each goes to its place. */
export class Problems {
  private readonly panel: HTMLElement;
  private readonly editor: Editor;

  constructor(panel: HTMLElement, editor: Editor) {
    this.panel = panel;
    this.editor = editor;
    this.show([]);
  }

  show(markers: readonly Marker[]): void {
    const sorted = markers.toSorted((a, b) => a.startLineNumber - b.startLineNumber || a.startColumn - b.startColumn);
    const items = sorted.map(marker => this.toItem(marker));
    this.panel.querySelector('ol')!.replaceChildren(...(items.length === 0 ? [nothing()] : items));
    document.getElementById('tab-problems')!.textContent = items.length === 0 ? 'Problems' : `Problems (${items.length})`;
  }

  private toItem(marker: Marker): HTMLLIElement {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    const [word, look] = LEVELS[marker.severity] ?? ['note', 'note'];
    const rule = typeof marker.code === 'object' ? marker.code.value : (marker.code ?? '');
    button.append(span(look, word), ` ${marker.startLineNumber}:${marker.startColumn} ${marker.message} `, span('rule', rule));
    button.addEventListener('click', () => {
      this.editor.setSelection(marker);
      this.editor.revealRangeInCenterIfOutsideViewport(marker);
      this.editor.focus();
    });
    item.append(button);
    return item;
  }
}

/** Monaco's numbers of severities: in words, and how they look. */
const LEVELS: Readonly<Record<number, readonly [word: string, look: string]>> = {
  8: ['error', 'error'],
  4: ['warning', 'warning'],
  2: ['note', 'note'],
  1: ['hint', 'note'],
};

function nothing(): HTMLLIElement {
  const item = document.createElement('li');
  item.className = 'none';
  item.textContent = 'GreptimeDB would accept all of this, as far as we can tell.';
  return item;
}

function span(className: string, text: string): HTMLSpanElement {
  const made = document.createElement('span');
  made.className = className;
  made.textContent = text;
  return made;
}
