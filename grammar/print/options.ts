import type { FlowInterval, Option, SetOption } from '../ast.ts';
import { printExpr } from './expressions.ts';
import { printIdent, quoted } from './names.ts';

export function printOption({ key, value }: Option): string {
  return `${printIdent(key)} = ${printExpr(value)}`;
}

export function printSetOption({ key, value, isNull }: SetOption): string {
  return `${quoted(key, "'")}=${isNull ? 'NULL' : quoted(value, "'")}`;
}

export function printFlowInterval({ expr }: FlowInterval): string {
  return printExpr(expr);
}
