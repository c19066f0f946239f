import { children, sliceOf, type Node, type SourceFile } from '../../grammar/index.ts';
import type { Lines } from '../lines.ts';
import { locate } from '../lines.ts';

/** A node as ESLint wants it: absolute places, children in one list. Selectors see the kinds and the plain fields of our own tree. */
export interface SqlNode {
  readonly type: string;
  readonly range: [number, number];
  readonly loc: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
  readonly children: readonly SqlNode[];
  readonly [field: string]: unknown;
}

export interface SqlFile extends SqlNode {
  readonly type: 'file';
  readonly comments: readonly SqlNode[];
}

export function treeOf(file: SourceFile, lines: Lines): SqlFile {
  const at = (start: number, end: number): Pick<SqlNode, 'range' | 'loc'> => ({
    range: [start, end],
    loc: { start: locate(lines, start), end: locate(lines, end) },
  });
  const shallow = (node: Node, shift: number): Draft => {
    const plain = Object.entries(node).filter(
      ([key, value]) => key !== 'kind' && key !== 'span' && (typeof value !== 'object' || value === null),
    );
    return { ...Object.fromEntries(plain), type: node.kind, ...at(node.span.start + shift, node.span.end + shift), children: [] };
  };
  const convert = (root: Node, shift: number): SqlNode => {
    const made = shallow(root, shift);
    // No recursion: a chain of operators may be deeper than the stack.
    const waiting: (readonly [Node, Draft])[] = [[root, made]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const child of children(next[0])) {
        const inner = shallow(child, shift);
        next[1].children.push(inner);
        waiting.push([child, inner]);
      }
    }
    return made;
  };
  const statements = file.statements.map(({ start, statement }): SqlNode => {
    const { node, text } = statement;
    return node === undefined ? { type: 'broken', ...at(start, start + text.length), children: [] } : convert(node, start);
  });
  const comments = file.comments.map(({ start, end }): SqlNode => ({
    type: 'comment',
    ...at(start, end),
    value: sliceOf(file, start, end),
    children: [],
  }));
  return { type: 'file', ...at(0, file.length), children: statements, comments };
}

/** A node whose children are still being added. */
type Draft = SqlNode & { readonly children: SqlNode[] };
