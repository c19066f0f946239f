import type { Ident, ObjectName } from '../grammar/index.ts';
import { reject } from './verdict.ts';
import { CATALOG, type TableName, type World } from './world.ts';

/** The name an identifier has in DDL and utility statements: unquoted ones fold to lower case, quoted ones (any quote) stay. */
export function fold(ident: Ident): string {
  return ident.quote === '' && !isLower(ident.value) ? ident.value.toLowerCase() : ident.value;
}

/** The name an identifier has inside a query: DataFusion folds ASCII letters only. */
export function foldInQuery(ident: Ident): string {
  return ident.quote === '' && !isLower(ident.value) ? lowerAscii(ident.value) : ident.value;
}

/** As Rust's `to_ascii_lowercase`. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, letters => letters.toLowerCase());
}

/** Whether a name is certainly the same in lower case: most are. */
function isLower(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit > 127 || (unit >= 65 && unit <= 90)) return false;
  }
  return true;
}

/** An object name as messages print it: after folding, quotes kept. */
export function printName(name: ObjectName): string {
  return name.parts.map(part => (part.quote === '' ? fold(part) : part.quote + part.value + part.quote)).join('.');
}

/** Resolves 1 to 3 parts against the session (`table_idents_to_full_name`); more are refused with 1004. */
export function resolveName(world: World, name: ObjectName): TableName {
  const parts = name.parts.map(fold);
  switch (parts.length) {
    case 1:
      return { catalog: CATALOG, database: world.session.database, name: parts[0]! };
    case 2:
      return { catalog: CATALOG, database: parts[0]!, name: parts[1]! };
    case 3:
      return { catalog: parts[0]!, database: parts[1]!, name: parts[2]! };
    default:
      return reject(
        'InvalidArguments',
        `Invalid SQL, error: expect table name to be <catalog>.<schema>.<table>, <schema>.<table> or <table>, actual: ${printName(name)}`,
        { reason: 'table_name_parts', span: name.span },
      );
  }
}

export function printTableName(name: TableName): string {
  return `${name.catalog}.${name.database}.${name.name}`;
}
