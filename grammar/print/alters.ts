import type { AddColumn, AlterOperation, PerKind } from '../ast.ts';
import { printExpr, printLiteral } from './expressions.ts';
import { commaList, printIdent, printName } from './names.ts';
import { printOption, printSetOption } from './options.ts';
import { printColumnDef, printPartitions } from './tables.ts';
import { printType } from './types.ts';

/** Mirrors the `Display` of `src/sql/src/statements/alter.rs`. */
export const alterPrinters: Pick<PerKind<string>, 'alter_table' | 'alter_database'> = {
  alter_table: ({ name, operation, options }) =>
    `ALTER TABLE ${printName(name)} ${printAlterOperation(operation)}${options.length === 0 ? '' : ` WITH (${commaList(options, printOption)})`}`,
  alter_database: ({ name, set, unset }) =>
    `ALTER DATABASE ${printName(name)} ${set.length > 0 ? `SET ${set.map(printSetOption).join(',')}` : `UNSET ${unset.map(printLiteral).join(',')}`}`,
};

export function printAlterOperation(operation: AlterOperation): string {
  switch (operation.kind) {
    case 'add_columns':
      return commaList(operation.columns, printAddColumn);
    case 'add_constraint':
      return `ADD ${operation.text}`;
    case 'drop_column':
      return `DROP COLUMN ${printIdent(operation.column)}`;
    case 'rename':
      return `RENAME ${printIdent(operation.to)}`;
    case 'set_options':
      return `SET ${operation.options.map(printSetOption).join(',')}`;
    case 'unset_options':
      return `UNSET ${operation.keys.map(printLiteral).join(',')}`;
    case 'modify_type':
      return `MODIFY COLUMN ${printIdent(operation.column)} ${printType(operation.type)}`;
    case 'set_defaults':
      return commaList(operation.defaults, ({ column, expr }) => `MODIFY COLUMN ${printIdent(column)} SET DEFAULT ${printExpr(expr)}`);
    case 'drop_defaults':
      return commaList(operation.columns, column => `MODIFY COLUMN ${printIdent(column)} DROP DEFAULT`);
    case 'set_index': {
      const { column, type, options } = operation;
      return `MODIFY COLUMN ${printIdent(column)} SET ${type} INDEX${options.length === 0 ? '' : ` WITH(${commaList(options, printOption)})`}`;
    }
    case 'unset_index':
      return `MODIFY COLUMN ${printIdent(operation.column)} UNSET ${operation.type} INDEX`;
    case 'partition':
      return printPartitions(operation.partitions);
    case 'repartition': {
      const { verb, from, columns, into } = operation;
      const head = `${verb}${verb === 'REPARTITION' ? '' : ' PARTITION'} (${commaList(from, printExpr)})`;
      const on = columns === undefined ? '' : ` ON COLUMNS (${commaList(columns, printIdent)})`;
      return verb === 'MERGE' ? head : `${head}${on} INTO (${commaList(into, printExpr)})`;
    }
  }
}

export function printAddColumn({ ifNotExists, column, position }: AddColumn): string {
  const place = position === undefined ? '' : position === 'FIRST' ? ' FIRST' : ` AFTER ${printIdent(position.after)}`;
  return `ADD COLUMN ${ifNotExists ? 'IF NOT EXISTS ' : ''}${printColumnDef(column)}${place}`;
}
