import type { ColumnDef, Expr, Ident, Partitions } from '../ast.ts';
import { debug } from '../debug.ts';
import { debugString } from '../debug/names.ts';
import type { Engine } from '../engine.ts';
import { canonicalValue } from './names.ts';

/**
 * The partitions of CREATE TABLE (`validate_partitions`): their columns exist, their rules are made of binary operators, names of
 * these columns, constants and signs. Names in the rules are compared as written.
 */
export function checkPartitions($: Engine, columns: readonly ColumnDef[], partitions: Partitions): void {
  const defined = columns.map(column => canonicalValue(column.name));
  const names = partitions.columns.map(canonicalValue);
  const missing = names.findIndex(name => !defined.includes(name));
  if (missing !== -1) invalidSql($, `Partition column ${debugString(names[missing]!)} not defined`, partitions.columns[missing]!);
  for (const expr of partitions.exprs) {
    if (expr.kind !== 'binary') return notBinary($, expr);
    checkOperand($, expr, names);
  }
}

function checkOperand($: Engine, expr: Expr, columns: readonly string[]): void {
  switch (expr.kind) {
    case 'binary':
      checkOperand($, expr.left, columns);
      checkOperand($, expr.right, columns);
      return;
    case 'identifier': {
      const name = expr.ident.value;
      if (columns.includes(name)) return;
      return invalidSql($, `Column ${debugString(name)} in rule expr is not referenced in PARTITION ON`, expr);
    }
    case 'literal':
      return;
    case 'unary':
      return checkOperand($, expr.operand, columns);
    default:
      return notBinary($, expr);
  }
}

function notBinary($: Engine, expr: Expr): never {
  return invalidSql($, `Partition rule expr ${debug($.source, expr)} is not a binary expr`, expr);
}

function invalidSql($: Engine, message: string, where: Ident | Expr): never {
  return $.invalid('InvalidSyntax', `Invalid SQL, error: ${message}`, where.span);
}
