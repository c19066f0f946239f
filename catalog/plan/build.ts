import type { Span } from '../../grammar/index.ts';
import type { Scalar } from '../constant/scalar.ts';
import { arrowTypeName } from '../type_names.ts';
import { type DataType, NULL } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Bound, BoundCall, BoundColumn, BoundLiteral, Field, TypeFault } from './bound.ts';
import { printLiteral } from './printing.ts';
import { flatName } from './scope.ts';

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

export function call({ typed, ...parts }: CallParts): BoundCall {
  return { kind: 'call', ...parts, ...typed };
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
    typed: { type: expr.type, nullable: expr.nullable, ...(expr.fault === undefined ? {} : { fault: expr.fault }) },
    name,
    display: `${expr.display} AS ${name}`,
    span,
    options: { alias: name },
  });
}

export function cast(expr: Bound, type: DataType, options: { readonly tries: boolean; readonly span: Span; readonly fault?: TypeFault }): BoundCall {
  const word = options.tries ? 'TRY_CAST' : 'CAST';
  const fault = options.fault ?? expr.fault;
  return call({
    function: options.tries ? 'try_cast' : 'cast',
    args: [expr],
    typed: fault === undefined ? { type, nullable: options.tries || expr.nullable } : { type: NULL, nullable: true, fault },
    name: expr.name,
    display: `${word}(${expr.display} AS ${arrowTypeName(type)})`,
    span: options.span,
  });
}

export function namesOf(exprs: readonly Bound[], separator: string): string {
  return exprs.map(expr => expr.name).join(separator);
}

export function displaysOf(exprs: readonly Bound[], separator: string): string {
  return exprs.map(expr => expr.display).join(separator);
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
  if (expr.kind === 'column') return expr.field;
  const passed = unalias(expr);
  const { timeIndex, origin } = passed.kind === 'column' ? passed.field : { timeIndex: undefined, origin: undefined };
  return {
    name: expr.name,
    type: expr.type,
    nullable: expr.nullable,
    ...(timeIndex === undefined ? {} : { timeIndex }),
    ...(origin === undefined ? {} : { origin }),
  };
}
