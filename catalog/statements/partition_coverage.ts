import type { Span } from '../../grammar/index.ts';
import type { Scalar, ScalarValue } from '../constant/scalar.ts';
import { reject, unknown } from '../verdict.ts';
import { bareText } from './defaults.ts';
import type { Comparison, Rule } from './partition_rule.ts';

/** One comparison with the place its value has among all values of its column: 0, 1, 2, … */
interface Atom {
  readonly column: string;
  readonly op: Comparison;
  readonly place: number;
}

/** More checkpoints than this are not walked; the server would. */
const MOST_CHECKPOINTS = 200_000;

/**
 * Walks the checkpoints: before the first value of each column, at every value, and behind each. Every one must be in exactly one
 * conjunction; OR splits a rule into several. Mirrors `PartitionChecker::run`.
 */
export function checkCoverage(rules: readonly Rule[], span: Span): void {
  const values = new Map<string, Scalar[]>();
  for (const rule of rules) collect(rule, values);
  if (values.size === 0) return;
  for (const of of values.values()) of.sort((left, right) => compare(left.value, right.value));
  const columns = [...values.keys()].sort();
  const conjunctions = rules.flatMap(rule => disjunction(rule)).map(atoms => atoms.map(atom => place(atom, values)));
  const lengths = columns.map(column => values.get(column)!.length * 2 + 1);
  const total = lengths.reduce((product, length) => product * length, 1);
  if (total > MOST_CHECKPOINTS) unknown('too many checkpoints of partition rules');
  for (let index = 0; index < total; index++) {
    const point = pointAt(index, columns, lengths);
    const covered = conjunctions.filter(atoms => atoms.every(atom => holds(atom.op, point.get(atom.column)!, atom.place))).length;
    if (covered === 1) continue;
    const checkpoint = columns.map(column => printPoint(column, point.get(column)!, values.get(column)!)).join(', ');
    reject('InvalidArguments', `Checkpoint \`${checkpoint}\` is ${covered === 0 ? 'not covered' : 'overlapped'}`, {
      reason: 'partition',
      span,
      detail: { checkpoint },
    });
  }
}

type CompareRule = Extract<Rule, { kind: 'compare' }>;

function collect(rule: Rule, values: Map<string, Scalar[]>): void {
  if (rule.kind !== 'compare') {
    collect(rule.left, values);
    collect(rule.right, values);
    return;
  }
  if (rule.value.value === null) unknown('NULL in a partition rule');
  const of = values.get(rule.column) ?? [];
  if (!of.some(value => compare(value.value, rule.value.value) === 0)) of.push(rule.value);
  values.set(rule.column, of);
}

function disjunction(rule: Rule): readonly (readonly CompareRule[])[] {
  switch (rule.kind) {
    case 'compare':
      return [[rule]];
    case 'or':
      return [...disjunction(rule.left), ...disjunction(rule.right)];
    default: {
      const right = disjunction(rule.right);
      return disjunction(rule.left).flatMap(left => right.map(other => [...left, ...other]));
    }
  }
}

const FLIPPED: { readonly [op in Comparison]: Comparison } = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function place(rule: CompareRule, values: ReadonlyMap<string, readonly Scalar[]>): Atom {
  const at = values.get(rule.column)!.findIndex(value => compare(value.value, rule.value.value) === 0);
  return { column: rule.column, op: rule.flipped ? FLIPPED[rule.op] : rule.op, place: at };
}

/** The first column changes slowest. A point is the place of a value, or half a step before or behind one. */
function pointAt(index: number, columns: readonly string[], lengths: readonly number[]): ReadonlyMap<string, number> {
  const point = new Map<string, number>();
  let rest = index;
  for (let column = columns.length - 1; column >= 0; column--) {
    point.set(columns[column]!, (rest % lengths[column]!) / 2 - 0.5);
    rest = Math.floor(rest / lengths[column]!);
  }
  return point;
}

function holds(op: Comparison, point: number, value: number): boolean {
  switch (op) {
    case '=':
      return point === value;
    case '<>':
      return point !== value;
    case '<':
      return point < value;
    case '<=':
      return point <= value;
    case '>':
      return point > value;
    default:
      return point >= value;
  }
}

function printPoint(column: string, point: number, values: readonly Scalar[]): string {
  if (Number.isInteger(point)) return `${column}=${bareText(values[point]!)}`;
  if (point < 0) return `${column}<${bareText(values[0]!)}`;
  const below = bareText(values[Math.floor(point)]!);
  const above = values[Math.ceil(point)];
  return above === undefined ? `${column}>${below}` : `${below}<${column}<${bareText(above)}`;
}

function compare(left: ScalarValue, right: ScalarValue): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if ((typeof left === 'bigint' && typeof right === 'bigint') || (typeof left === 'number' && typeof right === 'number')) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  return unknown('partition values that cannot be compared');
}

/** Rust orders text by its UTF-8 bytes, which is the order of code points. */
function compareText(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  for (let i = 0; i < a.length && i < b.length; i++) {
    const difference = a[i]!.codePointAt(0)! - b[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
