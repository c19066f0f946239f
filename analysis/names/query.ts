import { foldInQuery } from '../../catalog/index.ts';
import {
  children,
  type Call,
  type CompoundIdentifier,
  type Cte,
  type Delete,
  type Ident,
  type Insert,
  type Node,
  type Query,
  type QueryBody,
  type Select,
  type SelectItem,
  type TableAlias,
  type TableFactor,
  type TableRef,
  type TableWithJoins,
  type Tql,
  type With,
} from '../../grammar/index.ts';
import { columnsOfRelation, local, mention, mentionColumn, mentionDatabaseOf, mentionRelation, type Collector } from './collector.ts';
import type { Entity, LocalEntity } from './entity.ts';
import { promqlNames } from './promql.ts';
import { columnOf, findColumn, findSource, NO_SCOPE, type Output, type Scope, type Source } from './scope.ts';

/** The CTEs in sight: what they are, and what they yield. */
type Ctes = ReadonlyMap<string, { readonly entity: LocalEntity; readonly outputs?: readonly Output[] }>;

interface Env {
  readonly ctes: Ctes;
  readonly outer?: Scope;
}

const TOP: Env = { ctes: new Map() };

/** The fields that are there: a draft lacks some that the type promises. */
type Written<N> = { readonly [K in keyof N]?: N[K] | undefined };

/** Finds what the names of a query mean, by DataFusion's rules of scope; works on drafts too. Yields the columns of the result. */
export function queryNames(collector: Collector, query: Query, env: Env = TOP): readonly Output[] | undefined {
  const { with: clause, body, orderBy, limit, offset }: Written<Query> = query;
  const inner = clause === undefined ? env : { ...env, ctes: withNames(collector, clause, env) };
  const outputs = body === undefined ? undefined : bodyNames(collector, body, inner);
  if (outputs !== undefined) collector.outputs.set(query, outputs);
  const scope: Scope = { ...sourcesBehind(collector, body), outputs: outputs ?? [], outputsFirst: true, ...outerOf(env) };
  for (const item of orderBy ?? []) exprNames(collector, item, scope, inner);
  for (const expr of [limit, offset?.count]) if (typeof expr === 'object') exprNames(collector, expr, NO_SCOPE, inner);
  return outputs;
}

function outerOf(env: Env): { outer?: Scope } {
  return env.outer === undefined ? {} : { outer: env.outer };
}

/** ORDER BY of a plain SELECT sees its tables too. */
function sourcesBehind(collector: Collector, body: QueryBody | undefined): { readonly sources: readonly Source[] } {
  return { sources: (body?.kind === 'select' ? collector.scopes.get(body)?.sources : undefined) ?? [] };
}

function withNames(collector: Collector, clause: With, env: Env): Ctes {
  const ctes = new Map(env.ctes);
  for (const cte of clause.ctes ?? []) {
    const { name, body }: Written<Cte> = cte;
    if (name === undefined) continue;
    const entity = local(collector, 'cte', name);
    mention(collector, name.span, entity, 'declare');
    const self = clause.recursive ? new Map(ctes).set(entity.name, { entity }) : ctes;
    const yielded =
      body === undefined
        ? undefined
        : body.kind === 'tql'
          ? tqlNames(collector, body)
          : queryNames(collector, body, { ...env, ctes: self });
    const outputs = renamed(collector, cte.columns ?? [], yielded);
    ctes.set(entity.name, { entity, ...(outputs === undefined ? {} : { outputs }) });
  }
  return ctes;
}

/** What PromQL yields has names only a plan knows. */
function tqlNames(collector: Collector, tql: Tql): undefined {
  promqlNames(collector, tql);
  return undefined;
}

/** `name(a, b)`: the columns get these names. */
function renamed(
  collector: Collector,
  columns: readonly { readonly name: Ident }[],
  outputs: readonly Output[] | undefined,
): readonly Output[] | undefined {
  if (columns.length === 0) return outputs;
  return columns.map(({ name }) => declared(collector, name));
}

function declared(collector: Collector, ident: Ident): Output {
  const entity = local(collector, 'output', ident);
  mention(collector, ident.span, entity, 'declare');
  return { name: entity.name, entity };
}

function bodyNames(collector: Collector, body: QueryBody, env: Env): readonly Output[] | undefined {
  switch (body.kind) {
    case 'select':
      return selectNames(collector, body, env);
    case 'set_operation': {
      const outputs = body.left === undefined ? undefined : bodyNames(collector, body.left, env);
      if (body.right !== undefined) bodyNames(collector, body.right, env);
      return outputs;
    }
    case 'parenthesised_query':
      return queryNames(collector, body.query, env);
    case 'table': {
      const relation = mentionRelation(collector, body.name);
      return relation === undefined ? undefined : columnsOfRelation(collector.world, relation);
    }
    case 'values':
      for (const row of body.rows) for (const value of row.values) exprNames(collector, value, NO_SCOPE, env);
      return body.rows[0]?.values.map((_, index) => ({ name: `column${index + 1}` }));
    case 'insert':
      insertNames(collector, body);
      return undefined;
    case 'delete':
      deleteNames(collector, body);
      return undefined;
    default:
      return undefined;
  }
}

/** INSERT as a statement or as the body of a query. */
export function insertNames(collector: Collector, node: Insert): void {
  const relation = mentionRelation(collector, node.name, 'write');
  for (const column of node.columns ?? []) mentionColumn(collector, relation, column, 'write');
  if (node.query !== undefined) queryNames(collector, node.query);
}

export function deleteNames(collector: Collector, node: Delete): void {
  const tables = [...(node.from ?? []), ...(node.using ?? [])];
  const sources = tables.flatMap(table => fromNames(collector, table, TOP, 'write'));
  for (const name of node.tables ?? []) mentionRelation(collector, name, 'write');
  const scope: Scope = { sources, outputs: [], outputsFirst: false };
  for (const part of [node.where, ...(node.returning ?? []), ...(node.orderBy ?? [])])
    if (part !== undefined) exprNames(collector, part, scope, TOP);
}

function selectNames(collector: Collector, select: Select, env: Env): readonly Output[] | undefined {
  const { items = [], from = [], where, groupBy, range, having, windows = [], qualify, distinct }: Written<Select> = select;
  const sources: Source[] = [];
  for (const table of from) sources.push(...fromNames(collector, table, { ...env, ...lateralOf(env, sources) }));
  const plain: Scope = { sources, outputs: [], outputsFirst: false, ...outerOf(env) };
  const named = windowNames(collector, windows);
  const context = { collector, env, windows: named };
  const outputs = outputsOf(context, items, plain);
  const whole: Scope = { ...plain, outputs: outputs ?? [] };
  collector.scopes.set(select, whole);
  walk(context, where, plain);
  for (const group of [...(groupBy?.exprs ?? []), ...(groupBy?.groupingSets?.flat() ?? [])]) walk(context, group, whole);
  if (range !== undefined) for (const part of children(range)) walk(context, part, whole);
  walk(context, having, whole);
  walk(context, qualify, whole);
  for (const { spec } of windows) if (spec.kind === 'window') walk(context, spec, plain);
  if (typeof distinct === 'object') for (const expr of distinct.on) walk(context, expr, whole);
  return outputs;
}

/** Tables to the right see those to the left only through LATERAL; to name what is meant, seeing them does no harm. */
function lateralOf(env: Env, sources: readonly Source[]): { outer?: Scope } {
  return sources.length === 0 ? outerOf(env) : { outer: { sources, outputs: [], outputsFirst: false, ...outerOf(env) } };
}

function windowNames(collector: Collector, windows: Select['windows']): ReadonlyMap<string, LocalEntity> {
  const named = new Map<string, LocalEntity>();
  for (const { name } of windows) {
    const entity = local(collector, 'window', name);
    mention(collector, name.span, entity, 'declare');
    named.set(entity.name, entity);
  }
  return named;
}

/** What an expression is read in. */
interface Context {
  readonly collector: Collector;
  readonly env: Env;
  readonly windows: ReadonlyMap<string, LocalEntity>;
}

function outputsOf(context: Context, items: readonly SelectItem[], scope: Scope): readonly Output[] | undefined {
  const outputs: Output[] = [];
  let known = true;
  for (const item of items) {
    if (item.kind === 'wildcard') {
      const sources = starSources(context, item, scope);
      const columns = sources.map(source => source.outputs);
      if (columns.length === 0 || columns.includes(undefined)) known = false;
      else outputs.push(...columns.flatMap(list => list!.map(output => ({ ...output, starred: true }))));
      continue;
    }
    const entities = walk(context, item.expr, scope);
    if (item.alias !== undefined) outputs.push(declared(context.collector, item.alias));
    else outputs.push(passedOn(item, entities));
  }
  return known ? outputs : undefined;
}

/** A column that is selected under its own name is the column itself; anything else has a name the planner makes. */
function passedOn(item: Exclude<SelectItem, { kind: 'wildcard' }>, entities: readonly Entity[]): Output {
  const { expr } = item;
  const ident = expr.kind === 'identifier' ? expr.ident : expr.kind === 'compound_identifier' ? expr.parts.at(-1) : undefined;
  if (ident === undefined) return {};
  const [entity] = entities;
  return { name: foldInQuery(ident), ...(entity === undefined ? {} : { entity }) };
}

function starSources(context: Context, item: Extract<SelectItem, { kind: 'wildcard' }>, scope: Scope): readonly Source[] {
  if (item.qualifier === undefined) return scope.sources;
  const { parts } = item.qualifier;
  const source = findSource(scope, foldInQuery(parts.at(-1)!), parts.length > 1 ? foldInQuery(parts.at(-2)!) : undefined);
  if (source === undefined) return [];
  mentionSource(context.collector, source, parts);
  return [source];
}

/** The tables of one item of FROM, from left to right. */
function fromNames(collector: Collector, table: TableWithJoins, env: Env, use: 'read' | 'write' = 'read'): readonly Source[] {
  const sources = table.relation === undefined ? [] : [...factorNames(collector, table.relation, env, use)];
  for (const join of table.joins ?? []) {
    if (join.relation === undefined) continue;
    const left = [...sources];
    sources.push(...factorNames(collector, join.relation, { ...env, ...lateralOf(env, sources) }, use));
    const scope: Scope = { sources, outputs: [], outputsFirst: false, ...outerOf(env) };
    for (const expr of [join.on, join.matchCondition]) if (expr !== undefined) exprNames(collector, expr, scope, env);
    for (const name of join.using ?? []) usingNames(collector, name.parts.at(-1)!, left, sources.slice(left.length));
  }
  return sources;
}

/** USING names one column of each side. */
function usingNames(collector: Collector, ident: Ident, left: readonly Source[], right: readonly Source[]): void {
  const name = foldInQuery(ident);
  for (const side of [left, right]) {
    for (const entity of side.flatMap(source => columnOf(source, name))) mention(collector, ident.span, entity);
  }
}

function factorNames(collector: Collector, factor: TableFactor, env: Env, use: 'read' | 'write'): readonly Source[] {
  switch (factor.kind) {
    case 'table_ref':
      return [aliased(collector, factor.alias, refNames(collector, factor, env, use))];
    case 'derived': {
      const outputs =
        factor.query === undefined ? undefined : queryNames(collector, factor.query, factor.lateral ? env : { ctes: env.ctes });
      return [aliased(collector, factor.alias, outputs === undefined ? {} : { outputs })];
    }
    case 'nested_join': {
      const sources = fromNames(collector, factor.table, env, use);
      return factor.alias === undefined
        ? sources
        : [aliased(collector, factor.alias, { outputs: sources.flatMap(source => source.outputs ?? []) })];
    }
    case 'table_function':
      exprNames(collector, factor.call, env.outer ?? NO_SCOPE, env);
      return [aliased(collector, factor.alias, {})];
    default:
      return factor.alias === undefined ? [] : [aliased(collector, factor.alias, {})];
  }
}

function refNames(collector: Collector, { name, args }: TableRef, env: Env, use: 'read' | 'write'): Source {
  if (name === undefined) return {};
  const [first] = name.parts;
  if (args !== undefined) {
    mention(collector, name.parts.at(-1)!.span, { kind: 'function', name: foldInQuery(name.parts.at(-1)!), promql: false });
    for (const arg of args) exprNames(collector, arg as Node, env.outer ?? NO_SCOPE, env);
    return {};
  }
  const cte = name.parts.length === 1 ? env.ctes.get(foldInQuery(first!)) : undefined;
  if (cte !== undefined) {
    mention(collector, first!.span, cte.entity);
    return { exposed: cte.entity.name, cte: cte.entity, ...(cte.outputs === undefined ? {} : { outputs: cte.outputs }) };
  }
  const relation = mentionRelation(collector, name, use);
  if (relation === undefined) return {};
  const outputs = columnsOfRelation(collector.world, relation);
  return { exposed: relation.name, database: relation.database, relation, ...(outputs === undefined ? {} : { outputs }) };
}

function aliased(collector: Collector, alias: TableAlias | undefined, source: Source): Source {
  if (alias?.name === undefined) return source;
  const entity = local(collector, 'alias', alias.name);
  mention(collector, alias.name.span, entity, 'declare');
  const outputs = renamed(collector, alias.columns ?? [], source.outputs);
  const { outputs: _outputs, ...rest } = source;
  return { ...rest, exposed: entity.name, alias: entity, ...(outputs === undefined ? {} : { outputs }) };
}

/** The names of an expression (or of any node with expressions in it) in a scope. */
export function exprNames(collector: Collector, node: Node, scope: Scope, env: Env = TOP): void {
  walk({ collector, env, windows: new Map() }, node, scope);
}

function walk(context: Context, node: Node | undefined, scope: Scope): readonly Entity[] {
  if (node === undefined) return [];
  const { collector, env, windows } = context;
  switch (node.kind) {
    case 'identifier': {
      const { ident } = node as Node & { readonly ident: Ident };
      const entities = findColumn(scope, foldInQuery(ident));
      for (const entity of entities) mention(collector, ident.span, entity);
      return entities;
    }
    case 'compound_identifier':
      return compoundNames(collector, node as CompoundIdentifier, scope);
    case 'nested':
      return children(node).flatMap(child => walk(context, child, scope));
    case 'query':
      queryNames(collector, node as Query, { ctes: env.ctes, outer: scope });
      return [];
    case 'call':
      callNames(context, node as Call, scope);
      return [];
    case 'wildcard': {
      const { qualifier } = node as Extract<SelectItem, { kind: 'wildcard' }>;
      if (qualifier !== undefined) starSources(context, node as Extract<SelectItem, { kind: 'wildcard' }>, scope);
      return [];
    }
    case 'window': {
      const { name } = node as Node & { readonly name?: Ident };
      const entity = name === undefined ? undefined : windows.get(foldInQuery(name));
      if (name !== undefined && entity !== undefined) mention(collector, name.span, entity);
      for (const child of children(node)) if (child.kind !== 'ident') walk(context, child, scope);
      return [];
    }
    default:
      for (const child of children(node)) walk(context, child, scope);
      return [];
  }
}

function callNames(context: Context, call: Call, scope: Scope): void {
  const { collector, windows } = context;
  const name = call.name.parts.at(-1)!;
  mention(collector, name.span, { kind: 'function', name: foldInQuery(name), promql: false });
  if (call.over?.kind === 'ident') {
    const entity = windows.get(foldInQuery(call.over));
    if (entity !== undefined) mention(collector, call.over.span, entity);
  }
  for (const child of children(call)) if (child !== call.name && child.kind !== 'ident') walk(context, child, scope);
}

/** `t.a`, `d.t.a`, or `s.field`: the longest qualifier that is in sight wins. */
function compoundNames(collector: Collector, { parts }: CompoundIdentifier, scope: Scope): readonly Entity[] {
  const names = parts.map(foldInQuery);
  for (let last = Math.min(parts.length - 1, 3); last >= 1; last--) {
    const source = findSource(scope, names[last - 1]!, last > 1 ? names[last - 2] : undefined);
    if (source === undefined) continue;
    mentionSource(collector, source, parts.slice(0, last));
    const entities = columnOf(source, names[last]!);
    for (const entity of entities) mention(collector, parts[last]!.span, entity);
    return last === parts.length - 1 ? entities : [];
  }
  const entities = findColumn(scope, names[0]!);
  for (const entity of entities) mention(collector, parts[0]!.span, entity);
  return [];
}

/** The qualifier of a column names its source: the alias, the CTE, or the table with its database. */
function mentionSource(collector: Collector, source: Source, parts: readonly Ident[]): void {
  const part = parts.at(-1)!;
  const entity = source.alias ?? source.cte ?? source.relation;
  if (entity === undefined) return;
  mention(collector, part.span, entity);
  if (entity.kind === 'relation' && parts.length > 1) mentionDatabaseOf(collector, { kind: 'name', parts, span: part.span });
}
