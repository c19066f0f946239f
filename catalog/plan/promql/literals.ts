import type { PromExpr } from '../../../grammar/index.ts';
import { durationSeconds } from '../../../grammar/promql/literals.ts';
import { unknown } from '../../verdict.ts';
import { printFloat } from '../printing.ts';
import { binaryText } from './operators.ts';

/** A constant as the planner builds it: only its printed form is needed. */
export interface PromLiteral {
  readonly text: string;
  readonly value?: number;
}

/** Numbers, texts and what operators make of them (`try_build_literal_expr`); calls are never literals. */
export function literalOf(expr: PromExpr): PromLiteral | undefined {
  switch (expr.kind) {
    case 'prom_number': {
      const value = promNumber(expr.text);
      return { text: `Float64(${printFloat(value)})`, value };
    }
    case 'prom_string':
      return { text: `Utf8("${expr.value}")` };
    case 'prom_paren':
      return literalOf(expr.expr);
    case 'prom_unary': {
      if (expr.operand.kind === 'prom_number' && expr.op === '-') {
        const value = -promNumber(expr.operand.text);
        return { text: `Float64(${printFloat(value)})`, value };
      }
      return literalOf(expr.operand);
    }
    case 'prom_binary': {
      const left = literalOf(expr.left);
      const right = literalOf(expr.right);
      if (left === undefined || right === undefined) return undefined;
      const text = binaryText(expr.op, left.text, right.text);
      return text === undefined ? undefined : { text };
    }
    default:
      return undefined;
  }
}

/** A number as PromQL writes it: decimal, hexadecimal, octal, `Inf`, `NaN`, or a duration in seconds. */
function promNumber(text: string): number {
  const folded = text.toLowerCase().replaceAll('_', '');
  if (/^[+-]?inf$/.test(folded)) return folded.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (folded === 'nan') return Number.NaN;
  if (/^0[0-7]+$/.test(folded)) return Number.parseInt(folded, 8);
  const value = Number(folded);
  return Number.isNaN(value) ? (durationSeconds(text) ?? unknown('a PromQL number')) : value;
}
