import type {
  ArrayLiteral,
  AtTimeZone,
  Case,
  CeilFloor,
  Expr,
  ExtractExpr,
  Overlay,
  Position,
  Span,
  StructLiteral,
  Substring,
  Trim,
  Tuple,
} from '../../grammar/index.ts';
import { print as printExpr } from '../../grammar/index.ts';
import { functionRow } from '../data/functions.ts';
import { arrowTypeName } from '../type_names.ts';
import { BOOLEAN, INT64, isNumeric, isString, STRING, timestamp } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Scope } from './binding.ts';
import type { Bound } from './bound.ts';
import { call, cast, faultOf, faulty, literal, typedBy, yields } from './build.ts';
import { scalarCall } from './calls.ts';
import { judgeCast } from './casts.ts';
import { branchType, foldTypes } from './common_types.ts';
import { comparable } from './coercion.ts';
import { notImplemented, planError, postponeFault } from './context.ts';
import { judgeConversion } from './conversions.ts';
import { bindExpr } from './expressions.ts';

function scalar(name: string, args: readonly Bound[], span: Span): Bound {
  return scalarCall(functionRow('scalar', name)!, name, args, span);
}

function text(value: string, span: Span): Bound {
  return literal({ type: STRING, value }, span);
}

export function bindExtract(scope: Scope, node: ExtractExpr): Bound {
  return scalar('date_part', [text(node.field, node.span), bindExpr(scope, node.expr)], node.span);
}

export function bindCeilFloor(scope: Scope, node: CeilFloor): Bound {
  if (node.field !== undefined) notImplemented(`${node.function} with datetime is not supported`, { reason: 'plan', span: node.span });
  if (node.scale !== undefined) notImplemented(`${node.function} with scale is not supported`, { reason: 'plan', span: node.span });
  return scalar(node.function.toLowerCase(), [bindExpr(scope, node.expr)], node.span);
}

export function bindPosition(scope: Scope, node: Position): Bound {
  const needle = bindExpr(scope, node.needle);
  return scalar('strpos', [bindExpr(scope, node.haystack), needle], node.span);
}

export function bindSubstring(scope: Scope, node: Substring): Bound {
  const expr = bindExpr(scope, node.expr);
  if (node.from === undefined && node.for === undefined)
    return planError(`Substring without for/from is not valid ${printExpr(node)}`, { reason: 'plan', span: node.span });
  const from = node.from === undefined ? literal({ type: INT64, value: 1n }, node.span) : bindExpr(scope, node.from);
  return scalar('substr', node.for === undefined ? [expr, from] : [expr, from, bindExpr(scope, node.for)], node.span);
}

export function bindOverlay(scope: Scope, node: Overlay): Bound {
  const args = [node.expr, node.what, node.from, ...(node.for === undefined ? [] : [node.for])].map(arg => bindExpr(scope, arg));
  return scalar('overlay', args, node.span);
}

const TRIMS = { BOTH: 'btrim', LEADING: 'ltrim', TRAILING: 'rtrim' } as const;

export function bindTrim(scope: Scope, node: Trim): Bound {
  const expr = bindExpr(scope, node.expr);
  const args = node.what === undefined ? [expr] : [expr, bindExpr(scope, node.what)];
  return scalar(TRIMS[node.where ?? 'BOTH'], args, node.span);
}

export function bindCase(scope: Scope, node: Case): Bound {
  const operand = node.operand === undefined ? undefined : bindExpr(scope, node.operand);
  const branches = node.branches.map(branch => ({ when: bindExpr(scope, branch.when), then: bindExpr(scope, branch.then) }));
  const otherwise = node.otherwise === undefined ? undefined : bindExpr(scope, node.otherwise);
  const results = [...branches.map(branch => branch.then), ...(otherwise === undefined ? [] : [otherwise])];
  const whens = branches.map(branch => branch.when);
  const print = (key: 'name' | 'display'): string => {
    const arms = branches.map(({ when, then }) => `WHEN ${when[key]} THEN ${then[key]} `).join('');
    return `CASE ${operand === undefined ? '' : `${operand[key]} `}${arms}${otherwise === undefined ? '' : `ELSE ${otherwise[key]} `}END`;
  };
  judgeWhens(scope, operand, whens, node.span);
  const deciding = results.findIndex(result => result.fault !== undefined || result.type.kind !== 'null');
  results.forEach((result, index) => {
    if (index !== deciding) postponeFault(scope.context, result.fault);
  });
  const typed = typedBy(deciding === -1 ? [] : [results[deciding]!], () => {
    const known = results.filter(result => result.fault === undefined);
    const type = foldTypes(
      known.map(result => result.type),
      branchType,
    );
    if (type === undefined) {
      // The planner takes the first branch's type; the analyser finds that the branches do not agree.
      postponeFault(
        scope.context,
        faulty(
          disagreement(
            branches.map(branch => branch.then),
            otherwise,
          ),
          'type_mismatch',
          node.span,
        ).fault,
      );
      return yields(results[0]!.type, true);
    }
    judgeConversion(
      scope.context,
      known.map(result => result.type),
      type,
      node.span,
    );
    return yields(type, otherwise === undefined || results.some(result => result.nullable));
  });
  return call({
    function: 'case',
    args: [
      ...(operand === undefined ? [] : [operand]),
      ...branches.flatMap(({ when, then }) => [operand === undefined ? truth(when) : when, then]),
      ...(otherwise === undefined ? [] : [otherwise]),
    ],
    typed,
    name: print('name'),
    display: print('display'),
    span: node.span,
    options: { operand: String(operand !== undefined), otherwise: String(otherwise !== undefined) },
  });
}

/** A condition that is no truth value is cast to one. */
function truth(when: Bound): Bound {
  const { type, span } = when;
  return when.fault === undefined && (isString(type) || isNumeric(type)) ? cast(when, BOOLEAN, { tries: false, span }) : when;
}

function judgeWhens(scope: Scope, operand: Bound | undefined, whens: readonly Bound[], span: Span): void {
  const all = operand === undefined ? whens : [operand, ...whens];
  const fault = faultOf(...all);
  if (fault !== undefined) {
    postponeFault(scope.context, fault);
    return;
  }
  if (operand === undefined)
    judgeConversion(
      scope.context,
      whens.map(when => when.type),
      BOOLEAN,
      span,
    );
  else {
    const operandTypes = all.map(expr => expr.type);
    const common = foldTypes(operandTypes, comparable);
    if (common !== undefined) {
      judgeConversion(scope.context, operandTypes, common, span);
      return;
    }
    const types = whens.map(when => arrowTypeName(when.type)).join(', ');
    const message = `Failed to coerce case (${arrowTypeName(operand.type)}) and when (${types}) to common types in CASE WHEN expression`;
    postponeFault(scope.context, faulty(message, 'type_mismatch', span).fault);
  }
}

function disagreement(thens: readonly Bound[], otherwise: Bound | undefined): string {
  const types = thens.map(then => arrowTypeName(then.type));
  const shown = types.join(', ');
  const tail = otherwise === undefined ? 'else (None)' : `else (${arrowTypeName(otherwise.type)})`;
  return `Failed to coerce then (${shown}) and ${tail} to common types in CASE WHEN expression`;
}

export function bindArray(scope: Scope, node: ArrayLiteral): Bound {
  return scalar(
    'make_array',
    node.elements.map(element => bindExpr(scope, element)),
    node.span,
  );
}

export function bindTuple(scope: Scope, node: Tuple): Bound {
  return scalar(
    'struct',
    node.elements.map(element => bindExpr(scope, element)),
    node.span,
  );
}

export function bindStruct(scope: Scope, node: StructLiteral): Bound {
  if (node.fields.length > 0) return unknown('STRUCT with typed fields');
  if (node.values.some(value => value.name !== undefined)) {
    const args = node.values.flatMap((value, index) => [text(value.name?.value ?? `c${index}`, node.span), bindExpr(scope, value.expr)]);
    return scalar('named_struct', args, node.span);
  }
  return scalar(
    'struct',
    node.values.map(value => bindExpr(scope, value.expr)),
    node.span,
  );
}

/** `ts AT TIME ZONE 'x'` is a cast to the nanosecond timestamp of that zone. */
export function bindAtTimeZone(scope: Scope, node: AtTimeZone): Bound {
  const zone = literalZone(node.zone);
  const expr = bindExpr(scope, node.expr);
  if (zone === undefined) return unknown('AT TIME ZONE with a computed zone');
  judgeCast(scope, expr, timestamp('ns', zone));
  return cast(expr, timestamp('ns', zone), { tries: false, span: node.span });
}

function literalZone(zone: Expr): string | undefined {
  return zone.kind === 'literal' && zone.type === 'string' ? zone.value : undefined;
}
