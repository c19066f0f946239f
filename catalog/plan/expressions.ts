import type { Expr } from '../../grammar/index.ts';
import { unknown } from '../verdict.ts';
import { bindAccess } from './access.ts';
import { judgeNames, openScope, type Scope } from './binding.ts';
import type { Bound } from './bound.ts';
import { bindCall } from './calls.ts';
import { bindCast, bindConvert } from './casts.ts';
import type { Context } from './context.ts';
import { bindCompound, bindIdentifier } from './identifiers.ts';
import { bindInterval, bindLiteral, bindOdbcLiteral, bindTypedLiteral } from './literals.ts';
import { bindBetween, bindBinary, bindInList, bindIs, bindIsDistinct, bindLike, bindUnary } from './operators.ts';
import { bindRange } from './range_calls.ts';
import type { Schema } from './scope.ts';
import {
  bindArray,
  bindAtTimeZone,
  bindCase,
  bindCeilFloor,
  bindExtract,
  bindOverlay,
  bindPosition,
  bindStruct,
  bindSubstring,
  bindTrim,
  bindTuple,
} from './special_forms.ts';
import { bindExists, bindInQuery, bindSubquery } from './subqueries.ts';

/** Binds a whole expression: its names are resolved, or refused, when this returns (`sql_to_expr`). */
export function bindWhole(context: Context, schema: Schema, expr: Expr, using: readonly Schema[] = []): Bound {
  const scope = openScope(context, schema, using);
  const bound = bindExpr(scope, expr);
  judgeNames(scope);
  return bound;
}

/** Binds a part of an expression: names nobody knows stay open in the scope (`sql_expr_to_logical_expr`). */
export function bindExpr(scope: Scope, expr: Expr): Bound {
  const bound = bind(scope, expr);
  scope.context.recorder?.type?.(expr, bound.type);
  return bound;
}

function bind(scope: Scope, expr: Expr): Bound {
  switch (expr.kind) {
    case 'identifier':
      return bindIdentifier(scope, expr, expr.ident);
    case 'compound_identifier':
      return bindCompound(scope, expr);
    case 'literal':
      return bindLiteral(expr);
    case 'typed_literal':
      return bindTypedLiteral(expr);
    case 'interval':
      return bindInterval(expr);
    case 'odbc_literal':
      return bindOdbcLiteral(expr);
    case 'binary':
      return bindBinary(scope, expr);
    case 'unary':
      return bindUnary(scope, expr);
    case 'between':
      return bindBetween(scope, expr);
    case 'in_list':
      return bindInList(scope, expr);
    case 'in_query':
      return bindInQuery(scope, expr);
    case 'like':
      return bindLike(scope, expr);
    case 'is':
      return bindIs(scope, expr);
    case 'is_distinct':
      return bindIsDistinct(scope, expr);
    case 'nested':
      return bindExpr(scope, expr.expr);
    case 'cast':
      return bindCast(scope, expr);
    case 'convert':
      return bindConvert();
    case 'case':
      return bindCase(scope, expr);
    case 'call':
      return bindCall(scope, expr);
    case 'odbc_call':
      return bindCall(scope, expr.call);
    case 'exists':
      return bindExists(scope, expr);
    case 'subquery':
      return bindSubquery(scope, expr);
    case 'extract':
      return bindExtract(scope, expr);
    case 'ceil_floor':
      return bindCeilFloor(scope, expr);
    case 'position':
      return bindPosition(scope, expr);
    case 'substring':
      return bindSubstring(scope, expr);
    case 'overlay':
      return bindOverlay(scope, expr);
    case 'trim':
      return bindTrim(scope, expr);
    case 'array':
      return bindArray(scope, expr);
    case 'struct':
      return bindStruct(scope, expr);
    case 'tuple':
      return bindTuple(scope, expr);
    case 'access':
      return bindAccess(scope, expr);
    case 'range':
      return bindRange(scope, expr);
    case 'at_time_zone':
      return bindAtTimeZone(scope, expr);
    default:
      return unknown(`expressions of the kind ${expr.kind} are not planned`);
  }
}
