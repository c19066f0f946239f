/** The grammar floor as the floors above see it. */
export * from './ast.ts';
export { DIALECTS, type Dialect, type Protocol } from './dialect.ts';
export { toFault, type SyntaxFault } from './fault.ts';
export { isKeyword, KEYWORDS } from './keywords.ts';
export { parseFile, type SourceFile } from './file.ts';
export { lex, tokenAt, type Tokens } from './lexer.ts';
export { parseRequest, parseStatement, pieces, type Placed, type Statement } from './parser.ts';
export { print } from './print.ts';
export { cover, lineColumn, touches, type LineColumn, type Span } from './span.ts';
export { status, STATUS, type Status, type StatusName } from './status.ts';
export { children, nodeAt, pathAt, walk } from './walk.ts';
export { T, TOKEN_TYPES, type Quote, type Token, type TokenType } from './tokens.ts';
export { isSemanticKey, isSemanticOption, SEMANTIC_OPTIONS } from './validate/semantic.ts';
