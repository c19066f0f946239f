import { parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { Parsed, Tree } from './tree.ts';

/** Reads JSON with comments and trailing commas. The first fault ends the reading: what follows one is guesswork. */
export function parseJsonc(text: string): Parsed {
  if (text.trim() === '') return { problems: [{ message: 'this is not JSON: the file is empty', span: { start: 0, end: 0 } }] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const first = errors[0];
  if (first === undefined && root !== undefined) return { tree: toTree(root), problems: [] };
  const what = first === undefined ? 'a value is expected' : (WORDS[printParseErrorCode(first.error)] ?? 'a fault');
  const start = first?.offset ?? 0;
  return { problems: [{ message: `this is not JSON: ${what}`, span: { start, end: start + (first?.length ?? 0) } }] };
}

const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word that JSON does not know',
  InvalidNumberFormat: 'a malformed number',
  PropertyNameExpected: 'a key in double quotes is expected',
  ValueExpected: 'a value is expected',
  ColonExpected: 'a colon is expected',
  CommaExpected: 'a comma is expected',
  CloseBraceExpected: 'a closing brace is expected',
  CloseBracketExpected: 'a closing bracket is expected',
  EndOfFileExpected: 'nothing is expected behind the value',
  UnexpectedEndOfComment: 'a comment does not end',
  UnexpectedEndOfString: 'a text does not end',
  UnexpectedEndOfNumber: 'a number does not end',
  InvalidUnicode: 'a malformed Unicode escape',
  InvalidEscapeCharacter: 'an escape that JSON does not know',
  InvalidCharacter: 'a character that JSON does not allow',
};

function toTree(node: Node): Tree {
  const span = { start: node.offset, end: node.offset + node.length };
  switch (node.type) {
    case 'object': {
      const properties = (node.children ?? []).filter(({ children }) => children?.length === 2);
      const entries = properties.map(({ children }) => {
        const [key, value] = children as [Node, Node];
        return { key: String(key.value), keySpan: { start: key.offset, end: key.offset + key.length }, value: toTree(value) };
      });
      return { kind: 'mapping', span, entries };
    }
    case 'array':
      return { kind: 'list', span, items: (node.children ?? []).map(toTree) };
    default:
      return { kind: 'scalar', span, value: node.value as string | number | boolean | null };
  }
}
