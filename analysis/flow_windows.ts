import type { CreateFlow, SelectItem } from '../grammar/index.ts';
import { nameOf, outputItems } from './flow_outputs.ts';

/** An item that computes something and is called like the column that the window is: GROUP BY means the column. */
export function trappedItem(flow: CreateFlow, window: string): Extract<SelectItem, { kind: 'item' }> | undefined {
  const column = window.slice(window.lastIndexOf('.') + 1);
  return outputItems(flow)?.find(item => item.alias !== undefined && item.expr.kind === 'call' && nameOf(item) === column);
}

export function isTrapped(flow: CreateFlow, window: string): boolean {
  return trappedItem(flow, window) !== undefined;
}
