import { children, type Call, type Expr, type Node, type Select, type SelectItem } from '../../../grammar/index.ts';
import { writeIdent } from '../completion/item.ts';
import { inStatement, type Refactoring, type Site } from './refactoring.ts';

/** Gives a computed column a name of its own: what GreptimeDB would call it otherwise is the text of the expression. */
export function addAlias(site: Site): Refactoring | undefined {
  const item = site.path.findLast(node => node.kind === 'item') as Extract<SelectItem, { kind: 'item' }> | undefined;
  const select = site.path.findLast(node => node.kind === 'select') as Select | undefined;
  if (
    item === undefined ||
    item.alias !== undefined ||
    item.expr.kind === 'identifier' ||
    item.expr.kind === 'compound_identifier' ||
    !select!.items.includes(item)
  )
    return undefined;
  const taken = new Set(
    select!.items.flatMap(other => (other.kind === 'item' && other.alias !== undefined ? [other.alias.value.toLowerCase()] : [])),
  );
  const base = nameFor(item.expr);
  let name = base;
  for (let number = 2; taken.has(name); number++) name = `${base}_${number}`;
  const { end } = item.span;
  return {
    title: `Call it ${name}`,
    kind: 'rewrite',
    edits: inStatement(site, { start: end, end, text: ` AS ${writeIdent(name)}` }),
    renamesColumns: true,
  };
}

/** `sum(v)` becomes `sum_v`, a time window `time_window`. */
function nameFor(expr: Expr): string {
  if (expr.kind === 'nested' || expr.kind === 'cast' || expr.kind === 'range') return nameFor(expr.expr);
  if (expr.kind === 'call') {
    const called = (expr as Call).name.parts.at(-1)!.value.toLowerCase();
    if (called === 'date_bin' || called === 'date_trunc') return 'time_window';
    const column = columnIn(expr);
    return column === undefined ? (called === 'count' ? 'total' : called) : `${called}_${column}`;
  }
  return columnIn(expr) ?? 'value_1';
}

function columnIn(node: Node): string | undefined {
  if (node.kind === 'identifier') return (node as Extract<Expr, { kind: 'identifier' }>).ident.value.toLowerCase();
  if (node.kind === 'compound_identifier')
    return (node as Extract<Expr, { kind: 'compound_identifier' }>).parts.at(-1)!.value.toLowerCase();
  for (const child of children(node)) {
    const found = columnIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
