import type { Cast } from '../../grammar/index.ts';
import { arrowTypeName } from '../type_names.ts';
import { type DataType, isBinary, isFloat, isInteger, isInterval, isNumeric, isString, isTimestamp, STRING } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Scope } from './binding.ts';
import type { Bound } from './bound.ts';
import { cast, functionCall, literal, typedBy, yields } from './build.ts';
import { castTarget, decimalComplaint } from './cast_types.ts';
import { notImplemented, planError, postponeFault } from './context.ts';
import { bindExpr } from './expressions.ts';
import { expandInterval } from './interval_text.ts';
import { print } from '../../grammar/index.ts';

export function bindCast(scope: Scope, node: Cast): Bound {
  if (node.format !== undefined) unknown('CAST with a format');
  if (node.style === 'SAFE_CAST') unknown('SAFE_CAST');
  const target = castTarget(node.type);
  const complaint = target === undefined ? decimalComplaint(node.type) : undefined;
  if (complaint !== undefined) planError(complaint, { reason: 'cast_type', span: node.type.span });
  if (target?.type.kind === 'interval' && node.expr.kind === 'literal' && node.expr.type === 'string') {
    const text = literal({ type: STRING, value: expandInterval(node.expr.value) }, node.expr.span);
    return cast(text, target.type, { tries: node.style === 'TRY_CAST', span: node.span });
  }
  const expr = bindExpr(scope, node.expr);
  if (target === undefined) {
    if (node.type.head === 'CUSTOM' || node.type.head === 'ARRAY' || node.type.head === 'STRUCT' || node.type.head === 'JSON')
      return unknown(`a cast to ${node.type.head}`);
    return notImplemented(`Unsupported SQL type ${print(node.type)}`, { reason: 'cast_type', span: node.type.span });
  }
  const { type } = target;
  if (target.via === 'arrow_cast') {
    if (node.style === 'TRY_CAST') return unknown('TRY_CAST to an alias type');
    const typeText = literal({ type: STRING, value: arrowTypeName(type) }, node.type.span);
    judgeCast(scope, expr, type);
    return functionCall(
      'arrow_cast',
      [expr, typeText],
      typedBy([expr], () => yields(type, expr.nullable)),
      node.span,
    );
  }
  const tries = node.style === 'TRY_CAST';
  judgeCast(scope, expr, type, tries ? 'TRY_CAST' : 'CAST');
  return cast(expr, type, { tries, span: node.span });
}

export function bindConvert(): Bound {
  return unknown('CONVERT');
}

/** A pair of types that Arrow cannot cast is refused by the analyser; those nobody looked at stay in doubt. */
export function judgeCast(scope: Scope, expr: Bound, type: DataType, verb: 'CAST' | 'TRY_CAST' = 'CAST'): void {
  if (expr.fault !== undefined) {
    postponeFault(scope.context, expr.fault);
    return;
  }
  const verdict = castable(expr.type, type);
  if (verdict === 'doubtful') unknown(`a cast from ${arrowTypeName(expr.type)} to ${arrowTypeName(type)}`);
  if (verdict === 'no') {
    scope.context.late.push({
      status: 'Unsupported',
      physical: true,
      message: `This feature is not implemented: Unsupported ${verb} from ${arrowTypeName(expr.type)} to ${arrowTypeName(type)}`,
      reason: 'type_mismatch',
      span: expr.span,
    });
  }
}

/** `can_cast_types` of arrow-cast, for the types SQL reaches. */
export function castable(from: DataType, to: DataType): 'yes' | 'no' | 'doubtful' {
  if (from === to || from.kind === 'null') return 'yes';
  if (NESTED.has(to.kind) || from.kind === 'struct' || from.kind === 'map') return 'doubtful';
  if (isString(to)) return 'yes';
  if (from.kind === 'list') return 'no';
  if (isString(from)) return to.kind === 'duration' ? 'no' : 'yes';
  if (isNumeric(from)) return numberCastable(from, to);
  return hasCast(from, to);
}

/** Casts between types that are neither numbers nor text. */
function hasCast(from: DataType, to: DataType): 'yes' | 'no' | 'doubtful' {
  const among = (possible: boolean): 'yes' | 'no' => (possible ? 'yes' : 'no');
  switch (from.kind) {
    case 'boolean':
      return among(isInteger(to) || isFloat(to));
    case 'timestamp':
      return among(isTimestamp(to) || isNumeric(to) || to.kind === 'date' || to.kind === 'time');
    case 'date':
      return among(isTimestamp(to) || to.kind === 'int32' || to.kind === 'int64');
    case 'time':
      return among(to.kind === 'time' || to.kind === 'int64' || (to.kind === 'int32' && isShortTime(from)));
    case 'duration':
      return among(to.kind === 'duration' || isNumeric(to) || isInterval(to));
    default:
      if (isInterval(from)) return among(isInterval(to) || to.kind === 'duration');
      return isBinary(from) ? among(isBinary(to)) : 'doubtful';
  }
}

/** A time in seconds or milliseconds takes 32 bits, finer ones 64. */
function isShortTime({ unit }: DataType): boolean {
  return unit === 's' || unit === 'ms';
}

const NESTED = new Set(['list', 'struct', 'map', 'dictionary', 'json', 'json2', 'vector']);

function numberCastable(from: DataType, to: DataType): 'yes' | 'no' | 'doubtful' {
  const among = (possible: boolean): 'yes' | 'no' => (possible ? 'yes' : 'no');
  if (isNumeric(to) || isTimestamp(to) || to.kind === 'duration') return 'yes';
  if (to.kind === 'boolean') return among(isInteger(from) || isFloat(from));
  if (to.kind === 'date') return among(from.kind === 'int32' || from.kind === 'int64');
  if (to.kind === 'time') return among(from.kind === (isShortTime(to) ? 'int32' : 'int64'));
  if (isInterval(to)) return 'no';
  return isBinary(to) ? among(isInteger(from)) : 'doubtful';
}
