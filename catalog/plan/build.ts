import type { Span } from '../../grammar/index.ts';
import type { Scalar } from '../constant/scalar.ts';
import { arrowTypeName } from '../type_names.ts';
import { type DataType, NULL } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Bound, BoundCall, BoundColumn, BoundLiteral, Field, TypeFault } from './bound.ts';
import { printLiteral } from './printing.ts';
import { flatName, passingOn } from './scope.ts';

/** What an expression yields, or why nobody can say. */
export interface Typed {
  readonly type: DataType;
  readonly nullable: boolean;
  readonly fault?: TypeFault;
}

export function yields(type: DataType, nullable = true): Typed {
  return { type, nullable };
}

/** A type error of the planner's own. */
export function faulty(message: string, reason: string, span: Span): Typed {
  return faultyAs(`Error during planning: ${message}`, reason, span);
}

/** A type error with DataFusion's prefix written out. */
export function faultyAs(message: string, reason: string, span: Span): Typed {
  return { type: NULL, nullable: true, fault: { message, reason, span } };
}

/** The first fault among expressions whose types are needed. */
export function faultOf(...exprs: readonly Bound[]): TypeFault | undefined {
  for (const expr of exprs) if (expr.fault !== undefined) return expr.fault;
  return undefined;
}

/** A typing that needs its arguments as fields, type and nullability: the first fault of one is its own (`to_field`). */
export function typedByFields(args: readonly Bound[], typing: () => Typed): Typed {
  for (const arg of args) {
    const fault = fieldFault(arg);
    if (fault !== undefined) return { type: NULL, nullable: true, fault };
  }
  return typing();
}

/** A typing that needs the types of its operands: their fault is its own. */
export function typedBy(operands: readonly Bound[], typing: () => Typed): Typed {
  const fault = faultOf(...operands);
  return fault === undefined ? typing() : { type: NULL, nullable: true, fault };
}

export function column(field: Field, span: Span): BoundColumn {
  const name = flatName(field);
  return { kind: 'column', field, type: field.type, nullable: field.nullable, name, display: name, span };
}

export function literal(value: Scalar, span: Span): BoundLiteral {
  const name = printLiteral(value) ?? unknown(`a literal of type ${arrowTypeName(value.type)}`);
  return { kind: 'literal', value, type: value.type, nullable: value.value === null, name, display: name, span };
}

export interface CallParts {
  readonly function: string;
  readonly args: readonly Bound[];
  readonly typed: Typed;
  readonly name: string;
  readonly display: string;
  readonly span: Span;
  readonly options?: { readonly [key: string]: string };
}

export function call({ function: called, args, typed, name, display, span, options }: CallParts): BoundCall {
  const { type, nullable, fault } = typed;
  const kind = 'call';
  if (fault !== undefined) {
    if (options !== undefined) return { kind, function: called, args, name, display, span, type, nullable, options, fault };
    return { kind, function: called, args, name, display, span, type, nullable, fault };
  }
  if (options !== undefined) return { kind, function: called, args, name, display, span, type, nullable, options };
  return { kind, function: called, args, name, display, span, type, nullable };
}

/** A call as `f(a,b)`; shown as `f(a, b)`. */
export function functionCall(name: string, args: readonly Bound[], typed: Typed, span: Span): BoundCall {
  return call({ function: name, args, typed, span, name: `${name}(${namesOf(args, ',')})`, display: `${name}(${displaysOf(args, ', ')})` });
}

/** `expr AS name`. The type of the expression is the alias's. */
export function alias(expr: Bound, name: string, span: Span = expr.span): BoundCall {
  return call({
    function: 'alias',
    args: [expr],
    typed: expr,
    name,
    display: `${expr.display} AS ${name}`,
    span,
    options: { alias: name },
  });
}

export function cast(expr: Bound, type: DataType, options: { readonly tries: boolean; readonly span: Span }): BoundCall {
  const word = options.tries ? 'TRY_CAST' : 'CAST';
  return call({
    function: options.tries ? 'try_cast' : 'cast',
    args: [expr],
    // The type is the cast's whatever the operand is; a faulty operand is found by those who ask whether it can be NULL.
    typed: { type, nullable: options.tries || expr.nullable },
    name: expr.name,
    display: `${word}(${expr.display} AS ${arrowTypeName(type)})`,
    span: options.span,
  });
}

export function namesOf(exprs: readonly Bound[], separator: string): string {
  if (exprs.length === 0) return '';
  let names = exprs[0]!.name;
  for (let i = 1; i < exprs.length; i++) names += separator + exprs[i]!.name;
  return names;
}

export function displaysOf(exprs: readonly Bound[], separator: string): string {
  if (exprs.length === 0) return '';
  let displays = exprs[0]!.display;
  for (let i = 1; i < exprs.length; i++) displays += separator + exprs[i]!.display;
  return displays;
}

/**
 * The first fault met by asking whether an expression can be NULL: the question goes from operand to operand until one can
 * (`Expr::nullable`), and only calls need their types for the answer.
 */
export function nullFault(expr: Bound): TypeFault | undefined {
  switch (expr.kind) {
    case 'column':
    case 'literal':
      return undefined;
    case 'aggregate':
    case 'window':
      return expr.fault;
    case 'subquery':
      return expr.form === 'in' ? firstNullFault(expr.args) : undefined;
    case 'call':
      if (expr.function === 'try_cast' || expr.function.startsWith('is_')) return undefined;
      return isTransparent(expr.function) ? firstNullFault(nullableParts(expr)) : expr.fault;
  }
}

function firstNullFault(exprs: readonly Bound[]): TypeFault | undefined {
  for (const expr of exprs) {
    const fault = nullFault(expr);
    if (fault !== undefined) return fault;
    if (expr.nullable) return undefined;
  }
  return undefined;
}

const TRANSPARENT = new Set(['alias', 'cast', 'not', 'neg', 'between', 'in_list', 'like', 'ilike', 'similar_to', 'case']);

function isTransparent(name: string): boolean {
  return TRANSPARENT.has(name) || name.startsWith('op:');
}

/** The first fault met by making a field of an expression (`Expr::to_field`): operators and casts make fields of their operands first. */
export function fieldFault(expr: Bound): TypeFault | undefined {
  if (expr.kind !== 'call') return expr.fault ?? nullFault(expr);
  if (expr.function === 'alias' || expr.function === 'neg' || expr.function === 'cast') return fieldFault(expr.args[0]!);
  if (!expr.function.startsWith('op:')) return expr.fault ?? nullFault(expr);
  return operandFault(expr) ?? expr.fault;
}

/** The operands of a chain of operators, left to right, without a call per link. */
function operandFault(expr: BoundCall): TypeFault | undefined {
  const links: BoundCall[] = [];
  let innermost: Bound = expr;
  while (innermost.kind === 'call' && innermost.function.startsWith('op:')) {
    links.push(innermost);
    innermost = innermost.args[0]!;
  }
  const first = fieldFault(innermost);
  if (first !== undefined) return first;
  for (const link of links.toReversed()) {
    const fault = fieldFault(link.args[1]!) ?? link.fault;
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The results of a CASE, all operands of anything else. */
function nullableParts(expr: BoundCall): readonly Bound[] {
  if (expr.function !== 'case') return expr.args;
  const first = expr.options?.['operand'] === 'true' ? 1 : 0;
  const last = expr.options?.['otherwise'] === 'true' ? expr.args.length - 1 : expr.args.length;
  return expr.args.filter((_, index) => index >= last || (index >= first && (index - first) % 2 === 1));
}

/** The expression below its aliases. */
export function unalias(expr: Bound): Bound {
  let bare = expr;
  while (bare.kind === 'call' && bare.function === 'alias') bare = bare.args[0]!;
  return bare;
}

export function isAlias(expr: Bound): expr is BoundCall {
  return expr.kind === 'call' && expr.function === 'alias';
}

/** The column of a projection's output that holds an expression. */
export function fieldOf(expr: Bound): Field {
  if (expr.kind === 'column' && expr.outer !== true) return expr.field;
  const passed = unalias(expr);
  const { name, type, nullable } = expr;
  return passed.kind === 'column' ? passingOn({ name, type, nullable }, passed.field) : { name, type, nullable };
}
