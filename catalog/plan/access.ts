import type { Access, AccessStep } from '../../grammar/index.ts';
import { functionRow } from '../data/functions.ts';
import { foldInQuery } from '../names.ts';
import { INT64 } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Scope } from './binding.ts';
import type { Bound } from './bound.ts';
import { call, literal } from './build.ts';
import { notImplemented } from './context.ts';
import { bindExpr } from './expressions.ts';
import { typeCall } from './functions.ts';
import { accessFields, fieldAccess } from './identifiers.ts';
import { literalText } from './returns.ts';

/** `a[1]`, `a['k']`, `a[1:2]`, `f(x).b`: a chain of accesses behind a root. */
export function bindAccess(scope: Scope, node: Access): Bound {
  let bound = bindExpr(scope, node.root);
  let jsonPath: string[] = [];
  for (const step of node.steps) {
    if (bound.type.kind === 'json2' && step.kind === 'field') {
      jsonPath = [...jsonPath, fieldName(step) ?? unknown('a computed path into JSON2')];
      continue;
    }
    if (bound.type.kind === 'json2') unknown('a subscript of JSON2');
    bound = accessStep(scope, bound, step);
  }
  return jsonPath.length === 0 ? bound : accessFields(scope, bound, jsonPath, node.span);
}

function fieldName(step: AccessStep): string | undefined {
  if (step.kind !== 'field') return undefined;
  return step.field.kind === 'identifier' ? foldInQuery(step.field.ident) : undefined;
}

function accessStep(scope: Scope, root: Bound, step: AccessStep): Bound {
  switch (step.kind) {
    case 'field': {
      if (step.field.kind === 'literal' && step.field.type === 'string') return fieldAccess(root, step.field.value, step.span);
      return notImplemented('Dot access not supported for non-string expr: …', { reason: 'plan', span: step.span });
    }
    case 'index': {
      const index = bindExpr(scope, step.index);
      const key = literalText(index);
      if (key !== undefined) return fieldAccess(root, key, step.span);
      const row = functionRow('scalar', 'array_element')!;
      return call({
        function: 'array_element',
        args: [root, index],
        typed: typeCall(row, [root, index], step.span),
        name: `${root.name}[${index.name}]`,
        display: `array_element(${root.display}, ${index.display})`,
        span: { start: root.span.start, end: step.span.end },
      });
    }
    case 'slice': {
      if (step.high === undefined) return notImplemented('Slice subscript requires an upper bound', { reason: 'plan', span: step.span });
      const one = literal({ type: INT64, value: 1n }, step.span);
      const parts = [step.low, step.high, step.stride].map(part => (part === undefined ? one : bindExpr(scope, part)));
      const args = [root, ...parts];
      return call({
        function: 'array_slice',
        args,
        typed: typeCall(functionRow('scalar', 'array_slice')!, args, step.span),
        name: `${root.name}[${parts.map(part => part.name).join(':')}]`,
        display: `array_slice(${args.map(arg => arg.display).join(', ')})`,
        span: { start: root.span.start, end: step.span.end },
      });
    }
  }
}
