import type { Span } from '../../grammar/index.ts';
import { reject } from '../verdict.ts';
import type { Field } from './bound.ts';
import { similarity } from './similarity.ts';

/** The fields an expression may name, in order. Mirrors `DFSchema` of datafusion-common. */
export type Schema = readonly Field[];

/** A column as it was written: the parts in front of its name, if any. */
export interface ColumnName {
  readonly relation?: readonly string[];
  readonly name: string;
}

export type Lookup = { readonly kind: 'found'; readonly field: Field } | { readonly kind: 'missing' } | { readonly kind: 'ambiguous' };

const MISSING: Lookup = { kind: 'missing' };
const AMBIGUOUS: Lookup = { kind: 'ambiguous' };

/** Several fields of one name are no ambiguity if just one of them has no qualifier. */
export function findUnqualified(schema: Schema, name: string): Lookup {
  const fields = fieldsNamed(schema, name);
  if (fields.length === 0) return MISSING;
  if (fields.length === 1) return { kind: 'found', field: fields[0]! };
  const bare = fields.filter(field => field.relation === undefined);
  return bare.length === 1 ? { kind: 'found', field: bare[0]! } : AMBIGUOUS;
}

export function fieldsNamed(schema: Schema, name: string): readonly Field[] {
  return schema.filter(field => field.name === name);
}

/** The first field of a relation; parts that one of the two names lacks are not compared. */
export function findQualified(schema: Schema, relation: readonly string[], name: string): Field | undefined {
  return schema.find(field => field.name === name && field.relation !== undefined && sameRelation(field.relation, relation));
}

export function findColumn(schema: Schema, column: ColumnName): Lookup {
  if (column.relation === undefined) return findUnqualified(schema, column.name);
  const field = findQualified(schema, column.relation, column.name);
  return field === undefined ? MISSING : { kind: 'found', field };
}

/** Compares from the table leftwards (`TableReference::resolved_eq`). */
export function sameRelation(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let back = 1; back <= shared; back++) if (a[a.length - back] !== b[b.length - back]) return false;
  return true;
}

/** The very same qualifier, part by part. */
export function equalRelation(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((part, index) => part === b[index]);
}

/** The same column of a schema: name and qualifier are equal. */
export function sameField(a: Field, b: Field): boolean {
  return a === b || (a.name === b.name && equalRelation(a.relation, b.relation));
}

/** Whether two of them have the same name. Few are compared with each other: that takes less than a set. */
export function hasRepeats(named: readonly { readonly name: string }[]): boolean {
  const { length } = named;
  if (length > FEW) return new Set(named.map(({ name }) => name)).size < length;
  for (let i = 1; i < length; i++) {
    const { name } = named[i]!;
    for (let j = 0; j < i; j++) if (named[j]!.name === name) return true;
  }
  return false;
}
const FEW = 12;

/** A new field with what stays true of a column wherever it passes through. */
export function passingOn(made: { -readonly [Key in keyof Field]: Field[Key] }, { timeIndex, label, origin }: Field): Field {
  if (timeIndex !== undefined) made.timeIndex = timeIndex;
  if (label !== undefined) made.label = label;
  if (origin !== undefined) made.origin = origin;
  return made;
}

/** Puts every field behind a qualifier, as an alias does. */
export function requalify(fields: Schema, relation: readonly string[]): readonly Field[] {
  const qualifier = relation.join('.');
  return fields.map(field => {
    const { name, type, nullable } = field;
    return passingOn({ name, qualifier, relation, type, nullable }, field);
  });
}

/** `t.a`, as expressions print a column. */
export function flatName(column: ColumnName): string {
  const { relation, name } = column;
  if (relation === undefined) return name;
  return relation.length === 1 ? `${relation[0]}.${name}` : `${relation.join('.')}.${name}`;
}

/** `t."A"`, as messages print a column. */
export function quotedName(column: ColumnName): string {
  const name = quoteIfNeeded(column.name);
  return column.relation === undefined ? name : `${column.relation.map(quoteIfNeeded).join('.')}.${name}`;
}

const PLAIN_NAME = /^[a-z_][a-z0-9_]*$/;

function quoteIfNeeded(name: string): string {
  return PLAIN_NAME.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

const SIMILAR_ENOUGH = 0.5;

/** Words the refusal of an unknown column: `SchemaError::FieldNotFound` (datafusion/common/src/error.rs). */
export function fieldNotFound(schema: Schema, column: ColumnName): { readonly message: string; readonly suggestion?: string } {
  const written = flatName(column).toLowerCase();
  let message = `No field named ${quotedName(column)}`;
  const names = schema.map(flatName);
  if (names.some(name => name.toLowerCase() === written)) {
    message +=
      `. Column names are case sensitive. You can use double quotes to refer to the "${quotedName(column)}" column ` +
      'or set the datafusion.sql_parser.enable_ident_normalization configuration';
  }
  const suggestion = names.find(name => similarity(name, column.name) >= SIMILAR_ENOUGH);
  if (suggestion !== undefined) return { message: `${message}. Did you mean '${suggestion}'?.`, suggestion };
  if (schema.length > 0) message += `. Valid fields are ${schema.map(quotedName).join(', ')}`;
  return { message: `${message}.` };
}

export function rejectMissing(schema: Schema, column: ColumnName, span: Span): never {
  const { message, suggestion } = fieldNotFound(schema, column);
  reject('PlanQuery', `Failed to plan SQL: ${message}`, {
    reason: 'column_not_found',
    span,
    detail: { name: flatName(column), ...(suggestion === undefined ? {} : { suggestion }) },
  });
}

export function rejectAmbiguous(name: string, span: Span): never {
  reject('PlanQuery', `Failed to plan SQL: Ambiguous reference to unqualified field ${quotedName({ name })}`, {
    reason: 'ambiguous_column',
    span,
    detail: { name },
  });
}
