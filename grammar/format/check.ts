import type { StatementNode } from '../ast.ts';
import { lex, type Tokens } from '../lexer.ts';
import { parseStatement } from '../parser.ts';
import { print } from '../print.ts';
import { T, TOKEN_TYPES } from '../tokens.ts';

/** Why a formatted statement may not take the place of the written one, whose tree is `node`; undefined if it may. */
export function difference(before: Tokens, node: StatementNode, after: string): string | undefined {
  const { dialect } = before;
  const made = lex(after, dialect);
  if (!sameTokens(before, made, isKeyword)) return 'a token would change';
  if (!sameComments(before, made)) return 'a comment would change';
  const madeNode = parseStatement(after, dialect.protocol).node;
  if (madeNode === undefined) return 'it would no longer parse';
  if (!sameTokens(lex(print(node), dialect), lex(print(madeNode), dialect), () => false)) return 'its meaning would change';
  return undefined;
}

/** Whether two texts have the same tokens and comments, apart from blanks and the case of keywords. */
export function isSameText(a: Tokens, b: Tokens): boolean {
  return sameTokens(a, b, isKeyword) && sameComments(a, b);
}

function isKeyword(tokens: Tokens, i: number): boolean {
  const type = TOKEN_TYPES[tokens.kinds[i]!]!;
  return type !== T.PlainWord && type.CATEGORIES.includes(T.Word);
}

function sameTokens(a: Tokens, b: Tokens, ignoresCase: (tokens: Tokens, i: number) => boolean): boolean {
  if (a.count !== b.count) return false;
  for (let i = 0; i < a.count; i++) {
    if (a.kinds[i] !== b.kinds[i]) return false;
    const [left, right] = [imageAt(a, i), imageAt(b, i)];
    if (left !== right && !(ignoresCase(a, i) && left.toUpperCase() === right.toUpperCase())) return false;
  }
  return true;
}

function imageAt({ text, starts, ends }: Tokens, i: number): string {
  return text.slice(starts[i], ends[i]);
}

function sameComments(a: Tokens, b: Tokens): boolean {
  const texts = ({ text, comments }: Tokens): string => comments.map(({ start, end }) => text.slice(start, end).trimEnd()).join('\n');
  return a.comments.length === b.comments.length && texts(a) === texts(b);
}
