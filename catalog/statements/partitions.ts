import { print, type Expr, type Partitions, type Span } from '../../grammar/index.ts';
import type { Scalar } from '../constant/scalar.ts';
import { fold } from '../names.ts';
import { reject, unknown } from '../verdict.ts';
import type { Column, World } from '../world.ts';
import { literalTarget } from './columns.ts';
import { coerceLiteral } from './literals.ts';
import { checkCoverage } from './partition_coverage.ts';
import { printRule, type Comparison, type Rule } from './partition_rule.ts';

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=']);

/**
 * The rules of `PARTITION ON COLUMNS`, checked: every point of the space they divide is in exactly one of them.
 * Mirrors `parse_partitions` (`src/operator/src/statement/ddl.rs`) and `PartitionChecker` (`src/partition/src/checker.rs`).
 */
export function partitionRules(world: World, columns: readonly Column[], partitions: Partitions): readonly Rule[] {
  const names = new Set<string>();
  for (const column of partitions.columns) {
    const name = fold(column);
    if (names.has(name)) refuseRule(`duplicate partition column '${name}'`, column.span);
    names.add(name);
  }
  const rules = partitions.exprs.map(expr => toRule(world, columns, expr));
  const printed = rules.map(printRule);
  const duplicate = printed.findIndex((rule, at) => printed.indexOf(rule) < at);
  if (duplicate !== -1) {
    reject('InvalidArguments', `Duplicate expr: ${printed[duplicate]!}`, { reason: 'partition', span: partitions.exprs[duplicate]!.span });
  }
  checkCoverage(rules, partitions.span);
  return rules;
}

export function toRule(world: World, columns: readonly Column[], expr: Expr): Rule {
  if (expr.kind !== 'binary') return refuseRule('partition rule must be a binary expression', expr.span);
  const { op, left, right } = expr;
  if (op !== 'AND' && op !== 'OR' && !COMPARISONS.has(op)) return refuseRule(`unsupported operator in partition expr ${op}`, expr.opSpan);
  if (left.kind === 'binary' && right.kind === 'binary') {
    if (op !== 'AND' && op !== 'OR') unknown('a comparison of comparisons in a partition rule');
    return { kind: op === 'AND' ? 'and' : 'or', left: toRule(world, columns, left), right: toRule(world, columns, right) };
  }
  if (COMPARISONS.has(op)) {
    if (left.kind === 'identifier' && isConstant(right))
      return comparison(world, columns, left.ident.value, op as Comparison, right, false);
    if (right.kind === 'identifier' && isConstant(left)) return comparison(world, columns, right.ident.value, op as Comparison, left, true);
  }
  return refuseRule(`invalid partition expr ${print(expr)}`, expr.span);
}

function isConstant(expr: Expr): boolean {
  return expr.kind === 'literal' || (expr.kind === 'unary' && expr.operand.kind === 'literal');
}

/** Names are taken as they are written. */
function comparison(world: World, columns: readonly Column[], name: string, op: Comparison, constant: Expr, flipped: boolean): Rule {
  const column = columns.find(candidate => candidate.name === name);
  if (column === undefined) return unknown(`a partition rule about ${name}, which is not spelled like a column`);
  return { kind: 'compare', column: name, op, value: constantValue(world, column, constant), flipped };
}

function constantValue(world: World, column: Column, constant: Expr): Scalar {
  const target = literalTarget(world, column);
  if (constant.kind === 'literal') return coerceLiteral({ ...target, column: '<NONAME>' }, constant);
  if (constant.kind !== 'unary' || constant.operand.kind !== 'literal') return unknown('a partition rule with a computed value');
  const { op, operand } = constant;
  if (op !== '-' && op !== '+' && op !== 'NOT') return unknown(`${op} in a partition rule`);
  return coerceLiteral({ ...target, column: '<NONAME>' }, operand, op);
}

function refuseRule(message: string, span: Span): never {
  return reject('InvalidArguments', `Invalid partition rule: ${message}`, { reason: 'partition', span });
}
