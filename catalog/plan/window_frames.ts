import type { Expr, FrameBound, Span, WindowFrame, WindowSpec } from '../../grammar/index.ts';
import { isInteger, UINT64 } from '../types.ts';
import { reject } from '../verdict.ts';
import type { Bound } from './bound.ts';
import { literal } from './build.ts';
import { type Context, planError } from './context.ts';

/** The frame as printed; an absent one depends on whether there is an order. A RANGE without order gets a constant one. */
export function frameText(context: Context, over: WindowSpec, orderBy: Bound[], span: Span): string {
  const { frame } = over;
  if (frame === undefined) {
    return orderBy.length > 0
      ? 'RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW'
      : 'ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING';
  }
  const start = boundText(frame, frame.start);
  const end = frame.end === undefined ? 'CURRENT ROW' : boundText(frame, frame.end);
  if (start === 'UNBOUNDED FOLLOWING')
    planError('Invalid window frame: start bound cannot be UNBOUNDED FOLLOWING', { reason: 'window_frame', span });
  if (end === 'UNBOUNDED PRECEDING')
    planError('Invalid window frame: end bound cannot be UNBOUNDED PRECEDING', { reason: 'window_frame', span });
  judgeOrder(frame, orderBy, span);
  judgeBounds(context, { frame, start, end, key: orderBy[0] }, span);
  return `${frame.unit} BETWEEN ${start} AND ${end}`;
}

function judgeOrder(frame: WindowFrame, orderBy: Bound[], span: Span): void {
  if (frame.unit === 'GROUPS' && orderBy.length === 0) planError('GROUPS requires an ORDER BY clause', { reason: 'window_frame', span });
  if (frame.unit !== 'RANGE' || orderBy.length === 1) return;
  const free = isFree(frame.start) && (frame.end === undefined || isFree(frame.end));
  if (!free) planError('RANGE requires exactly one ORDER BY column', { reason: 'window_frame', span });
  if (orderBy.length === 0) orderBy.push(literal({ type: UINT64, value: 1n }, span));
}

function isFree(bound: FrameBound): boolean {
  return bound.kind === 'current_row' || bound.offset === undefined;
}

interface Bounds {
  readonly frame: WindowFrame;
  readonly start: string;
  readonly end: string;
  readonly key: Bound | undefined;
}

/** The physical planner wants the start before the end (`is_window_frame_bound_valid`). Offsets in a RANGE were read in the key's type. */
function judgeBounds({ late }: Context, { frame, start, end, key }: Bounds, span: Span): void {
  const [from, to] = [placeOf(frame.start), placeOf(frame.end)];
  if (from <= to && !(from === to && isAhead(start, end, from))) return;
  const plain = frame.unit !== 'RANGE' || (key?.fault === undefined && key !== undefined && isInteger(key.type));
  late.push({
    status: 'PlanQuery',
    message: `Error during planning: Invalid window frame: start bound (${start}) cannot be larger than end bound (${end})`,
    reason: 'window_frame',
    span,
    physical: true,
    ...(plain ? {} : { doubtful: true }),
  });
}

/** Which side of the current row a bound is on. */
function placeOf(bound: FrameBound | undefined): number {
  if (bound === undefined || bound.kind === 'current_row') return 0;
  return bound.kind === 'preceding' ? -1 : 1;
}

/** Of two counted bounds on one side, whether the first comes later. */
function isAhead(start: string, end: string, side: number): boolean {
  const [from, to] = [start, end].map(text => (/^[0-9]+ /.test(text) ? BigInt(text.split(' ')[0]!) : undefined));
  if (from === undefined || to === undefined) return false;
  return side < 0 ? from < to : from > to;
}

function boundText(frame: WindowFrame, bound: FrameBound): string {
  if (bound.kind === 'current_row') return 'CURRENT ROW';
  const way = bound.kind === 'preceding' ? 'PRECEDING' : 'FOLLOWING';
  return bound.offset === undefined ? `UNBOUNDED ${way}` : `${offsetText(frame, bound.offset)} ${way}`;
}

/** Distances of a RANGE are read later; rows and groups are counted (`convert_frame_bound_to_scalar_value`). */
function offsetText({ unit }: WindowFrame, offset: Expr): string {
  if (unit === 'RANGE') {
    return (
      distanceText(offset) ??
      planError('Invalid window frame: frame offsets for RANGE must be either a numeric value, a string value or an interval', {
        reason: 'window_frame',
        span: offset.span,
      })
    );
  }
  const text = offset.kind === 'interval' && offset.unit !== undefined ? undefined : distanceText(offset);
  if (text === undefined) {
    planError('Invalid window frame: frame offsets for ROWS / GROUPS must be non negative integers', {
      reason: 'window_frame',
      span: offset.span,
    });
  }
  if (!/^\+?[0-9]+$/.test(text) || BigInt(text.replace('+', '')) >= 1n << 64n) {
    reject('PlanQuery', `Failed to plan SQL: Cast error: Cannot cast string '${text}' to value of UInt64 type`, {
      reason: 'window_frame',
      span: offset.span,
    });
  }
  return String(BigInt(text.replace('+', '')));
}

function distanceText(offset: Expr): string | undefined {
  if (offset.kind === 'literal' && (offset.type === 'number' || offset.type === 'string')) return offset.value;
  if (offset.kind === 'interval' && offset.value.kind === 'literal')
    return offset.unit === undefined ? offset.value.value : `${offset.value.value} ${offset.unit}`;
  return undefined;
}
