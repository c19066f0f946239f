import type { CompoundIdentifier, Ident, Node, Span } from '../../grammar/index.ts';
import { foldInQuery } from '../names.ts';
import { NULL, STRING, STRING_VIEW } from '../types.ts';
import { unknown } from '../verdict.ts';
import type { Scope } from './binding.ts';
import type { Bound, BoundColumn, Field } from './bound.ts';
import { call, column, faulty, faultyAs, literal, typedBy, yields } from './build.ts';
import { notImplemented } from './context.ts';
import { arrowTypeName } from '../type_names.ts';
import { fieldsNamed, findColumn, findQualified, findUnqualified, flatName, sameField, type ColumnName, type Schema } from './scope.ts';

/** An unqualified column: the scope, then the enclosing queries. */
export function bindIdentifier(scope: Scope, node: Node, ident: Ident): Bound {
  const name = foldInQuery(ident);
  if (ident.quote === '' && name.startsWith('@')) unknown('session variables in queries');
  const found = findUnqualified(scope.schema, name);
  if (found.kind === 'found') return columnAt(scope, node, found.field);
  for (const outer of scope.context.outer) {
    const there = findUnqualified(outer, name);
    if (there.kind === 'found') return outerColumn(scope, node, there.field);
  }
  if (found.kind === 'ambiguous') {
    const shown = fieldsNamed(scope.preferred ?? [], name);
    if (shown.length === 1) return columnAt(scope, node, shown[0]!);
    const merged = mergedByUsing(scope, name);
    if (merged !== undefined) return columnAt(scope, node, merged);
  }
  return openColumn(scope, { name }, node.span, found.kind === 'ambiguous');
}

/** JOIN … USING makes one of the same-named columns of both sides: the first stands for them. */
function mergedByUsing(scope: Scope, name: string): Field | undefined {
  const matches = fieldsNamed(scope.schema, name);
  const covered = scope.using.some(set => matches.every(match => set.some(member => sameField(member, match))));
  return covered ? matches[0] : undefined;
}

const MAX_PARTS = 5;

/** `t.a`, `public.t.a`, `s.field`: the longest reading that names a column wins, what is left names fields in it. */
export function bindCompound(scope: Scope, node: CompoundIdentifier): Bound {
  const names = node.parts.map(foldInQuery);
  const { span } = node;
  if (node.parts[0]!.quote === '' && names[0]!.startsWith('@')) unknown('session variables in queries');
  if (names.length > MAX_PARTS) return unknown('identifiers of more than five parts');
  const found = search(scope.schema, names);
  if (found !== undefined) {
    const root = columnAt(scope, node, found.field);
    return found.rest.length === 0 ? root : accessFields(scope, root, found.rest, span);
  }
  if (names.length === MAX_PARTS)
    notImplemented(`compound identifier: [${names.map(name => JSON.stringify(name)).join(', ')}]`, { reason: 'plan', span });
  for (const outer of scope.context.outer) {
    const there = search(outer, names);
    if (there === undefined) continue;
    if (there.rest.length > 0) {
      notImplemented(`Nested identifiers are not yet supported for OuterReferenceColumn ${flatName(there.field)}`, {
        reason: 'plan',
        span,
      });
    }
    return outerColumn(scope, node, there.field);
  }
  return openColumn(scope, { relation: names.slice(0, -1), name: names.at(-1)! }, span, false);
}

function search(schema: Schema, names: readonly string[]): { readonly field: Field; readonly rest: readonly string[] } | undefined {
  for (let last = Math.min(names.length, 4) - 1; last >= 0; last--) {
    const name: ColumnName = last === 0 ? { name: names[0]! } : { relation: names.slice(0, last), name: names[last]! };
    const found = name.relation === undefined ? findColumn(schema, name) : qualified(schema, name.relation, name.name);
    if (found.kind === 'found') return { field: found.field, rest: names.slice(last + 1) };
  }
  return undefined;
}

function qualified(schema: Schema, relation: readonly string[], name: string): ReturnType<typeof findColumn> {
  const field = findQualified(schema, relation, name);
  return field === undefined ? { kind: 'missing' } : { kind: 'found', field };
}

function columnAt(scope: Scope, node: Node, field: Field): BoundColumn {
  scope.context.recorder?.column?.(node, field, false);
  return column(field, node.span);
}

function outerColumn(scope: Scope, node: Node, field: Field): BoundColumn {
  scope.context.recorder?.column?.(node, field, true);
  const name = `outer_ref(${flatName(field)})`;
  return { ...column(field, node.span), outer: true, name, display: name };
}

function openColumn(scope: Scope, name: ColumnName, span: Span, ambiguous: boolean): BoundColumn {
  scope.open.push({ column: name, span, ambiguous });
  const first = ambiguous ? fieldsNamed(scope.schema, name.name)[0] : undefined;
  const field: Field = {
    name: name.name,
    ...(name.relation === undefined ? {} : { relation: name.relation, qualifier: name.relation.join('.') }),
    type: first?.type ?? NULL,
    nullable: true,
  };
  return column(field, span);
}

/** `s.a.b` on a struct is `get_field`, on JSON2 GreptimeDB makes it `json_get`; nothing else has fields. */
export function accessFields(_scope: Scope, root: Bound, fields: readonly string[], span: Span): Bound {
  if (root.type.kind === 'json2') return jsonAccess(root, fields.join('.'), span);
  return fields.reduce<Bound>((inner, field) => fieldAccess(inner, field, span), root);
}

function jsonAccess(root: Bound, path: string, span: Span): Bound {
  const args = [root, literal({ type: STRING, value: path }, span)];
  return call({
    function: 'json_get',
    args,
    typed: typedBy([root], () => yields(STRING_VIEW)),
    name: `json_get(${args.map(arg => arg.name).join(',')})`,
    display: `json_get(${args.map(arg => arg.display).join(', ')})`,
    span,
  });
}

/** `get_field(s, 'a')`, printed `s[a]`. */
export function fieldAccess(root: Bound, field: string, span: Span): Bound {
  const name = literal({ type: STRING, value: field }, span);
  return call({
    function: 'get_field',
    args: [root, name],
    typed: typedBy([root], () => {
      if (root.type.kind === 'struct') {
        const member = root.type.fields?.find(({ name: own }) => own === field);
        return member === undefined ? faulty(`Field ${field} not found in struct`, 'column_not_found', span) : yields(member.type, true);
      }
      if (root.type.kind === 'map') return yields(root.type.element!, true);
      if (root.type.kind === 'null') return yields(NULL);
      return faultyAs(
        `Execution error: Cannot access field at argument 1: type ${arrowTypeName(root.type)} is not Struct, Map, or Null`,
        'type_mismatch',
        span,
      );
    }),
    name: `${root.name}[${field}]`,
    display: `get_field(${root.display}, ${name.display})`,
    span,
  });
}
