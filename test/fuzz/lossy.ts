import { walk, type Node } from '../../grammar/index.ts';

/** What sqlparser's own `Display` cannot print so that it reads the same again. */
export function isLossy(root: Node): boolean {
  let lossy = false;
  walk(root, node => {
    lossy ||= loses(node);
    return !lossy;
  });
  return lossy;
}

function loses(node: Node): boolean {
  const { kind, value, text, quote, op, operand, args, name, steps, values, promql } = node as Node & {
    readonly value?: unknown;
    readonly text?: unknown;
    readonly quote?: string;
    readonly op?: string;
    readonly operand?: Node;
    readonly args?: readonly unknown[];
    readonly name?: unknown;
    readonly steps?: readonly { readonly field?: Node }[];
    readonly values?: readonly unknown[];
    readonly promql?: string;
  };
  // Doubled quotes and backslashes are printed as they were read.
  for (const content of [value, text]) if (typeof content === 'string' && /''|""|\\/.test(content)) return true;
  switch (kind) {
    case 'opaque':
    case 'opaque_factor':
      return true;
    case 'ident':
      // MySQL's lexer takes digits for a name where no exponent follows: `t.1e` is `t.1 e`, and printed so.
      return quote === '' && typeof value === 'string' && /^\d+$/.test(value);
    case 'struct':
      return values?.length === 0;
    case 'unary':
      // `- -1` is printed `--1`.
      return op === '-' && operand?.kind === 'unary';
    case 'type':
      // A custom type's texts are printed without their quotes.
      return name !== undefined && args !== undefined && args.length > 0;
    case 'access':
      // `a. 2` is printed `a.2`.
      return steps?.some(({ field }) => field !== undefined && field.kind !== 'ident' && field.kind !== 'identifier') === true;
    case 'tql':
      // Behind a printed semicolon or comma nothing is left to read.
      // Where no space stands before PromQL, GreptimeDB takes the parenthesis for a part of it, which ends a CTE when it is printed.
      return promql !== undefined && (promql.startsWith(')') || !/[\p{L}\p{N}{]/u.test(promql));
    default:
      return false;
  }
}
