import type {
  AccessStep,
  Call,
  CallArg,
  Expr,
  FrameBound,
  Ident,
  IntervalLiteral,
  Literal,
  OrderItem,
  Wildcard,
  WindowFrame,
  WindowSpec,
} from '../ast.ts';
import { durationFault } from '../syntax/ranges.ts';
import { clause, commaList, printIdent, printName, quoted } from './names.ts';
import { printQuery } from './queries.ts';
import { printType } from './types.ts';

type ExprKind = Expr['kind'];
type ExprOf<K extends ExprKind> = Extract<Expr, { readonly kind: K }>;

/** Mirrors sqlparser's `Display` of expressions. */
const printers: { readonly [K in ExprKind]: (expr: ExprOf<K>) => string } = {
  identifier: ({ ident }) => printIdent(ident),
  compound_identifier: ({ parts }) => parts.map(printIdent).join('.'),
  literal: printLiteral,
  typed_literal: ({ type, value }) => `${printType(type)} ${printLiteral(value)}`,
  interval: printInterval,
  introduced_string: ({ introducer, value }) => `${introducer} ${printLiteral(value)}`,
  binary: ({ op, left, right }) => `${printExpr(left)} ${op} ${printExpr(right)}`,
  unary: ({ op, operand }) => {
    if (op === 'postfix !') return `${printExpr(operand)}!`;
    return SPACED_UNARY.has(op) ? `${op} ${printExpr(operand)}` : `${op}${printExpr(operand)}`;
  },
  quantified: ({ op, quantifier, left, right }) =>
    `${printExpr(left)} ${op} ${quantifier}${right.kind === 'subquery' ? printExpr(right) : `(${printExpr(right)})`}`,
  between: ({ expr, negated, low, high }) => `${printExpr(expr)} ${not(negated)}BETWEEN ${printExpr(low)} AND ${printExpr(high)}`,
  in_list: ({ expr, negated, list }) => `${printExpr(expr)} ${not(negated)}IN (${commaList(list, printExpr)})`,
  in_query: ({ expr, negated, query }) => `${printExpr(expr)} ${not(negated)}IN (${printQuery(query)})`,
  in_unnest: ({ expr, negated, array }) => `${printExpr(expr)} ${not(negated)}IN UNNEST(${printExpr(array)})`,
  like: ({ op, expr, negated, any, pattern, escape }) =>
    `${printExpr(expr)} ${not(negated)}${op} ${any ? 'ANY ' : ''}${printExpr(pattern)}${clause('ESCAPE', escape && printLiteral(escape))}`,
  is: ({ expr, negated, test }) => `${printExpr(expr)} IS ${not(negated)}${test}`,
  is_distinct: ({ left, right, negated }) => `${printExpr(left)} IS ${not(negated)}DISTINCT FROM ${printExpr(right)}`,
  is_normalized: ({ expr, negated, form }) => `${printExpr(expr)} IS ${not(negated)}${form === undefined ? '' : `${form} `}NORMALIZED`,
  member_of: ({ value, array }) => `${printExpr(value)} MEMBER OF(${printExpr(array)})`,
  at_time_zone: ({ expr, zone }) => `${printExpr(expr)} AT TIME ZONE ${printExpr(zone)}`,
  collate: ({ expr, collation }) => `${printExpr(expr)} COLLATE ${printName(collation)}`,
  access: ({ root, steps }) => printExpr(root) + steps.map(printStep).join(''),
  json_path: ({ expr, steps }) =>
    printExpr(expr) +
    steps
      .map((step, i) =>
        step.kind === 'bracket' ? `[${printExpr(step.index)}]` : `${i === 0 ? ':' : '.'}${step.quoted ? quoted(step.key, '"') : step.key}`,
      )
      .join(''),
  range: ({ expr, range, fill }) => `${printExpr(expr)} RANGE ${printDuration(range)}${clause('FILL', fill)}`,
  cast: ({ style, expr, type, array, format }) => {
    if (style === '::') return `${printExpr(expr)}::${printType(type)}`;
    const zone = format?.zone === undefined ? '' : ` AT TIME ZONE ${printLiteral(format.zone)}`;
    return `${style}(${printExpr(expr)} AS ${printType(type)}${array ? ' ARRAY' : ''}${clause('FORMAT', format && printLiteral(format.format) + zone)})`;
  },
  convert: ({ expr, type, charset }) => {
    if (type === undefined) return `CONVERT(${printExpr(expr)}${clause('USING', charset && printName(charset))})`;
    return `CONVERT(${printExpr(expr)}, ${printType(type)}${clause('CHARACTER SET', charset && printName(charset))})`;
  },
  extract: ({ field, expr }) => `EXTRACT(${field} FROM ${printExpr(expr)})`,
  ceil_floor: ({ function: name, expr, field, scale }) => {
    const scaled = scale === undefined ? '' : `, ${printLiteral(scale)}`;
    return `${name}(${printExpr(expr)}${clause('TO', field)}${scaled})`;
  },
  position: ({ needle, haystack }) => `POSITION(${printExpr(needle)} IN ${printExpr(haystack)})`,
  substring: expr => {
    const [from, for_] = expr.commas ? [',', ','] : [' FROM', ' FOR'];
    const part = (word: string, value: Expr | undefined): string => (value === undefined ? '' : `${word} ${printExpr(value)}`);
    return `${expr.short ? 'SUBSTR' : 'SUBSTRING'}(${printExpr(expr.expr)}${part(from!, expr.from)}${part(for_!, expr.for)})`;
  },
  overlay: expr =>
    `OVERLAY(${printExpr(expr.expr)} PLACING ${printExpr(expr.what)} FROM ${printExpr(expr.from)}${clause('FOR', expr.for && printExpr(expr.for))})`,
  trim: ({ where, what, expr }) =>
    `TRIM(${where === undefined ? '' : `${where} `}${what === undefined ? '' : `${printExpr(what)} FROM `}${printExpr(expr)})`,
  exists: ({ negated, query }) => `${not(negated)}EXISTS (${printQuery(query)})`,
  subquery: ({ query }) => `(${printQuery(query)})`,
  array: ({ named, elements }) => `${named ? 'ARRAY' : ''}[${commaList(elements, printExpr)}]`,
  struct: ({ fields, values }) => {
    const types = commaList(fields, ({ name, type }) => (name === undefined ? printType(type) : `${printIdent(name)} ${printType(type)}`));
    const list = commaList(values, ({ expr, name }) => printExpr(expr) + clause('AS', name && printIdent(name)));
    return `STRUCT${fields.length === 0 ? '' : `<${types}>`}(${list})`;
  },
  tuple: ({ elements }) => `(${commaList(elements, printExpr)})`,
  nested: ({ expr }) => `(${printExpr(expr)})`,
  case: ({ operand, branches, otherwise }) => {
    const whens = branches.map(({ when, then }) => ` WHEN ${printExpr(when)} THEN ${printExpr(then)}`).join('');
    return `CASE${operand === undefined ? '' : ` ${printExpr(operand)}`}${whens}${clause('ELSE', otherwise && printExpr(otherwise))} END`;
  },
  call: printCall,
  odbc_literal: ({ type, value }) => `{${type} ${quoted(value, "'")}}`,
  odbc_call: ({ call }) => `{fn ${printCall(call)}}`,
  match_against: ({ columns, value, modifier }) =>
    `MATCH (${commaList(columns, printName)}) AGAINST (${printLiteral(value)}${modifier === undefined ? '' : ` ${modifier}`})`,
};

export function isExprKind(kind: string): kind is ExprKind {
  return Object.hasOwn(printers, kind);
}

export function printExpr(expr: Expr): string {
  return (printers[expr.kind] as (expr: Expr) => string)(expr);
}

/** Unary operators that are printed with a blank behind them. */
const SPACED_UNARY: ReadonlySet<string> = new Set(['NOT', '#', '@-@', '@@', '?-', '?|', 'BINARY', 'PRIOR']);

function not(negated: boolean): string {
  return negated ? 'NOT ' : '';
}

export function printLiteral(literal: Literal): string {
  const { type, value } = literal;
  switch (type) {
    case 'number':
      return literal.long === true ? `${value}L` : value;
    case 'string':
      return quoted(value, "'");
    case 'double_quoted':
      return quoted(value, '"');
    case 'national':
      return `N'${value}'`;
    case 'hex':
      return `X'${value}'`;
    case 'dollar':
      return literal.tag === undefined ? `$$${value}$$` : `$${literal.tag}$${value}$${literal.tag}$`;
    case 'escaped':
      return `E'${escaped(value)}'`;
    case 'unicode':
      return `U&'${unicodeEscaped(value)}'`;
    case 'bit':
      return `B'${value}'`;
    case 'boolean':
      return value.toLowerCase();
    case 'null':
      return 'NULL';
    case 'placeholder':
      return value;
  }
}

/** The content of an `E'…'` string, as sqlparser escapes it again. */
function escaped(text: string): string {
  return text.replace(/['\\\n\t\r]/g, character => ESCAPES[character]!);
}
const ESCAPES: Readonly<Record<string, string>> = { "'": "\\'", '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

/** The content of a `U&'…'` string: what is not ASCII in four or six hexadecimal digits. */
function unicodeEscaped(text: string): string {
  let result = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === "'") result += "''";
    else if (character === '\\') result += '\\\\';
    else if (code < 128) result += character;
    else result += code <= 0xffff ? `\\${hex(code, 4)}` : `\\+${hex(code, 6)}`;
  }
  return result;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

function printInterval({ value, unit, precision, to, toPrecision }: IntervalLiteral): string {
  const head = `INTERVAL ${printExpr(value)}${unit === undefined ? '' : ` ${unit}`}`;
  if (unit === 'SECOND' && precision !== undefined && toPrecision !== undefined && to === undefined)
    return `${head} (${precision}, ${toPrecision})`;
  const parenthesised = (number: string | undefined): string => (number === undefined ? '' : ` (${number})`);
  return head + parenthesised(precision) + clause('TO', to) + parenthesised(toPrecision);
}

/** What stands behind RANGE, ALIGN and TO: a duration bare, anything else in the parentheses that the tree leaves out. */
export function printDuration(expr: Expr): string {
  return expr.kind === 'literal' && durationFault(expr.value) === undefined ? printLiteral(expr) : `(${printExpr(expr)})`;
}

function printStep(step: AccessStep): string {
  if (step.kind === 'field') return `.${printExpr(step.field)}`;
  if (step.kind === 'index') return `[${printExpr(step.index)}]`;
  const bound = (expr: Expr | undefined): string => (expr === undefined ? '' : printExpr(expr));
  return `[${bound(step.low)}:${bound(step.high)}${step.strided ? `:${bound(step.stride)}` : ''}]`;
}

export function printCall(call: Call): string {
  const { name, args, query, distinct, overflow, clauses, limit } = call;
  let text = printName(name);
  if (query !== undefined) text += `(${printQuery(query)})`;
  if (args !== undefined) {
    const list = (distinct === undefined ? '' : `${distinct} `) + commaList(args, printArg);
    const tail = [
      ...(call.orderBy.length === 0 ? [] : [`ORDER BY ${commaList(call.orderBy, printOrderItem)}`]),
      ...(limit === undefined ? [] : [`LIMIT ${printExpr(limit)}`]),
      ...(overflow === undefined ? [] : [overflow]),
      ...clauses,
    ].join(' ');
    text += `(${list}${args.length > 0 && tail !== '' ? ' ' : ''}${tail})`;
  }
  if (call.withinGroup.length > 0) text += ` WITHIN GROUP (ORDER BY ${commaList(call.withinGroup, printOrderItem)})`;
  if (call.filter !== undefined) text += ` FILTER (WHERE ${printExpr(call.filter)})`;
  if (call.nulls !== undefined) text += ` ${call.nulls}`;
  if (call.over !== undefined) text += ` OVER ${printWindow(call.over)}`;
  return text;
}

export function printArg(arg: CallArg): string {
  if (arg.kind === 'wildcard') return printWildcard(arg);
  if (arg.kind === 'expr') return printExpr(arg.expr);
  const value = arg.value.kind === 'wildcard' ? printWildcard(arg.value) : printExpr(arg.value);
  return `${printIdent(arg.name)} ${arg.operator} ${value}`;
}

export function printWildcard({ qualifier }: Wildcard): string {
  return qualifier === undefined ? '*' : `${printName(qualifier)}.*`;
}

export function printOrderItem({ expr, direction, nulls }: OrderItem): string {
  return printExpr(expr) + (direction === undefined ? '' : ` ${direction}`) + clause('NULLS', nulls);
}

/** A window between parentheses, or the name of one. */
export function printWindow(window: WindowSpec | Ident): string {
  return window.kind === 'ident' ? printIdent(window) : `(${printWindowSpec(window)})`;
}

export function printWindowSpec({ name, partitionBy, orderBy, frame }: WindowSpec): string {
  return [
    ...(name === undefined ? [] : [printIdent(name)]),
    ...(partitionBy.length === 0 ? [] : [`PARTITION BY ${commaList(partitionBy, printExpr)}`]),
    ...(orderBy.length === 0 ? [] : [`ORDER BY ${commaList(orderBy, printOrderItem)}`]),
    ...(frame === undefined ? [] : [printFrame(frame)]),
  ].join(' ');
}

function printFrame({ unit, start, end }: WindowFrame): string {
  return end === undefined ? `${unit} ${printBound(start)}` : `${unit} BETWEEN ${printBound(start)} AND ${printBound(end)}`;
}

function printBound(bound: FrameBound): string {
  if (bound.kind === 'current_row') return 'CURRENT ROW';
  return `${bound.offset === undefined ? 'UNBOUNDED' : printExpr(bound.offset)} ${bound.kind.toUpperCase()}`;
}
