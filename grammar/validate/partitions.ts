import type { ColumnDef, Expr, Ident, Partitions } from '../ast.ts';
import { debug } from '../debug.ts';
import { debugString } from '../debug/names.ts';
import type { Engine } from '../engine.ts';
import { canonical } from './names.ts';

/**
 * The partitions of CREATE TABLE (`validate_partitions`): their columns exist, their rules are made of binary operators, names of
 * these columns, constants and signs. Names in the rules are compared as written.
 */
export function checkPartitions($: Engine, columns: readonly ColumnDef[], partitions: Partitions): void {
  const defined = new Set(columns.map(column => canonical(column.name).value));
  const partitionColumns = partitions.columns.map(canonical);
  const missing = partitionColumns.find(column => !defined.has(column.value));
  if (missing !== undefined) invalidSql($, `Partition column ${debugString(missing.value)} not defined`, missing);
  for (const expr of partitions.exprs) {
    if (expr.kind !== 'binary') return notBinary($, expr);
    checkOperand($, expr, partitionColumns);
  }
}

function checkOperand($: Engine, expr: Expr, columns: readonly Ident[]): void {
  switch (expr.kind) {
    case 'binary':
      checkOperand($, expr.left, columns);
      checkOperand($, expr.right, columns);
      return;
    case 'identifier': {
      const name = expr.ident.value;
      if (columns.some(column => column.value === name)) return;
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
