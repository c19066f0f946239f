/** A change to a file's text: offsets count from its first character. */
export interface FileEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text as what is left of an original and what was put between: knows, after any number of rounds of edits, what changed in all. */
export interface Pieces {
  readonly original: string;
  readonly pieces: readonly Piece[];
}
type Piece = { readonly kind: 'kept'; readonly start: number; readonly end: number } | { readonly kind: 'new'; readonly text: string };

export function whole(original: string): Pieces {
  return { original, pieces: [{ kind: 'kept', start: 0, end: original.length }] };
}

/** The edits count from the start of the text as it is now; they must not overlap. */
export function splice(text: Pieces, edits: readonly FileEdit[]): Pieces {
  let { pieces } = text;
  for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end)) {
    pieces = [...slice(pieces, 0, edit.start), { kind: 'new', text: edit.text }, ...slice(pieces, edit.end, Infinity)];
  }
  return { original: text.original, pieces };
}

function slice(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = piece.kind === 'new' ? piece.text.length : piece.end - piece.start;
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, length);
    at += length;
    if (start >= end) continue;
    found.push(piece.kind === 'new' ? { kind: 'new', text: piece.text.slice(start, end) } : { kind: 'kept', start: piece.start + start, end: piece.start + end });
  }
  return found;
}

export function textOf({ original, pieces }: Pieces): string {
  return pieces.map(piece => (piece.kind === 'new' ? piece.text : original.slice(piece.start, piece.end))).join('');
}

/** The edits that lead from the original to the text as it is now, in order. */
export function editsOf({ original, pieces }: Pieces): readonly FileEdit[] {
  const edits: FileEdit[] = [];
  let at = 0;
  let pending = '';
  const flush = (end: number): void => {
    if (end > at || pending !== '') edits.push({ start: at, end, text: pending });
    pending = '';
  };
  for (const piece of pieces) {
    if (piece.kind === 'new') {
      pending += piece.text;
      continue;
    }
    flush(piece.start);
    at = piece.end;
  }
  flush(original.length);
  return edits;
}
