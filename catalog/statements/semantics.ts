import { isSemanticOption, SEMANTIC_OPTIONS, type Span } from '../../grammar/index.ts';
import { descTypeName } from '../type_names.ts';
import { reject } from '../verdict.ts';
import type { Table } from '../world.ts';

const ENTITY = 'greptime.semantic.entity.';

/** One `greptime.semantic.*` annotation of ALTER TABLE … SET. Mirrors `src/table/src/requests/semantic.rs`. */
export function checkSemanticOption(table: Table, key: string, value: string, span: Span): void {
  const known = key.startsWith(ENTITY) ? isSemanticOption(key, 'column') : SEMANTIC_OPTIONS[key] !== undefined;
  if (!known) invalid(table, `unknown semantic option \`${key}\``, span);
  if (!isSemanticOption(key, value)) invalid(table, `invalid value \`${value}\` for semantic option \`${key}\``, span);
  checkEntityColumns(table, key, value, span);
}

/** The columns of an entity exist and can be shown as text. */
function checkEntityColumns(table: Table, key: string, value: string, span: Span): void {
  if (!key.startsWith(ENTITY)) return;
  for (const name of value.split(',').map(column => column.trim())) {
    const column = table.columns.find(candidate => candidate.name === name);
    if (column === undefined) {
      reject('TableColumnNotFound', `Column ${name} not exists in table ${table.name}`, {
        reason: 'column_not_found',
        span,
        detail: { column: name, table: table.name },
      });
    }
    if (!rendersAsText(column!.type.kind)) {
      invalid(
        table,
        `entity column \`${name}\` (option \`${key}\`) has type \`${descTypeName(column!.type)}\`, which cannot render as a string`,
        span,
      );
    }
  }
}

export function rendersAsText(kind: string): boolean {
  return !['binary', 'json', 'json2', 'vector', 'list', 'struct'].includes(kind);
}

/** The entity option that names the column, if any. */
export function entityOptionOf(table: Table, column: string): string | undefined {
  for (const [key, value] of table.options) {
    if (key.startsWith(ENTITY) && value.split(',').some(name => name.trim() === column)) return key;
  }
  return undefined;
}

/** Entity options of CREATE TABLE: the same columns, in other words. */
export function checkEntityOptions(table: Table, spanOf: (key: string) => Span): void {
  for (const [key, value] of table.options) {
    if (!key.startsWith(ENTITY)) continue;
    for (const name of value.split(',').map(column => column.trim())) {
      const column = table.columns.find(candidate => candidate.name === name);
      if (column === undefined) refuseCreate(`column \`${name}\` not found`, key, spanOf(key));
      if (!rendersAsText(column!.type.kind)) {
        refuseCreate(
          `entity column \`${name}\` (option \`${key}\`) has type \`${descTypeName(column!.type)}\`, which cannot render as a string`,
          key,
          spanOf(key),
        );
      }
    }
  }
}

function refuseCreate(message: string, key: string, span: Span): never {
  return reject('InvalidArguments', `Invalid SQL, error: ${message}`, { reason: 'option_value', span, detail: { key } });
}

function invalid(table: Table, message: string, span: Span): never {
  return reject('InvalidArguments', `Invalid alter table(${table.name}) request: ${message}`, { reason: 'semantic_option', span });
}
