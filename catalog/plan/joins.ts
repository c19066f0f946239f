import type { Join, ObjectName, Span } from '../../grammar/index.ts';
import { foldInQuery } from '../names.ts';
import { arrowTypeName } from '../type_names.ts';
import { reject, unknown } from '../verdict.ts';
import type { Bound, Field, TypeFault } from './bound.ts';
import { binary } from './operators.ts';
import { column, faulty } from './build.ts';
import { type Context, notImplemented, planError, postponeFault } from './context.ts';
import { bindWhole } from './expressions.ts';
import type { PlanNode } from './plan.ts';
import { fieldsNamed, flatName, hasRepeats, quotedName, rejectAmbiguous, rejectMissing, type Schema } from './scope.ts';

type JoinType = 'Inner' | 'Left' | 'Right' | 'Full' | 'LeftSemi' | 'RightSemi' | 'LeftAnti' | 'RightAnti';

const TYPES: { readonly [written: string]: JoinType } = {
  JOIN: 'Inner',
  'INNER JOIN': 'Inner',
  'LEFT JOIN': 'Left',
  'LEFT OUTER JOIN': 'Left',
  'RIGHT JOIN': 'Right',
  'RIGHT OUTER JOIN': 'Right',
  'FULL JOIN': 'Full',
  'FULL OUTER JOIN': 'Full',
  'LEFT SEMI JOIN': 'LeftSemi',
  'SEMI JOIN': 'LeftSemi',
  'RIGHT SEMI JOIN': 'RightSemi',
  'LEFT ANTI JOIN': 'LeftAnti',
  'ANTI JOIN': 'LeftAnti',
  'RIGHT ANTI JOIN': 'RightAnti',
};

/** One join step, left to right (`parse_relation_join`). */
export function planJoin(context: Context, left: PlanNode, right: PlanNode, join: Join): PlanNode {
  if (join.matchCondition !== undefined || join.global) return unknown('ASOF and GLOBAL joins');
  if (join.type === 'CROSS JOIN') return crossJoin(left, right, join.span);
  const type = TYPES[join.type];
  if (type === undefined) return unknown(`the join ${join.type}`);
  if (join.natural) {
    const names = right.fields.map(field => field.name).filter(name => fieldsNamed(left.fields, name).length > 0);
    return names.length === 0 ? crossJoin(left, right, join.span) : joinUsing({ left, right, type }, names, join.span);
  }
  if (join.using !== undefined)
    return joinUsing(
      { left, right, type },
      join.using.map(name => usingName(name)),
      join.span,
    );
  if (join.on === undefined)
    return type === 'Inner'
      ? crossJoin(left, right, join.span)
      : planError('join condition should not be empty', { reason: 'plan', span: join.span });
  const schema = joined(left, right, 'Inner', join.span);
  const on = bindWhole(context, schema, join.on);
  postponeFault(context, on.fault ?? conditionFault(on));
  return { kind: 'join', fields: joined(left, right, type, join.span), left, right, type, on };
}

/** The analyser wants a truth value, or NULL, to join on (`coerce_join_filter`). */
function conditionFault({ type, span }: Bound): TypeFault | undefined {
  if (type.kind === 'boolean' || type.kind === 'null') return undefined;
  return faulty(`Join condition must be boolean type, but got ${arrowTypeName(type)}`, 'type_mismatch', span).fault;
}

function usingName(name: ObjectName): string {
  if (name.parts.length !== 1) {
    const written = name.parts.map(part => part.value).join('.');
    return notImplemented(`Invalid identifier in USING clause. Expected single identifier, got ${written}`, {
      reason: 'plan',
      span: name.span,
    });
  }
  return foldInQuery(name.parts[0]!);
}

interface Sides {
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly type: JoinType;
}

function joinUsing({ left, right, type }: Sides, names: readonly string[], span: Span): PlanNode {
  const pairs = names.map(name => [keyOf(left, name, span), keyOf(right, name, span)] as const);
  const on = pairs
    .map(([a, b]) => binary('=', column(a, span), column(b, span), span))
    .reduce<Bound | undefined>((all, pair) => (all === undefined ? pair : binary('AND', all, pair, span)), undefined);
  return {
    kind: 'join',
    fields: joined(left, right, type, span),
    left,
    right,
    type,
    ...(on === undefined ? {} : { on }),
    using: pairs,
  };
}

/** The column of one side that USING names. */
function keyOf(side: PlanNode, name: string, span: Span): Field {
  const fields = fieldsNamed(side.fields, name);
  if (fields.length === 1) return fields[0]!;
  if (fields.length === 0) return rejectMissing(side.fields, { name }, span);
  const merged = usingSets(side).find(set => fields.every(field => set.includes(field)));
  return merged === undefined ? rejectAmbiguous(name, span) : fields[0]!;
}

export function crossJoin(left: PlanNode, right: PlanNode, span: Span): PlanNode {
  return { kind: 'join', fields: joined(left, right, 'Inner', span), left, right, type: 'Cross' };
}

/** The output of a join: outer joins make the far side nullable, semi and anti joins keep one side. */
function joined(left: PlanNode, right: PlanNode, type: JoinType, span: Span): Schema {
  switch (type) {
    case 'LeftSemi':
    case 'LeftAnti':
      return left.fields;
    case 'RightSemi':
    case 'RightAnti':
      return right.fields;
    default: {
      const fields = [
        ...(type === 'Right' || type === 'Full' ? nullable(left.fields) : left.fields),
        ...(type === 'Left' || type === 'Full' ? nullable(right.fields) : right.fields),
      ];
      demandUnique(fields, span);
      return fields;
    }
  }
}

function nullable(fields: Schema): readonly Field[] {
  return fields.map(field => (field.nullable ? field : { ...field, nullable: true }));
}

/** The order in which Rust walks a set of qualified names. */
function byRelation(a: Field, b: Field): number {
  const parts = (a.relation?.length ?? 0) - (b.relation?.length ?? 0);
  if (parts !== 0) return parts;
  const [first, second] = [flatName(a), flatName(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** No two fields of a schema may have the same full name (`DFSchema::check_names`). */
export function demandUnique(fields: Schema, span: Span): void {
  if (!hasRepeats(fields)) return;
  const qualified = new Set<string>();
  const bare = new Set<string>();
  for (const field of fields) {
    const name = quotedName(field);
    const seen = field.relation === undefined ? bare : qualified;
    if (seen.has(name)) {
      reject(
        'PlanQuery',
        `Failed to plan SQL: Schema contains duplicate ${field.relation === undefined ? 'unqualified' : 'qualified'} field name ${name}`,
        {
          reason: 'duplicate_column',
          span,
          detail: { name },
        },
      );
    }
    seen.add(name);
  }
  if (bare.size === 0) return;
  const [clash] = fields.filter(({ relation, name }) => relation !== undefined && bare.has(quotedName({ name }))).toSorted(byRelation);
  if (clash === undefined) return;
  const message = `Schema contains qualified field name ${quotedName(clash)} and unqualified field name ${quotedName({ name: clash.name })} which would be ambiguous`;
  reject('PlanQuery', `Failed to plan SQL: ${message}`, { reason: 'duplicate_column', span, detail: { name: clash.name } });
}

/** The pairs of columns that USING made one of, anywhere below a plan (`LogicalPlan::using_columns`). */
export function usingSets(plan: PlanNode): readonly Schema[] {
  switch (plan.kind) {
    case 'join':
      return [...(plan.using ?? []), ...usingSets(plan.left), ...usingSets(plan.right)];
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'window':
    case 'distinct':
    case 'sort':
    case 'limit':
    case 'alias':
      return usingSets(plan.input);
    default:
      return [];
  }
}
