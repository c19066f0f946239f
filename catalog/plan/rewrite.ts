import type { Bound, Field } from './bound.ts';

/**
 * Rebuilds an expression, offering every part to `replace` from the outside in; names stay as they were printed, as an alias keeps them.
 * Returns the same object where nothing was replaced.
 */
export function rewrite(expr: Bound, replace: (expr: Bound) => Bound | undefined): Bound {
  const replaced = replace(expr);
  if (replaced !== undefined) return replaced;
  switch (expr.kind) {
    case 'column':
    case 'literal':
      return expr;
    case 'call': {
      const args = rewriteAll(expr.args, replace);
      return args === expr.args ? expr : { ...expr, args };
    }
    case 'subquery': {
      const args = rewriteAll(expr.args, replace);
      return args === expr.args ? expr : { ...expr, args };
    }
    case 'aggregate': {
      const args = rewriteAll(expr.args, replace);
      return args === expr.args ? expr : { ...expr, args };
    }
    case 'window': {
      const args = rewriteAll(expr.args, replace);
      const partitionBy = rewriteAll(expr.partitionBy, replace);
      const orderBy = rewriteAll(expr.orderBy, replace);
      const same = args === expr.args && partitionBy === expr.partitionBy && orderBy === expr.orderBy;
      return same ? expr : { ...expr, args, partitionBy, orderBy };
    }
  }
}

function rewriteAll(exprs: readonly Bound[], replace: (expr: Bound) => Bound | undefined): readonly Bound[] {
  const next = exprs.map(expr => rewrite(expr, replace));
  return next.every((expr, index) => expr === exprs[index]) ? exprs : next;
}

/** The parts of an expression, itself first, from the outside in; `enter` tells whether to look inside. */
export function visit(expr: Bound, enter: (expr: Bound) => boolean): void {
  if (!enter(expr)) return;
  if (expr.kind === 'column' || expr.kind === 'literal') return;
  for (const arg of expr.args) visit(arg, enter);
  if (expr.kind === 'window') for (const key of [...expr.partitionBy, ...expr.orderBy]) visit(key, enter);
  if (expr.kind === 'aggregate') {
    if (expr.filter !== undefined) visit(expr.filter, enter);
    for (const key of expr.orderBy ?? []) visit(key, enter);
  }
}

/** The columns of this query that an expression names. */
export function columnsOf(expr: Bound): readonly Field[] {
  const columns: Field[] = [];
  visit(expr, part => {
    if (part.kind === 'column' && part.outer !== true) columns.push(part.field);
    return true;
  });
  return columns;
}

/** The outermost parts that satisfy a test, each once, in order. */
export function findOutermost(exprs: readonly Bound[], test: (expr: Bound) => boolean): readonly Bound[] {
  const found: Bound[] = [];
  for (const expr of exprs) {
    visit(expr, part => {
      if (!test(part)) return true;
      if (!found.some(known => sameExpr(known, part))) found.push(part);
      return false;
    });
  }
  return found;
}

/** Equal as expressions: display mode prints everything that tells them apart, except subqueries. */
export function sameExpr(a: Bound, b: Bound): boolean {
  if (a === b) return true;
  return a.kind === b.kind && a.display === b.display && !hasSubquery(a);
}

function hasSubquery(expr: Bound): boolean {
  let found = false;
  visit(expr, part => {
    found ||= part.kind === 'subquery';
    return !found;
  });
  return found;
}
