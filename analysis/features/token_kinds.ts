/** The kinds of token, by the names of the protocol. */
export const TOKEN_KINDS = [
  'namespace',
  'class',
  'event',
  'property',
  'variable',
  'function',
  'type',
  'parameter',
  'enumMember',
  'keyword',
  'operator',
  'string',
  'number',
  'comment',
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];
export const TOKEN_MODIFIERS = ['declaration', 'modification', 'defaultLibrary'] as const;
export type TokenModifier = (typeof TOKEN_MODIFIERS)[number];
