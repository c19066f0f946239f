/**
 * Rust's `{:?}` of sqlparser's expressions and data types: a few messages of GreptimeDB print the tree itself. Field names and their
 * order are those of sqlparser 0.61's definitions; queries and clauses that the tree keeps only as text print as `..`.
 */
import type { Call, CallArg, Case, Expr, Ident, IntervalLiteral, Literal, OrderItem, TypeName, WindowSpec } from './ast.ts';
import { debugIdent, debugName, debugSpan, debugString, type DebugContext } from './debug/names.ts';
import { debugType } from './debug/types.ts';

export { debugString } from './debug/names.ts';

export function debug(source: string, expr: Expr): string {
  return debugExpr({ source }, expr);
}

function debugExpr(context: DebugContext, expr: Expr): string {
  const of = (node: Expr): string => debugExpr(context, node);
  const list = (nodes: readonly Expr[]): string => `[${nodes.map(of).join(', ')}]`;
  const type = (node: TypeName): string => debugType(context, node);
  switch (expr.kind) {
    case 'identifier':
      return `Identifier(${debugIdent(context, expr.ident)})`;
    case 'compound_identifier':
      return `CompoundIdentifier([${expr.parts.map(part => debugIdent(context, part)).join(', ')}])`;
    case 'literal':
      return `Value(${debugValue(context, expr)})`;
    case 'typed_literal':
      return `TypedString(TypedString { data_type: ${type(expr.type)}, value: ${debugValue(context, expr.value)}, uses_odbc_syntax: false })`;
    case 'interval':
      return debugInterval(context, expr);
    case 'binary':
      return `BinaryOp { left: ${of(expr.left)}, op: ${operator(expr.op)}, right: ${of(expr.right)} }`;
    case 'unary':
      return `UnaryOp { op: ${UNARY[expr.op]}, expr: ${of(expr.operand)} }`;
    case 'quantified':
      return expr.quantifier === 'ALL'
        ? `AllOp { left: ${of(expr.left)}, compare_op: ${operator(expr.op)}, right: ${of(expr.right)} }`
        : `AnyOp { left: ${of(expr.left)}, compare_op: ${operator(expr.op)}, right: ${of(expr.right)}, is_some: ${expr.quantifier === 'SOME'} }`;
    case 'between':
      return `Between { expr: ${of(expr.expr)}, negated: ${expr.negated}, low: ${of(expr.low)}, high: ${of(expr.high)} }`;
    case 'in_list':
      return `InList { expr: ${of(expr.expr)}, list: ${list(expr.list)}, negated: ${expr.negated} }`;
    case 'in_query':
      return `InSubquery { expr: ${of(expr.expr)}, subquery: .., negated: ${expr.negated} }`;
    case 'in_unnest':
      return `InUnnest { expr: ${of(expr.expr)}, array_expr: ${of(expr.array)}, negated: ${expr.negated} }`;
    case 'like': {
      const escape = expr.escape === undefined ? 'None' : `Some(${debugContent(expr.escape)})`;
      const operands = `expr: ${of(expr.expr)}, pattern: ${of(expr.pattern)}`;
      if (expr.op === 'RLIKE' || expr.op === 'REGEXP')
        return `RLike { negated: ${expr.negated}, ${operands}, regexp: ${expr.op === 'REGEXP'} }`;
      if (expr.op === 'SIMILAR TO') return `SimilarTo { negated: ${expr.negated}, ${operands}, escape_char: ${escape} }`;
      return `${expr.op === 'LIKE' ? 'Like' : 'ILike'} { negated: ${expr.negated}, any: ${expr.any}, ${operands}, escape_char: ${escape} }`;
    }
    case 'is':
      return `Is${expr.negated ? 'Not' : ''}${capitalised(expr.test)}(${of(expr.expr)})`;
    case 'is_distinct':
      return `Is${expr.negated ? 'Not' : ''}DistinctFrom(${of(expr.left)}, ${of(expr.right)})`;
    case 'is_normalized':
      return `IsNormalized { expr: ${of(expr.expr)}, form: ${optional(expr.form)}, negated: ${expr.negated} }`;
    case 'member_of':
      return `MemberOf(MemberOf { value: ${of(expr.value)}, array: ${of(expr.array)} })`;
    case 'at_time_zone':
      return `AtTimeZone { timestamp: ${of(expr.expr)}, time_zone: ${of(expr.zone)} }`;
    case 'collate':
      return `Collate { expr: ${of(expr.expr)}, collation: ${debugName(context, expr.collation)} }`;
    case 'access': {
      const steps = expr.steps.map(step => {
        if (step.kind === 'field') return `Dot(${of(step.field)})`;
        if (step.kind === 'index') return `Subscript(Index { index: ${of(step.index)} })`;
        const bound = (node: Expr | undefined): string => (node === undefined ? 'None' : `Some(${of(node)})`);
        return `Subscript(Slice { lower_bound: ${bound(step.low)}, upper_bound: ${bound(step.high)}, stride: ${bound(step.stride)} })`;
      });
      return `CompoundFieldAccess { root: ${of(expr.root)}, access_chain: [${steps.join(', ')}] }`;
    }
    case 'json_path': {
      const steps = expr.steps.map(step =>
        step.kind === 'key' ? `Dot { key: ${debugString(step.key)}, quoted: ${step.quoted} }` : `Bracket { key: ${of(step.index)} }`,
      );
      return `JsonAccess { value: ${of(expr.expr)}, path: JsonPath { path: [${steps.join(', ')}] } }`;
    }
    case 'cast': {
      const kind = { CAST: 'Cast', TRY_CAST: 'TryCast', SAFE_CAST: 'SafeCast', '::': 'DoubleColon' }[expr.style];
      return `Cast { kind: ${kind}, expr: ${of(expr.expr)}, data_type: ${type(expr.type)}, array: ${expr.array}, format: None }`;
    }
    case 'convert': {
      const target = expr.type === undefined ? 'None' : `Some(${type(expr.type)})`;
      const charset = expr.charset === undefined ? 'None' : `Some(${debugName(context, expr.charset)})`;
      return `Convert { is_try: false, expr: ${of(expr.expr)}, data_type: ${target}, charset: ${charset}, target_before_value: false, styles: [] }`;
    }
    case 'extract':
      return `Extract { field: ${capitalised(expr.field)}, syntax: From, expr: ${of(expr.expr)} }`;
    case 'ceil_floor': {
      const field =
        expr.scale === undefined ? `DateTimeField(${capitalised(expr.field ?? 'NoDateTime')})` : `Scale(${debugContent(expr.scale)})`;
      return `${capitalised(expr.function)} { expr: ${of(expr.expr)}, field: ${field} }`;
    }
    case 'position':
      return `Position { expr: ${of(expr.needle)}, in: ${of(expr.haystack)} }`;
    case 'substring':
      return (
        `Substring { expr: ${of(expr.expr)}, substring_from: ${some(expr.from)}, substring_for: ${some(expr.for)}, ` +
        `special: ${expr.commas}, shorthand: ${expr.short} }`
      );
    case 'overlay':
      return `Overlay { expr: ${of(expr.expr)}, overlay_what: ${of(expr.what)}, overlay_from: ${of(expr.from)}, overlay_for: ${some(expr.for)} }`;
    case 'trim': {
      const where = expr.where === undefined ? 'None' : `Some(${capitalised(expr.where)})`;
      return `Trim { expr: ${of(expr.expr)}, trim_where: ${where}, trim_what: ${some(expr.what)}, trim_characters: None }`;
    }
    case 'array':
      return `Array(Array { elem: ${list(expr.elements)}, named: ${expr.named} })`;
    case 'tuple':
      return `Tuple(${list(expr.elements)})`;
    case 'nested':
      return `Nested(${of(expr.expr)})`;
    case 'introduced_string': {
      const prefix = {
        kind: 'ident',
        value: expr.introducer,
        quote: '',
        span: { start: expr.span.start, end: expr.value.span.start },
      } as const;
      return `Prefixed { prefix: ${debugIdent(context, prefix)}, value: ${of(expr.value)} }`;
    }
    case 'case':
      return debugCase(context, expr);
    case 'call':
      return `Function(${debugCall(context, expr)})`;
    case 'exists':
      return `Exists { subquery: .., negated: ${expr.negated} }`;
    case 'subquery':
      return 'Subquery(..)';
    case 'struct':
    case 'range':
    case 'odbc_literal':
    case 'odbc_call':
    case 'match_against':
      return '..';
  }

  function some(node: Expr | undefined): string {
    return node === undefined ? 'None' : `Some(${of(node)})`;
  }
}

function optional(text: string | undefined): string {
  return text === undefined ? 'None' : `Some(${text})`;
}

/** `YEAR` as the variant `Year`; words that are written in several capitals already stay. */
function capitalised(word: string): string {
  return word === word.toUpperCase() ? word.slice(0, 1) + word.slice(1).toLowerCase() : word;
}

function debugValue(context: DebugContext, literal: Literal): string {
  return `ValueWithSpan { value: ${debugContent(literal)}, span: ${debugSpan(context, literal.span)} }`;
}

function debugContent({ type, value, long, tag }: Literal): string {
  switch (type) {
    case 'number':
      return `Number(${debugString(value)}, ${long === true})`;
    case 'boolean':
      return `Boolean(${value})`;
    case 'null':
      return 'Null';
    case 'dollar':
      return `DollarQuotedString(DollarQuotedString { value: ${debugString(value)}, tag: ${tag === undefined ? 'None' : `Some(${debugString(tag)})`} })`;
    default:
      return `${LITERALS[type]}(${debugString(value)})`;
  }
}
const LITERALS = {
  string: 'SingleQuotedString',
  double_quoted: 'DoubleQuotedString',
  national: 'NationalStringLiteral',
  hex: 'HexStringLiteral',
  escaped: 'EscapedStringLiteral',
  unicode: 'UnicodeStringLiteral',
  bit: 'SingleQuotedByteStringLiteral',
  placeholder: 'Placeholder',
} as const;

function debugInterval(context: DebugContext, { value, unit, precision, to, toPrecision }: IntervalLiteral): string {
  const field = (word: string | undefined): string => optional(word === undefined ? undefined : capitalised(word));
  return (
    `Interval(Interval { value: ${debugExpr(context, value)}, leading_field: ${field(unit)}, leading_precision: ${optional(precision)}, ` +
    `last_field: ${field(to)}, fractional_seconds_precision: ${optional(toPrecision)} })`
  );
}

function debugCase(context: DebugContext, { operand, branches, otherwise, span }: Case): string {
  const token = (word: 'CASE' | 'END', start: number): string => {
    const written = context.source.slice(start, start + word.length);
    return (
      `AttachedToken(TokenWithSpan { token: Word(Word { value: ${debugString(written)}, quote_style: None, keyword: ${word} }), ` +
      `span: ${debugSpan(context, { start, end: start + word.length })} })`
    );
  };
  const some = (expr: Expr | undefined): string => optional(expr === undefined ? undefined : debugExpr(context, expr));
  const conditions = branches.map(
    branch => `CaseWhen { condition: ${debugExpr(context, branch.when)}, result: ${debugExpr(context, branch.then)} }`,
  );
  return (
    `Case { case_token: ${token('CASE', span.start)}, end_token: ${token('END', span.end - 'END'.length)}, operand: ${some(operand)}, ` +
    `conditions: [${conditions.join(', ')}], else_result: ${some(otherwise)} }`
  );
}

function debugCall(context: DebugContext, call: Call): string {
  const { name, args, query, distinct, clauses, withinGroup, filter, nulls, over } = call;
  const treatment = optional(distinct === undefined ? undefined : capitalised(distinct));
  const written = clauses.length + call.orderBy.length === 0 ? '[]' : '[..]';
  const list =
    query !== undefined
      ? 'Subquery(..)'
      : args === undefined
        ? 'None'
        : `List(FunctionArgumentList { duplicate_treatment: ${treatment}, args: [${args.map(arg => debugArg(context, arg)).join(', ')}], clauses: ${written} })`;
  const condition = optional(filter === undefined ? undefined : debugExpr(context, filter));
  const nullTreatment = optional(nulls === undefined ? undefined : nulls === 'IGNORE NULLS' ? 'IgnoreNulls' : 'RespectNulls');
  return (
    `Function { name: ${debugName(context, name)}, uses_odbc_syntax: false, parameters: None, args: ${list}, filter: ${condition}, ` +
    `null_treatment: ${nullTreatment}, over: ${debugOver(context, over)}, within_group: ${debugOrder(context, withinGroup)} }`
  );
}

function debugArg(context: DebugContext, arg: CallArg): string {
  const value = (node: Expr | (CallArg & { kind: 'wildcard' })): string => {
    if (node.kind !== 'wildcard') return `Expr(${debugExpr(context, node)})`;
    return node.qualifier === undefined ? 'Wildcard' : `QualifiedWildcard(${debugName(context, node.qualifier)})`;
  };
  if (arg.kind === 'wildcard') return `Unnamed(${value(arg)})`;
  if (arg.kind === 'expr') return `Unnamed(${value(arg.expr)})`;
  const operators = { '=>': 'RightArrow', '=': 'Equals', ':': 'Colon', VALUE: 'Value' };
  return `Named { name: ${debugIdent(context, arg.name)}, arg: ${value(arg.value)}, operator: ${operators[arg.operator]} }`;
}

function debugOver(context: DebugContext, over: WindowSpec | Ident | undefined): string {
  if (over === undefined) return 'None';
  if (over.kind === 'ident') return `Some(NamedWindow(${debugIdent(context, over)}))`;
  const name = optional(over.name === undefined ? undefined : debugIdent(context, over.name));
  const partitions = over.partitionBy.map(expr => debugExpr(context, expr)).join(', ');
  const frame = over.frame === undefined ? 'None' : 'Some(..)';
  return `Some(WindowSpec(WindowSpec { window_name: ${name}, partition_by: [${partitions}], order_by: ${debugOrder(context, over.orderBy)}, window_frame: ${frame} }))`;
}

function debugOrder(context: DebugContext, items: readonly OrderItem[]): string {
  const printed = items.map(({ expr, direction, nulls }) => {
    const asc = optional(direction === undefined ? undefined : String(direction === 'ASC'));
    const first = optional(nulls === undefined ? undefined : String(nulls === 'FIRST'));
    return `OrderByExpr { expr: ${debugExpr(context, expr)}, options: OrderByOptions { asc: ${asc}, nulls_first: ${first} }, with_fill: None }`;
  });
  return `[${printed.join(', ')}]`;
}

function operator(op: string): string {
  return OPERATORS[op] ?? `Custom(${debugString(op)})`;
}
const OPERATORS: { readonly [Op in string]?: string } = {
  '+': 'Plus',
  '-': 'Minus',
  '*': 'Multiply',
  '/': 'Divide',
  '%': 'Modulo',
  '||': 'StringConcat',
  '>': 'Gt',
  '<': 'Lt',
  '>=': 'GtEq',
  '<=': 'LtEq',
  '<=>': 'Spaceship',
  '=': 'Eq',
  '==': 'Eq',
  '<>': 'NotEq',
  AND: 'And',
  OR: 'Or',
  XOR: 'Xor',
  '|': 'BitwiseOr',
  '&': 'BitwiseAnd',
  '^': 'BitwiseXor',
  DIV: 'MyIntegerDivide',
  '#': 'PGBitwiseXor',
  '<<': 'PGBitwiseShiftLeft',
  '>>': 'PGBitwiseShiftRight',
  '&&': 'PGOverlap',
  '~': 'PGRegexMatch',
  '~*': 'PGRegexIMatch',
  '!~': 'PGRegexNotMatch',
  '!~*': 'PGRegexNotIMatch',
  '~~': 'PGLikeMatch',
  '~~*': 'PGILikeMatch',
  '!~~': 'PGNotLikeMatch',
  '!~~*': 'PGNotILikeMatch',
  '^@': 'PGStartsWith',
  '->': 'Arrow',
  '->>': 'LongArrow',
  '#>': 'HashArrow',
  '#>>': 'HashLongArrow',
  '@@': 'AtAt',
  '@>': 'AtArrow',
  '<@': 'ArrowAt',
  '#-': 'HashMinus',
  '@?': 'AtQuestion',
  '?': 'Question',
  '?&': 'QuestionAnd',
  '?|': 'QuestionPipe',
  OVERLAPS: 'Overlaps',
  ':=': 'Assignment',
};
const UNARY: { readonly [Op in string]?: string } = {
  '-': 'Minus',
  '+': 'Plus',
  '~': 'BitwiseNot',
  NOT: 'Not',
  '!': 'BangNot',
  '!!': 'PGPrefixFactorial',
  '@': 'PGAbs',
  '|/': 'PGSquareRoot',
  '||/': 'PGCubeRoot',
  'postfix !': 'PGPostfixFactorial',
  '#': 'Hash',
  '@-@': 'AtDashAt',
  '@@': 'DoubleAt',
  '?-': 'QuestionDash',
  '?|': 'QuestionPipe',
};
