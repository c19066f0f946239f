/** What a LIKE pattern matches: `%` any text, `_` one character, the escape (a backslash unless told) takes the next literally. */
export interface LikePattern {
  test(text: string): boolean;
}

/**
 * The pieces between `%` are looked for one behind the other, each at the first place where it fits: so no text takes long, as one
 * regular expression with many `%` would.
 */
export function likePattern(pattern: string, options: { readonly ignoreCase: boolean; readonly escape?: string }): LikePattern {
  const flags = options.ignoreCase ? 'iu' : 'u';
  const pieces = piecesOf(pattern, options.escape ?? '\\');
  if (pieces.length === 1) return new RegExp(`^${pieces[0]}$`, flags);
  const first = new RegExp(pieces[0]!, `${flags}y`);
  const between = pieces.slice(1, -1).map(piece => new RegExp(piece, `${flags}g`));
  const last = new RegExp(`${pieces.at(-1)}$`, `${flags}g`);
  return {
    test(text) {
      let at = 0;
      for (const piece of [first, ...between, last]) {
        piece.lastIndex = at;
        const found = piece.exec(text);
        if (found === null) return false;
        at = found.index + found[0].length;
      }
      return true;
    },
  };
}

/** The sources of the pieces between `%`. */
function piecesOf(pattern: string, escape: string): readonly string[] {
  const pieces = [''];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (character === '%' && !(character === escape && i + 1 < characters.length)) pieces.push('');
    else if (character === escape && i + 1 < characters.length) pieces[pieces.length - 1] += quote(characters[++i]!);
    else pieces[pieces.length - 1] += character === '_' ? '[^]' : quote(character);
  }
  return pieces;
}

function quote(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
