import { nearest } from '../analysis/index.ts';
import type { Span } from '../grammar/index.ts';
import { kindOf, type Tree, type TextProblem } from './tree.ts';

/**
 * The part of JSON Schema that our files need. The same value is published for editors and checks what we read, so that the two cannot
 * disagree.
 */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly enum?: readonly (string | number | boolean)[];
  readonly enumDescriptions?: readonly string[];
  readonly const?: string | number | boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly anyOf?: readonly Schema[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly deprecated?: boolean;
}

/** What is wrong with a value, place by place. `what` names it in messages (`"targetVersion"`). */
export function check(tree: Tree, schema: Schema, what: string): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  visit(tree, schema, what, (message, span) => void problems.push({ message, span }));
  return problems;
}

type Report = (message: string, span: Span) => void;

function visit(tree: Tree, schema: Schema, what: string, report: Report): void {
  if (schema.anyOf !== undefined) {
    const fitting = schema.anyOf.find(one => isOfType(tree, one));
    if (fitting === undefined) report(`${what} must be ${schema.anyOf.map(expectation).join(' or ')}, not ${kindOf(tree)}`, tree.span);
    else visit(tree, fitting, what, report);
    return;
  }
  if (!isOfType(tree, schema)) {
    report(`${what} must be ${expectation(schema)}, not ${kindOf(tree)}`, tree.span);
    return;
  }
  if (tree.kind === 'mapping') visitMapping(tree, schema, what, report);
  else if (tree.kind === 'list') {
    if (tree.items.length < (schema.minItems ?? 0)) report(`${what} must not be empty`, tree.span);
    if (schema.items !== undefined) for (const item of tree.items) visit(item, schema.items, `each item of ${what}`, report);
  } else visitScalar(tree.value, tree.span, schema, what, report);
}

function visitMapping(tree: Tree & { kind: 'mapping' }, schema: Schema, what: string, report: Report): void {
  const { properties = {}, additionalProperties = true, required = [] } = schema;
  const seen = new Set<string>();
  for (const { key, keySpan, value } of tree.entries) {
    if (seen.has(key)) report(`"${key}" is written twice`, keySpan);
    seen.add(key);
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known !== undefined) visit(value, known, `"${key}"`, report);
    else if (additionalProperties === false)
      report(`unknown ${what === '"rules"' ? 'rule' : 'key'} "${key}"${suggestion(key, Object.keys(properties))}`, keySpan);
    else if (additionalProperties !== true) visit(value, additionalProperties, `"${key}"`, report);
  }
  for (const key of required) if (!seen.has(key)) report(`${what} lacks "${key}"`, tree.span);
}

function visitScalar(value: unknown, span: Span, schema: Schema, what: string, report: Report): void {
  const allowed = schema.const === undefined ? schema.enum : [schema.const];
  if (allowed !== undefined && !allowed.some(one => one === value)) {
    const hint = typeof value === 'string' ? suggestion(value, allowed.map(String)) : '';
    report(`${what} must be ${allowed.length === 1 ? '' : 'one of '}${allowed.map(one => JSON.stringify(one)).join(', ')}${hint}`, span);
  }
  if (typeof value === 'number') {
    if (schema.minimum !== undefined && value < schema.minimum) report(`${what} must be at least ${schema.minimum}`, span);
    if (schema.maximum !== undefined && value > schema.maximum) report(`${what} must be at most ${schema.maximum}`, span);
  }
  if (typeof value === 'string' && value.length < (schema.minLength ?? 0)) report(`${what} must not be empty`, span);
}

/** `; did you mean "x"?`, or nothing. */
export function suggestion(written: string, candidates: Iterable<string>): string {
  const meant = nearest(written, candidates);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}

function isOfType(tree: Tree, schema: Schema): boolean {
  switch (typeOf(schema)) {
    case 'object':
      return tree.kind === 'mapping';
    case 'array':
      return tree.kind === 'list';
    case 'integer':
      return tree.kind === 'scalar' && Number.isInteger(tree.value);
    case undefined:
      return true;
    default:
      return tree.kind === 'scalar' && typeof tree.value === typeOf(schema);
  }
}

function typeOf(schema: Schema): string | undefined {
  if (schema.type !== undefined) return schema.type;
  const sample = schema.const ?? schema.enum?.[0];
  return sample === undefined ? undefined : typeof sample;
}

function expectation(schema: Schema): string {
  switch (typeOf(schema)) {
    case 'object':
      return 'an object';
    case 'array':
      return schema.items?.type === 'string' ? 'a list of texts' : 'a list';
    case 'string':
      return 'a text';
    case 'integer':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return 'something else';
  }
}
