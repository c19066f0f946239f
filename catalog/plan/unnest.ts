import type { Call } from '../../grammar/index.ts';
import { NULL } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Scope } from './binding.ts';
import type { Bound } from './bound.ts';
import { call, typedBy, yields } from './build.ts';
import { bindArguments } from './calls.ts';
import { planError } from './context.ts';

/** `unnest(list)`: one row per element, printed `UNNEST(…)`. */
export function bindUnnest(scope: Scope, node: Call): Bound {
  const args = bindArguments(scope, node);
  const { span } = node;
  if (args.length !== 1) planError('unnest() requires exactly one argument', { reason: 'plan', span });
  const arg = args[0]!;
  if (arg.fault === undefined && arg.type.kind !== 'list' && arg.type.kind !== 'struct' && arg.type.kind !== 'null') {
    if (arg.type.kind === 'map' || arg.type.kind === 'dictionary') unknown(`unnest of a ${arg.type.kind}`);
    planError('unnest() can only be applied to array, struct and null', { reason: 'type_mismatch', span });
  }
  return call({
    function: 'unnest',
    args,
    typed: typedBy(args, () => yields(arg.type.kind === 'list' ? arg.type.element! : arg.type.kind === 'struct' ? arg.type : NULL, true)),
    name: `UNNEST(${arg.name})`,
    display: `UNNEST(${arg.display})`,
    span,
  });
}
