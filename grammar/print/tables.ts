import type {
  ColumnDef,
  ColumnOption,
  CreateExternalTable,
  CreateTable,
  Json2Hint,
  Json2Settings,
  Option,
  Partitions,
  PerKind,
  TableConstraint,
} from '../ast.ts';
import { printExpr } from './expressions.ts';
import { commaList, printIdent, printName, quoted } from './names.ts';
import { printQuery } from './queries.ts';
import { printOption } from './options.ts';
import { printType } from './types.ts';

type TableKind = 'create_database' | 'create_table' | 'create_table_like' | 'create_external_table' | 'create_view';

/** Mirrors the `Display` of `src/sql/src/statements/create.rs`, which breaks lines. */
export const tablePrinters: Pick<PerKind<string>, TableKind> = {
  create_database: ({ ifNotExists, name, options }) => `CREATE DATABASE ${ifNot(ifNotExists)}${printName(name)}${optionBlock(options)}`,
  create_table: table => printTable(table, 'TABLE'),
  create_table_like: ({ ifNotExists, name, source }) => `CREATE TABLE ${ifNot(ifNotExists)}${printName(name)} LIKE ${printName(source)}`,
  create_external_table: table => printTable(table, 'EXTERNAL TABLE'),
  create_view: ({ orReplace, ifNotExists, name, columns, query }) => {
    const list = columns.length === 0 ? '' : ` (${commaList(columns, printIdent)})`;
    return `CREATE ${orReplace ? 'OR REPLACE ' : ''}VIEW ${ifNot(ifNotExists)}${printName(name)}${list} AS ${printQuery(query)}`;
  },
};

function ifNot(isWritten: boolean): string {
  return isWritten ? 'IF NOT EXISTS ' : '';
}

function printTable(table: CreateTable | CreateExternalTable, what: string): string {
  const { ifNotExists, name, columns, constraints, engine, options } = table;
  const elements = [...columns.map(printColumnDef), ...constraints.map(printTableConstraint)];
  let text = `CREATE ${what} ${ifNot(ifNotExists)}${printName(name)}`;
  if (elements.length > 0) text += ` (\n${indented(elements)}\n)`;
  if (table.kind === 'create_table' && table.partitions !== undefined) text += `\n${printPartitions(table.partitions)}`;
  if (engine !== undefined) text += `\nENGINE=${printIdent(engine)}`;
  return text + optionBlock(options);
}

function indented(lines: readonly string[]): string {
  return lines.map(line => `  ${line}`).join(',\n');
}

function optionBlock(options: readonly Option[]): string {
  return options.length === 0 ? '' : `\nWITH(\n${indented(options.map(printOption))}\n)`;
}

export function printColumnDef({ name, type, json2, options }: ColumnDef): string {
  const settings = json2 === undefined ? '' : printJson2(json2);
  return [printIdent(name), printType(type) + settings, ...options.map(printColumnOption)].join(' ');
}

export function printColumnOption(option: ColumnOption): string {
  const text = columnOptionText(option);
  return 'constraint' in option && option.constraint !== undefined ? `CONSTRAINT ${printIdent(option.constraint)} ${text}` : text;
}

function columnOptionText(option: ColumnOption): string {
  switch (option.kind) {
    case 'not_null':
      return 'NOT NULL';
    case 'null':
      return 'NULL';
    case 'primary_key':
      return 'PRIMARY KEY';
    case 'unique':
      return 'UNIQUE';
    case 'time_index':
      return 'TIME INDEX';
    case 'default':
      return `DEFAULT ${printExpr(option.expr)}`;
    case 'comment':
      return `COMMENT ${quoted(option.text, "'")}`;
    case 'character_set':
      return `CHARACTER SET ${printName(option.name)}`;
    case 'index':
      return `${option.type} INDEX${option.options.length === 0 ? '' : ` WITH(${commaList(option.options, printOption)})`}`;
    case 'other':
      return option.text;
  }
}

export function printJson2({ maxAutoExpandedPaths, hints }: Json2Settings): string {
  const limit = maxAutoExpandedPaths === undefined ? [] : [`max_auto_expanded_paths = ${maxAutoExpandedPaths}`];
  return `(${[...limit, ...hints.map(printJson2Hint)].join(', ')})`;
}

export function printJson2Hint({ path, type, nullable, default: default_, inverted }: Json2Hint): string {
  const nullability = nullable === undefined ? '' : nullable ? ' NULL' : ' NOT NULL';
  const value = default_ === undefined ? '' : ` DEFAULT ${printExpr(default_)}`;
  return `${path.map(printIdent).join('.')} ${printType(type)}${nullability}${value}${inverted ? ' INVERTED INDEX' : ''}`;
}

export function printTableConstraint(constraint: TableConstraint): string {
  return constraint.kind === 'primary_key_constraint'
    ? `PRIMARY KEY (${commaList(constraint.columns, printIdent)})`
    : `TIME INDEX (${printIdent(constraint.column)})`;
}

export function printPartitions({ columns, exprs }: Partitions): string {
  const body = exprs.length === 0 ? '' : `\n${indented(exprs.map(printExpr))}\n`;
  return `PARTITION ON COLUMNS (${commaList(columns, printIdent)}) (${body})`;
}
