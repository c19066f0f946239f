import { sqlTypeName, type Column, type Flow, type Relation, type Table, type TableName, type World } from '../../catalog/index.ts';

/** What a run of SQL files does to the catalog, object by object. */
export interface CatalogChange {
  readonly action: 'create' | 'change' | 'drop';
  readonly kind: 'database' | 'table' | 'view' | 'flow';
  /** `database.name` of a relation, without `public.` in front. */
  readonly name: string;
  /** What about it: `column host STRING added`. */
  readonly details: readonly string[];
}

/** The difference of two worlds, by what the objects are and not by how they came about. */
export function catalogDiff(before: World, after: World): readonly CatalogChange[] {
  const changes: CatalogChange[] = [];
  compare(before.databases, after.databases, (action, name) => {
    if (action !== 'change') changes.push({ action, kind: 'database', name, details: [] });
  });
  const relations = (world: World): ReadonlyMap<string, Relation> =>
    new Map(
      [...world.databases.values()].flatMap(({ name, relations: own }) =>
        [...own.values()].map(one => [shortName({ database: name, name: one.name }), one] as const),
      ),
    );
  compare(relations(before), relations(after), (action, name, old, now) => {
    const { kind } = (now ?? old)!;
    if (old !== undefined && now !== undefined) {
      const details = old.kind === 'table' && now.kind === 'table' ? tableDetails(old, now) : relationDetails(old, now);
      if (details.length > 0) changes.push({ action, kind, name, details });
      return;
    }
    const made = now?.kind === 'table' && now.createdByFlow !== undefined ? [`by flow ${now.createdByFlow}, as its sink`] : [];
    changes.push({ action, kind, name, details: made });
  });
  compare(before.flows, after.flows, (action, name, old, now) => {
    const details = old !== undefined && now !== undefined ? flowDetails(old, now) : now === undefined ? [] : [describe(now)];
    if (action !== 'change' || details.length > 0) changes.push({ action, kind: 'flow', name, details });
  });
  return changes;
}

interface Lookup<Value> {
  get(key: string): Value | undefined;
  keys(): Iterable<string>;
}

function compare<Value>(
  before: Lookup<Value>,
  after: Lookup<Value>,
  report: (action: CatalogChange['action'], name: string, old: Value | undefined, now: Value | undefined) => void,
): void {
  for (const name of [...new Set([...before.keys(), ...after.keys()])].toSorted()) {
    const old = before.get(name);
    const now = after.get(name);
    if (old !== now) report(old === undefined ? 'create' : now === undefined ? 'drop' : 'change', name, old, now);
  }
}

export function shortName({ database, name }: Pick<TableName, 'database' | 'name'>): string {
  return database === 'public' ? name : `${database}.${name}`;
}

function tableDetails(old: Table, now: Table): readonly string[] {
  const details: string[] = [];
  const was = new Map(old.columns.map(column => [column.name, column]));
  const is = new Map(now.columns.map(column => [column.name, column]));
  for (const [name, column] of is) {
    const known = was.get(name);
    if (known === undefined) details.push(`column ${spell(column)} added`);
    else if (spell(known) !== spell(column)) details.push(`column ${spell(known)} is now ${spell(column)}`);
  }
  for (const name of was.keys()) if (!is.has(name)) details.push(`column ${name} dropped`);
  const keys = (table: Table): string => table.primaryKey.join(', ');
  if (keys(old) !== keys(now)) details.push(`primary key (${keys(old)}) is now (${keys(now)})`);
  if (old.timeIndex !== now.timeIndex) details.push(`time index ${old.timeIndex} is now ${now.timeIndex}`);
  if (old.engine !== now.engine) details.push(`engine ${old.engine} is now ${now.engine}`);
  if ((old.comment ?? '') !== (now.comment ?? '')) details.push('comment changed');
  return [...details, ...optionDetails(old.options, now.options)];
}

function spell({ name, type, nullable, default: value }: Column): string {
  return `${name} ${sqlTypeName(type) ?? type.kind}${nullable ? '' : ' NOT NULL'}${value === undefined ? '' : ` DEFAULT ${value.text}`}`;
}

function optionDetails(old: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  const details: string[] = [];
  compare(old, now, (action, key, was, is) => {
    if (action === 'create') details.push(`option ${key} = ${is} added`);
    else details.push(action === 'drop' ? `option ${key} taken away` : `option ${key} = ${was} is now ${is}`);
  });
  return details;
}

function relationDetails(old: Relation, now: Relation): readonly string[] {
  if (old.kind === 'view' && now.kind === 'view') return old.definition === now.definition ? [] : ['another query'];
  return [`a ${old.kind} is now a ${now.kind}`];
}

function flowDetails(old: Flow, now: Flow): readonly string[] {
  const details: string[] = [];
  const differs = (what: string, of: (flow: Flow) => string): void => {
    if (of(old) !== of(now)) details.push(`${what} ${of(old)} is now ${of(now)}`);
  };
  differs('sink', flow => shortName(flow.sink));
  differs('sources', flow => `(${flow.sources.map(source => shortName(source.name)).join(', ')})`);
  differs('state', flow => flow.state);
  differs('mode', flow => flow.mode);
  differs('EXPIRE AFTER', flow => (flow.expireAfter === undefined ? 'none' : `${flow.expireAfter} s`));
  differs('EVAL INTERVAL', flow => (flow.evalInterval === undefined ? 'none' : `${flow.evalInterval} s`));
  if (old.rawText !== now.rawText) details.push('another query');
  if (old.comment !== now.comment) details.push('comment changed');
  return [...details, ...optionDetails(old.options, now.options)];
}

function describe({ sources, sink, state, mode, assumed }: Flow): string {
  const doubt = assumed === true ? ', if what it reads exists' : '';
  return `${sources.map(source => shortName(source.name)).join(', ') || 'no source'} to ${shortName(sink)}, ${state === 'pending' ? 'pending' : mode}${doubt}`;
}
