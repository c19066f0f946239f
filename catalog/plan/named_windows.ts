import type { Call, Select, SelectItem, WindowSpec } from '../../grammar/index.ts';
import { foldInQuery } from '../names.ts';
import { planError } from './context.ts';

/** Puts the windows of the WINDOW clause in place of their names in the SELECT list (`match_window_definitions`). */
export function withNamedWindows(node: Select): Select {
  if (node.windows.length === 0) return node;
  const specs = new Map<string, WindowSpec>();
  for (const { name, spec } of node.windows) {
    const key = foldInQuery(name);
    if (specs.has(key))
      planError(`The window ${key} is defined multiple times!`, { reason: 'window_twice', span: name.span, detail: { name: key } });
    if (spec.kind === 'window') specs.set(key, spec);
  }
  return { ...node, items: node.items.map(item => replaceIn(item, specs) as SelectItem) };
}

function replaceIn(value: unknown, specs: ReadonlyMap<string, WindowSpec>): unknown {
  if (Array.isArray(value)) return value.map(item => replaceIn(item, specs));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceIn(inner, specs)]));
  if (copy['kind'] !== 'call') return copy;
  const call = copy as unknown as Call;
  return { ...call, ...resolved(call, specs) };
}

function resolved({ over }: Call, specs: ReadonlyMap<string, WindowSpec>): { readonly over?: WindowSpec } {
  if (over === undefined) return {};
  if (over.kind === 'ident') {
    const spec = specs.get(foldInQuery(over));
    return spec === undefined ? {} : { over: spec };
  }
  const base = over.name === undefined ? undefined : specs.get(foldInQuery(over.name));
  if (base === undefined) return {};
  const { name: _name, ...own } = over;
  return {
    over: {
      ...own,
      partitionBy: own.partitionBy.length > 0 ? own.partitionBy : base.partitionBy,
      orderBy: own.orderBy.length > 0 ? own.orderBy : base.orderBy,
      ...(own.frame === undefined && base.frame !== undefined ? { frame: base.frame } : {}),
    },
  };
}
