import { isAlias, isMap, isScalar, isSeq, parseDocument, type ParsedNode } from 'yaml';
import type { Parsed, TextProblem, Tree } from './tree.ts';

/** Reads YAML 1.2. A module of its own, so that only those who write YAML load its parser. */
export function parseYaml(text: string): Parsed {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const error = document.errors[0];
  if (error !== undefined) {
    const [start, end] = error.pos;
    return { problems: [{ message: `this is not YAML: ${lowered(error.message)}`, span: { start, end } }] };
  }
  if (document.contents === null) return { tree: { kind: 'mapping', span: { start: 0, end: 0 }, entries: [] }, problems: [] };
  const problems: TextProblem[] = [];
  const tree = toTree(document.contents, problems, 0);
  return problems.length > 0 ? { problems } : { tree, problems };
}

/** Aliases may nest so that a short text means a huge value; a configuration never needs that. */
const DEEPEST = 32;

function toTree(node: ParsedNode | null, problems: TextProblem[], depth: number): Tree {
  const [start, end] = node?.range ?? [0, 0];
  const span = { start, end };
  if (depth > DEEPEST) problems.push({ message: 'this is nested too deeply', span });
  if (depth > DEEPEST || node === null) return { kind: 'scalar', span, value: null };
  if (isAlias(node)) problems.push({ message: 'aliases are not read here: write the value out', span });
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }) => {
      const [keyStart, keyEnd] = key.range;
      const name = isScalar(key) ? String(key.value) : '';
      return { key: name, keySpan: { start: keyStart, end: keyEnd }, value: toTree(value, problems, depth + 1) };
    });
    return { kind: 'mapping', span, entries };
  }
  if (isSeq(node)) return { kind: 'list', span, items: node.items.map(item => toTree(item, problems, depth + 1)) };
  const value: unknown = isScalar(node) ? node.value : null;
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return { kind: 'scalar', span, value: isPlain ? value : null };
}

function lowered(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
