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
  const pieces: Piece[] = [];
  const rest = text.pieces[Symbol.iterator]();
  let at = 0;
  let piece = rest.next().value as Piece | undefined;
  /** Passes over the text up to an offset, and keeps or drops it. */
  const pass = (to: number, isKept: boolean): void => {
    while (piece !== undefined && at < to) {
      const length = lengthOf(piece);
      const taken = Math.min(length, to - at);
      if (isKept) pieces.push(part(piece, 0, taken));
      at += taken;
      piece = taken < length ? part(piece, taken, length) : (rest.next().value as Piece | undefined);
    }
  };
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    pass(edit.start, true);
    pieces.push({ kind: 'new', text: edit.text });
    pass(edit.end, false);
  }
  pass(Infinity, true);
  return { original: text.original, pieces };
}

function lengthOf(piece: Piece): number {
  return piece.kind === 'new' ? piece.text.length : piece.end - piece.start;
}

function part(piece: Piece, from: number, to: number): Piece {
  return piece.kind === 'new'
    ? { kind: 'new', text: piece.text.slice(from, to) }
    : { kind: 'kept', start: piece.start + from, end: piece.start + to };
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
