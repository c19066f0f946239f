import type { Span } from '../grammar/index.ts';

/** A value of a configuration text that knows where it stands. */
export type Tree = Mapping | List | Scalar;
export interface Mapping {
  readonly kind: 'mapping';
  readonly span: Span;
  readonly entries: readonly Entry[];
}
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Tree;
}
export interface List {
  readonly kind: 'list';
  readonly span: Span;
  readonly items: readonly Tree[];
}
export interface Scalar {
  readonly kind: 'scalar';
  readonly span: Span;
  readonly value: string | number | boolean | null;
}

/** A text that was read as JSON or YAML. Without a tree there is a problem that says why. */
export interface Parsed {
  readonly tree?: Tree;
  readonly problems: readonly TextProblem[];
}

/** Something wrong with a configuration text, in one sentence. */
export interface TextProblem {
  readonly message: string;
  readonly span: Span;
}

export function entryOf(tree: Tree | undefined, key: string): Entry | undefined {
  return tree?.kind === 'mapping' ? tree.entries.find(entry => entry.key === key) : undefined;
}

/** The plain data of a tree. */
export function valueOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'mapping':
      return Object.fromEntries(tree.entries.map(({ key, value }) => [key, valueOf(value)]));
    case 'list':
      return tree.items.map(valueOf);
    default:
      return tree.value;
  }
}

/** How a message names a value's kind. */
export function kindOf(tree: Tree): string {
  if (tree.kind === 'mapping') return 'an object';
  if (tree.kind === 'list') return 'a list';
  if (tree.value === null) return 'null';
  return typeof tree.value === 'string' ? 'a text' : typeof tree.value === 'number' ? 'a number' : `${tree.value}`;
}
