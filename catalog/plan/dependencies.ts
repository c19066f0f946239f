import type { Bound, Field } from './bound.ts';
import { unalias } from './build.ts';
import type { PlanNode } from './plan.ts';
import { sameField } from './scope.ts';

/** Columns of a plan, by position, that decide others: the keys of an aggregation decide all it yields (`FunctionalDependence`). */
interface Dependency {
  readonly keys: readonly number[];
  readonly targets: readonly number[];
  /** Whether the keys occur once: then they decide whatever is computed beside them. */
  readonly once: boolean;
}

/** The columns that go with these GROUP BY expressions because those decide them (`add_group_by_exprs_from_dependencies`). */
export function decidedBy(input: PlanNode, groups: readonly Bound[]): readonly Field[] {
  const isGroup = (at: number): boolean => groups.some(group => isColumn(group, input.fields[at]!));
  const decided = new Set(
    dependenciesOf(input)
      .filter(({ keys }) => keys.every(isGroup))
      .flatMap(({ targets }) => targets),
  );
  return [...decided].filter(at => !isGroup(at)).map(at => input.fields[at]!);
}

function isColumn(expr: Bound, field: Field): boolean {
  const bare = unalias(expr);
  return bare.kind === 'column' && bare.outer !== true && sameField(bare.field, field);
}

function dependenciesOf(plan: PlanNode): readonly Dependency[] {
  switch (plan.kind) {
    case 'aggregate':
      return plan.groups.length === 0 ? [] : aggregated(plan);
    case 'filter':
    case 'sort':
    case 'limit':
    case 'alias':
    case 'unnest':
      return dependenciesOf(plan.input);
    case 'distinct':
      return plan.on.length > 0 ? [] : dependenciesOf(plan.input);
    case 'window':
      return dependenciesOf(plan.input).map(dependency => (dependency.once ? { ...dependency, targets: positions(plan) } : dependency));
    case 'project':
      return dependenciesOf(plan.input).flatMap(dependency => projected(plan, dependency));
    case 'join':
      return joined(plan);
    default:
      return [];
  }
}

function positions({ fields }: PlanNode): readonly number[] {
  return fields.map((_, at) => at);
}

/** All groups together are a key, and so are keys of the input that are among them. */
function aggregated(plan: Extract<PlanNode, { readonly kind: 'aggregate' }>): readonly Dependency[] {
  const targets = positions(plan);
  const kept = dependenciesOf(plan.input)
    .map(({ keys }) => keys.map(at => plan.groups.findIndex(group => isColumn(group, plan.input.fields[at]!))))
    .filter(keys => !keys.includes(-1));
  return [plan.groups.map((_, at) => at), ...kept].map(keys => ({ keys, targets, once: true }));
}

function projected(plan: Extract<PlanNode, { readonly kind: 'project' }>, { keys, targets, once }: Dependency): readonly Dependency[] {
  const placeOf = (at: number): number => plan.exprs.findIndex(expr => isColumn(expr, plan.input.fields[at]!));
  const places = keys.map(placeOf);
  if (places.includes(-1)) return [];
  return [{ keys: places, targets: once ? positions(plan) : targets.map(placeOf).filter(at => at !== -1), once }];
}

/** A join repeats keys, and an outer one adds NULLs on its far side. */
function joined({ type, left, right }: Extract<PlanNode, { readonly kind: 'join' }>): readonly Dependency[] {
  switch (type) {
    case 'LeftSemi':
    case 'LeftAnti':
      return dependenciesOf(left);
    case 'RightSemi':
    case 'RightAnti':
      return dependenciesOf(right);
    default: {
      const offset = left.fields.length;
      const near = type === 'Right' || type === 'Full' ? [] : dependenciesOf(left);
      const far = type === 'Left' || type === 'Full' ? [] : dependenciesOf(right);
      return [
        ...near.map(dependency => ({ ...dependency, once: false })),
        ...far.map(({ keys, targets }) => ({ keys: keys.map(at => at + offset), targets: targets.map(at => at + offset), once: false })),
      ];
    }
  }
}
