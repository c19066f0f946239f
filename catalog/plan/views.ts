import type { Span } from '../../grammar/index.ts';
import { unknown } from '../verdict.ts';
import type { Column, View } from '../world.ts';
import type { Context } from './context.ts';

/** The columns a view has when it is read. */
export function planView(_context: Context, view: View, _span: Span): readonly Column[] {
  return view.columns ?? unknown(`the columns of the view ${view.name} are not known`);
}
