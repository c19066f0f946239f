import { parser } from '@prometheus-io/lezer-promql';
import { checkPromql, type PromFault } from './promql/checks.ts';
import { durationSeconds, unquote } from './promql/literals.ts';
import { prepare } from './promql/prepare.ts';
import type {
  PromAt,
  PromBinary,
  PromDuration,
  PromExpr,
  PromLabels,
  PromMatcher,
  PromName,
  PromSelector,
  PromString,
  PromSubquery,
} from './promql/tree.ts';
import type { Span } from './span.ts';

/** A PromQL text as read: whole and right it has an `expr`, else a fault, and a `draft` of what could be made out. */
export interface ParsedPromql {
  readonly expr?: PromExpr;
  readonly draft?: PromExpr;
  readonly faults: readonly PromFault[];
}

/** Parses PromQL as GreptimeDB's planner does when it meets a TQL statement. Never throws. */
export function parsePromql(text: string): ParsedPromql {
  const prepared = prepare(text);
  const { topNode } = parser.parse(prepared);
  const reader = new Reader(text, prepared);
  const expr = reader.expr(childOf(topNode, 'Expr'));
  const syntax = firstError(topNode);
  if (syntax !== undefined || expr === undefined) {
    const fault = { message: 'invalid promql query', span: syntax ?? { start: 0, end: text.length } };
    return { ...(expr === undefined ? {} : { draft: expr }), faults: [fault] };
  }
  const fault = reader.fault ?? checkPromql(expr);
  return fault === undefined ? { expr, faults: [] } : { draft: expr, faults: [fault] };
}

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

function childOf(node: SyntaxNode | undefined, name: string): SyntaxNode | undefined {
  return node?.getChild(name) ?? undefined;
}

function spanOf({ from, to }: SyntaxNode): Span {
  return { start: from, end: to };
}

/** Where the text first leaves the grammar. */
function firstError(top: SyntaxNode): Span | undefined {
  const cursor = top.cursor();
  do {
    if (cursor.type.isError) return { start: cursor.from, end: cursor.to };
  } while (cursor.next());
  return undefined;
}

/** Turns the concrete tree into ours. A part that is missing from the text makes the node around it missing. */
class Reader {
  /** The first modifier that stands where it may not. */
  fault: PromFault | undefined;
  private readonly text: string;
  private readonly prepared: string;

  constructor(text: string, prepared: string) {
    this.text = text;
    this.prepared = prepared;
  }

  expr(node: SyntaxNode | undefined): PromExpr | undefined {
    if (node === undefined) return undefined;
    const span = spanOf(node);
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { kind: 'prom_number', text: this.slice(node), span };
      case 'StringLiteral':
        return this.string(node);
      case 'VectorSelector':
        return this.selector(node);
      case 'ParenExpr': {
        const expr = this.expr(childOf(node, 'Expr'));
        return expr && { kind: 'prom_paren', expr, span };
      }
      case 'UnaryExpr': {
        const operand = this.expr(childOf(node, 'Expr'));
        return operand && { kind: 'prom_unary', op: this.text[node.from] === '-' ? '-' : '+', operand, span };
      }
      case 'BinaryExpr':
        return this.binary(node);
      case 'FunctionCall':
        return { kind: 'prom_call', name: this.callName(node), args: this.args(node), span };
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'AnchoredExpr':
      case 'SmoothedExpr':
        return this.expr(childOf(node, 'Expr'));
      case 'MatrixSelector':
      case 'SubqueryExpr':
      case 'OffsetExpr':
      case 'StepInvariantExpr': {
        const operand = this.expr(childOf(node, 'Expr'));
        return operand && onLastOperand(operand, node.to, inner => this.modified(node, inner));
      }
      default:
        return undefined;
    }
  }

  private slice(node: { readonly from: number; readonly to: number }): string {
    return this.text.slice(node.from, node.to);
  }

  private name(node: SyntaxNode): PromName {
    return { kind: 'prom_name', value: this.slice(node), span: spanOf(node) };
  }

  private string(node: SyntaxNode): PromString {
    return { kind: 'prom_string', value: unquote(this.slice(node)), span: spanOf(node) };
  }

  /** The label or metric name that a string stands for. */
  private quotedName(node: SyntaxNode): PromName {
    return { kind: 'prom_name', value: unquote(this.slice(node)), span: spanOf(node) };
  }

  private selector(node: SyntaxNode): PromSelector {
    const identifier = childOf(node, 'Identifier');
    const list = childOf(node, 'LabelMatchers');
    const matchers: PromMatcher[] = [];
    let quoted: PromName | undefined;
    for (const item of list === undefined ? [] : children(list)) {
      if (item.name === 'QuotedLabelName') quoted = this.quotedName(item);
      const matcher = this.matcher(item);
      if (matcher !== undefined) matchers.push(matcher);
    }
    const metric = identifier === undefined ? quoted : this.name(identifier);
    const hasOr = list !== undefined && this.slice(list) !== this.prepared.slice(list.from, list.to);
    return { kind: 'prom_selector', ...(metric === undefined ? {} : { metric }), matchers, hasOr, span: spanOf(node) };
  }

  private matcher(node: SyntaxNode): PromMatcher | undefined {
    const quoted = childOf(node, 'QuotedLabelName');
    const plain = childOf(node, 'LabelName');
    const op = childOf(node, 'MatchOp');
    const value = childOf(node, 'StringLiteral');
    if (op === undefined || value === undefined || (quoted ?? plain) === undefined) return undefined;
    return {
      kind: 'prom_matcher',
      label: plain === undefined ? this.quotedName(quoted!) : this.name(plain),
      op: this.slice(op) as PromMatcher['op'],
      value: this.string(value),
      span: spanOf(node),
    };
  }

  private binary(node: SyntaxNode): PromExpr | undefined {
    const [first, second] = node.getChildren('Expr');
    const left = this.expr(first);
    const right = this.expr(second);
    const op = first?.nextSibling;
    if (left === undefined || right === undefined || !op) return undefined;
    const clause = childOf(node, 'MatchingModifierClause');
    const expr: PromBinary = {
      kind: 'prom_binary',
      op: this.slice(op).toLowerCase(),
      opSpan: spanOf(op),
      left,
      right,
      returnsBool: childOf(node, 'BoolModifier') !== undefined,
      ...(clause === undefined ? {} : this.matching(clause)),
      span: spanOf(node),
    };
    return expr.op === '^' ? signOutside(expr) : expr;
  }

  private matching(clause: SyntaxNode): Pick<PromBinary, 'matching' | 'grouping'> {
    const [labels, groupLabels] = clause.getChildren('GroupingLabels');
    const left = childOf(clause, 'GroupLeft');
    const group = left ?? childOf(clause, 'GroupRight');
    if (labels === undefined) return {};
    const matching = { ...this.labels(labels), by: childOf(clause, 'On') === undefined ? 'ignoring' : 'on' } as const;
    if (group === undefined) return { matching };
    const grouped = groupLabels === undefined ? { labels: [], span: spanOf(group) } : this.labels(groupLabels);
    return { matching, grouping: { ...grouped, side: left === undefined ? 'right' : 'left' } };
  }

  private labels(node: SyntaxNode): PromLabels {
    const labels = children(node).filter(({ name }) => name === 'LabelName' || name === 'QuotedLabelName');
    return { labels: labels.map(label => (label.name === 'LabelName' ? this.name(label) : this.quotedName(label))), span: spanOf(node) };
  }

  /** The name as written: `prepare` may have put another function in its place. */
  private callName(node: SyntaxNode): PromName {
    const value = /^[A-Za-z0-9_:]*/.exec(this.text.slice(node.from, node.to))![0];
    return { kind: 'prom_name', value, span: { start: node.from, end: node.from + value.length } };
  }

  private args(node: SyntaxNode): readonly PromExpr[] {
    const body = childOf(node, 'FunctionCallBody');
    return (body?.getChildren('Expr') ?? []).map(arg => this.expr(arg)).filter(arg => arg !== undefined);
  }

  private aggregation(node: SyntaxNode): PromExpr | undefined {
    const op = childOf(node, 'AggregateOp');
    if (op === undefined) return undefined;
    const modifier = childOf(node, 'AggregateModifier');
    const labels = childOf(modifier, 'GroupingLabels');
    const grouping = labels && { ...this.labels(labels), without: childOf(modifier, 'Without') !== undefined };
    return {
      kind: 'prom_aggregation',
      op: { kind: 'prom_name', value: this.slice(op).toLowerCase(), span: spanOf(op) },
      args: this.args(node),
      ...(grouping === undefined ? {} : { grouping }),
      span: spanOf(node),
    };
  }

  private duration(node: SyntaxNode): PromDuration {
    const text = this.slice(node);
    const seconds = durationSeconds(text);
    return { kind: 'prom_duration', text, ...(seconds === undefined ? {} : { seconds }), span: spanOf(node) };
  }

  /** An operand with the range, subquery, offset or `@` behind it. */
  private modified(node: SyntaxNode, operand: PromExpr): PromExpr {
    const span = { start: operand.span.start, end: node.to };
    const durations = node.getChildren('DurationExpr');
    const [first, second] = durations;
    switch (node.name) {
      case 'MatrixSelector': {
        if (first === undefined) return operand;
        if (operand.kind !== 'prom_selector' || operand.range !== undefined)
          return this.refused('ranges only allowed for vector selectors', operand);
        if (operand.offset !== undefined) return this.refused('no offset modifiers allowed before range', operand);
        if (operand.at !== undefined) return this.refused('no @ modifiers allowed before range', operand);
        return { ...operand, range: this.duration(first), span };
      }
      case 'SubqueryExpr': {
        if (first === undefined) return operand;
        return {
          kind: 'prom_subquery',
          expr: operand,
          range: this.duration(first),
          ...(second === undefined ? {} : { step: this.duration(second) }),
          span,
        };
      }
      case 'OffsetExpr': {
        const offset = childOf(node, 'OffsetDurationExpr');
        if (offset === undefined) return operand;
        if (!isModifiable(operand)) return this.refused(`offset ${MISPLACED}`, operand);
        if (operand.offset !== undefined) return this.refused('offset may not be set multiple times', operand);
        return { ...operand, offset: this.duration(offset), span };
      }
      default: {
        if (!isModifiable(operand)) return this.refused(`@ ${MISPLACED}`, operand);
        if (operand.at !== undefined) return this.refused('@ <timestamp> may not be set multiple times', operand);
        return { ...operand, at: this.at(node), span };
      }
    }
  }

  private at(node: SyntaxNode): PromAt {
    const sign = childOf(node, 'At');
    const start = sign?.from ?? node.to;
    return { kind: 'prom_at', time: this.text.slice(sign?.to ?? node.to, node.to).trim(), span: { start, end: node.to } };
  }

  private refused(message: string, operand: PromExpr): PromExpr {
    this.fault ??= { message, span: operand.span };
    return operand;
  }
}

const MISPLACED = 'modifier must be preceded by an instant vector selector or range vector selector or a subquery';

function isModifiable(expr: PromExpr): expr is PromSelector | PromSubquery {
  return expr.kind === 'prom_selector' || expr.kind === 'prom_subquery';
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
}

/** What stands behind an expression belongs to its last operand; the grammar of Prometheus' editor hangs it on the whole. */
function onLastOperand(expr: PromExpr, end: number, change: (operand: PromExpr) => PromExpr): PromExpr {
  const span = { start: expr.span.start, end };
  if (expr.kind === 'prom_binary') return { ...expr, right: onLastOperand(expr.right, end, change), span };
  if (expr.kind === 'prom_unary') return { ...expr, operand: onLastOperand(expr.operand, end, change), span };
  return change(expr);
}

/** `-1 ^ 2` is `-(1 ^ 2)`: a sign is weaker than a power, though it looks like a part of the number. */
function signOutside(power: PromBinary): PromExpr {
  const { left, span } = power;
  if (left.kind !== 'prom_number' || !/^[-+]/.test(left.text)) return power;
  const text = left.text.slice(1).trimStart();
  const start = left.span.end - text.length;
  const operand: PromBinary = { ...power, left: { ...left, text, span: { start, end: left.span.end } }, span: { start, end: span.end } };
  return { kind: 'prom_unary', op: left.text.startsWith('-') ? '-' : '+', operand, span };
}
