/** A LIKE pattern as a regular expression: `%` any text, `_` one character, the escape (a backslash unless told) takes the next literally. */
export function likeExpression(pattern: string, options: { readonly ignoreCase: boolean; readonly escape?: string }): RegExp {
  const escape = options.escape ?? '\\';
  let source = '^';
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i]!;
    if (character === escape && i + 1 < characters.length) source += quote(characters[++i]!);
    else if (character === '%') source += '[^]*';
    else source += character === '_' ? '[^]' : quote(character);
  }
  return new RegExp(`${source}$`, options.ignoreCase ? 'iu' : 'u');
}

function quote(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
}
