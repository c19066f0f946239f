import type { PromMatcher, PromSelector } from '../../../grammar/index.ts';
import { systemTable } from '../../data/system.ts';
import { reject, unknown } from '../../verdict.ts';
import { CATALOG, type Table } from '../../world.ts';
import { findRelation, mayExist } from '../../worlds.ts';
import type { Field } from '../bound.ts';
import { emptyMetric, placed, type PromContext, type Series, TIME, timeField, VALUE } from './series.ts';

const FIELD_MATCHER = '__field__';
const SCHEMA_MATCHERS = ['__schema__', '__database__'];
const NAME_MATCHER = '__name__';
const INTERNAL_COLUMNS = ['__table_id', '__tsid'];

/** `metric{label="x"}`: the table's columns; a metric nobody made is an empty series. */
export function planSelector(prom: PromContext, node: PromSelector): Series {
  const name = metricName(prom, node);
  const schema = schemaOf(prom, node);
  const { world } = prom.context;
  const database = schema ?? world.session.database;
  const found = findRelation(world, database, name);
  if (found === undefined) {
    if (systemTable(database, name, world.session.protocol) !== undefined) unknown(`PromQL over the system table ${name}`);
    if (mayExist(world, database, name)) unknown(`whether the metric ${name} exists`);
    return emptyMetric(TIME, VALUE);
  }
  if (found.kind === 'view') return unknown(`PromQL over the view ${name}`);
  if (found.opaque === true) return unknown(`the columns of ${name} are not known`);
  const relation = schema === undefined ? [name] : [schema, name];
  prom.context.reads.set(`${CATALOG}.${database}.${name}`, { catalog: CATALOG, database, name });
  prom.context.recorder?.relation?.(
    { kind: 'prom_selector', span: placed(prom, (node.metric ?? node).span) },
    { catalog: CATALOG, database, name },
    found,
  );
  return masked(prom, node, scan(found, relation));
}

function scan(table: Table, relation: readonly string[]): Series {
  const qualifier = relation.join('.');
  const fields = table.columns.map((column): Field => ({
    name: column.name,
    relation,
    qualifier,
    type: column.type,
    nullable: column.nullable,
    ...(column.name === table.timeIndex ? { timeIndex: true } : {}),
    origin: { database: table.database, table: table.name, column: column.name },
  }));
  const tags = table.primaryKey.filter(name => !INTERNAL_COLUMNS.includes(name));
  const values = table.columns.map(column => column.name).filter(name => name !== table.timeIndex && !table.primaryKey.includes(name));
  const series: Series = { fields, time: table.timeIndex, values, tags, table: relation };
  const time = fields.find(field => field.name === table.timeIndex)!;
  return time.type.unit === 'ms' ? series : inMillis(series, relation);
}

/** A time index of another unit is cast to milliseconds: values, labels, then the time. */
function inMillis(series: Series, relation: readonly string[]): Series {
  const named = (name: string): Field => series.fields.find(field => field.name === name)!;
  return { ...series, fields: [...series.values.map(named), ...series.tags.map(named), timeField(series.time, relation)] };
}

/** `__field__` chooses among the value columns. */
function masked(prom: PromContext, node: PromSelector, series: Series): Series {
  const matchers = node.matchers.filter(({ label }) => label.value === FIELD_MATCHER);
  if (matchers.length === 0) return series;
  const wanted = new Set<string>();
  const unwanted = new Set<string>();
  for (const { op, value } of matchers) {
    if (op !== '=' && op !== '!=') return unknown('__field__ with a regular expression');
    if (!series.values.includes(value.value)) {
      reject('InvalidArguments', `Cannot find column ${value.value}`, {
        reason: 'column_not_found',
        span: placed(prom, value.span),
        detail: { name: value.value },
      });
    }
    (op === '=' ? wanted : unwanted).add(value.value);
  }
  const values = series.values.filter(name => (wanted.size === 0 || wanted.has(name)) && !unwanted.has(name));
  const named = (name: string): Field => series.fields.find(field => field.name === name)!;
  return { ...series, values, fields: [...values, ...series.tags, series.time].map(named) };
}

function metricName(prom: PromContext, node: PromSelector): string {
  if (node.metric !== undefined) return node.metric.value;
  const names = node.matchers.filter(({ label }) => label.value === NAME_MATCHER);
  if (names.length === 0 || node.hasOr) return unknown('a selector without a metric name');
  const first = names[0]!;
  if (names.length > 1 || first.op !== '=') return unknown(`how ${prom.context.world.session.protocol} names a metric by ${first.op}`);
  return first.value.value;
}

function schemaOf(_prom: PromContext, node: PromSelector): string | undefined {
  const schemas = node.matchers.filter(({ label }) => SCHEMA_MATCHERS.includes(label.value));
  if (schemas.some(({ op }: PromMatcher) => op !== '=')) return unknown('a schema matcher that is no equality');
  return schemas.at(-1)?.value.value;
}
