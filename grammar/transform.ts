import type { Call, Cast, Expr, IntervalLiteral, Literal, Node, StatementNode, TypeName } from './ast.ts';
import { expandInterval } from './expand_interval.ts';
import { rewrite } from './rewrite.ts';
import { standardType } from './type_alias.ts';

/**
 * What GreptimeDB does to every statement of a request between parsing and planning (`src/sql/src/statements/transform.rs`): it
 * writes interval abbreviations out, replaces aliases of types in DDL, and casts to them by `arrow_cast` calls.
 * A flow's query is kept as text before that, so it is not touched; the text of a view is.
 */
export function transform(statement: StatementNode): StatementNode {
  return rewrite(statement, change, (part, field) => statement.kind !== 'create_flow' || field !== 'body' || part.kind === 'tql');
}

function change(node: Node): Node {
  switch (node.kind) {
    case 'interval':
      return expandedInterval(node as IntervalLiteral);
    case 'cast':
      return changedCast(node as Cast);
    case 'column_def':
    case 'modify_type':
      return withStandardType(node as Node & { readonly type: TypeName });
    default:
      return node;
  }
}

function withStandardType(node: Node & { readonly type: TypeName }): Node {
  const type = standardType(node.type);
  return type === undefined ? node : { ...node, ...{ type } };
}

function isText(expr: Expr): expr is Literal {
  return expr.kind === 'literal' && (expr.type === 'string' || expr.type === 'double_quoted');
}

function expandedInterval(interval: IntervalLiteral): IntervalLiteral {
  const { value } = interval;
  if (!isText(value)) return interval;
  const text = expandInterval(value.value);
  return text === undefined ? interval : { ...interval, value: { ...value, type: 'string', value: text } };
}

function changedCast(cast: Cast): Expr {
  const { expr, type } = cast;
  if (type.head === 'INTERVAL') {
    const text = isText(expr) ? expandInterval(expr.value) : undefined;
    return text === undefined ? cast : { ...cast, expr: { ...(expr as Literal), type: 'string', value: text } };
  }
  const arrow = ARROW_TYPES.get(
    typeText(standardType(type) ?? (type.head === 'TIMESTAMP' || type.head === 'TIMESTAMPTZ' ? type : undefined)),
  );
  return arrow === undefined ? cast : arrowCast(cast, arrow);
}

function typeText(type: TypeName | undefined): string {
  if (type === undefined) return '';
  return `${type.head === 'TIMESTAMPTZ' ? 'TIMESTAMP' : type.head}${type.args.length === 0 ? '' : `(${type.args.join()})`}${type.unsigned ? ' UNSIGNED' : ''}`;
}

/** The Arrow type of a standard SQL type, as Arrow prints it. */
const ARROW_TYPES: ReadonlyMap<string, string> = new Map([
  ['BOOLEAN', 'Boolean'],
  ['TINYINT', 'Int8'],
  ['SMALLINT', 'Int16'],
  ['INT', 'Int32'],
  ['BIGINT', 'Int64'],
  ['TINYINT UNSIGNED', 'UInt8'],
  ['SMALLINT UNSIGNED', 'UInt16'],
  ['INT UNSIGNED', 'UInt32'],
  ['BIGINT UNSIGNED', 'UInt64'],
  ['FLOAT', 'Float32'],
  ['DOUBLE', 'Float64'],
  ['TEXT', 'Utf8'],
  ['TIMESTAMP', 'Timestamp(ms)'],
  ['TIMESTAMP(0)', 'Timestamp(s)'],
  ['TIMESTAMP(3)', 'Timestamp(ms)'],
  ['TIMESTAMP(6)', 'Timestamp(µs)'],
  ['TIMESTAMP(9)', 'Timestamp(ns)'],
]);

function arrowCast(cast: Cast, arrowType: string): Call {
  const { span } = cast;
  const text: Literal = { kind: 'literal', type: 'string', value: arrowType, span: cast.type.span };
  return {
    kind: 'call',
    name: { kind: 'name', parts: [{ kind: 'ident', value: 'arrow_cast', quote: '', span }], span },
    args: [
      { kind: 'expr', expr: cast.expr, span: cast.expr.span },
      { kind: 'expr', expr: text, span: text.span },
    ],
    orderBy: [],
    clauses: [],
    withinGroup: [],
    span,
  };
}
