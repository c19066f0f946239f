import type {
  AlterTable,
  Copy,
  CopyKind,
  CreateExternalTable,
  CreateFlow,
  CreateTable,
  Ident,
  Node,
  Option,
  SetOption,
  StatementNode,
  TableConstraint,
} from './ast.ts';
import { commaList, printIdent, printName } from './print/names.ts';
import { isExprKind } from './print/expressions.ts';
import { printOption } from './print/options.ts';
import { print } from './print.ts';
import { rewrite } from './rewrite.ts';
import { transform } from './transform.ts';

/**
 * A statement in GreptimeDB's own words: the text of its `Display` after the server has folded names, replaced aliases and sorted
 * options. This is the definition that SHOW CREATE VIEW prints. Unlike `print`, it need not parse again: COPY and full-text indexes lose
 * quotes, secrets become stars.
 */
export function display(statement: StatementNode): string {
  const settled = settle(transform(foldNames(statement)));
  switch (settled.kind) {
    case 'create_flow':
      return displayFlow(settled);
    case 'copy_table':
    case 'copy_database':
      return displayCopy(settled);
    case 'create_table':
    case 'create_external_table':
      // The original writes the line break that would come before its options.
      return print(settled) + (settled.options.length === 0 ? '\n' : '');
    case 'alter_table':
      return displayAlter(settled);
    default:
      return print(settled);
  }
}

/** Statements whose names are folded while they are parsed (`canonicalize_identifier`); in queries the planner does it. */
const FOLDED: ReadonlySet<StatementNode['kind']> = new Set<StatementNode['kind']>([
  'create_database',
  'create_table',
  'create_table_like',
  'create_external_table',
  'create_view',
  'create_flow',
  'alter_table',
  'alter_database',
  'drop_table',
  'drop_view',
  'drop_flow',
  'drop_database',
  'truncate',
  'show',
  'describe',
  'copy_table',
  'use',
  'comment_on',
  'declare_cursor',
  'fetch_cursor',
  'close_cursor',
]);
/** Parts whose words stay as written. */
const RAW_FIELDS: ReadonlySet<string> = new Set(['engine', 'like', 'json2', 'body', 'exprs', 'from', 'into']);

function foldNames(statement: StatementNode): StatementNode {
  if (!FOLDED.has(statement.kind)) return statement;
  return rewrite(
    statement,
    node => (node.kind === 'ident' ? folded(node as Ident) : node),
    (part, field) => !RAW_FIELDS.has(field) && part.kind !== 'query' && part.kind !== 'type' && !isExprKind(part.kind),
  );
}

function folded(ident: Ident): Ident {
  const value = ident.value.toLowerCase();
  return ident.quote !== '' || value === ident.value ? ident : { ...ident, value };
}

/** The form in which the server keeps a statement: options by name, the time index as a constraint, the engine always. */
function settle(statement: StatementNode): StatementNode {
  const sorted = rewrite(statement, node => {
    if (node.kind === 'set_option') return { ...node, isNull: (node as SetOption).value === '' } as Node;
    const fields: Record<string, unknown> = { ...node };
    let isChanged = false;
    for (const key of ['options', 'connection']) {
      const options = fields[key];
      if (!Array.isArray(options) || options.length === 0 || (options[0] as Node).kind !== 'option') continue;
      fields[key] = sortedOptions(options as Option[]);
      isChanged = true;
    }
    return isChanged ? (fields as unknown as Node) : node;
  });
  return sorted.kind === 'create_table' || sorted.kind === 'create_external_table' ? settleTable(sorted) : sorted;
}

/** Keys whose values are never shown (`OptionMap` in `src/sql/src/statements/option_map.rs`); they come last. */
const SECRETS: ReadonlySet<string> = new Set(['access_key_id', 'secret_access_key', 'session_token', 'access_key_secret']);

function sortedOptions(options: readonly Option[]): Option[] {
  const byKey = new Map<string, Option>();
  for (const option of options) byKey.set(option.key.value.toLowerCase(), option);
  const keys = [...byKey.keys()].sort((a, b) => Number(SECRETS.has(a)) - Number(SECRETS.has(b)) || (a < b ? -1 : 1));
  return keys.flatMap(key => {
    const option = byKey.get(key)!;
    const text = SECRETS.has(key) ? '******' : option.text;
    if (typeof text !== 'string') return [option];
    return [
      {
        ...option,
        key: { ...option.key, value: key, quote: key.includes('.') ? "'" : '' },
        value: { kind: 'literal', type: 'string', value: text, span: option.value.span },
      } satisfies Option,
    ];
  });
}

function settleTable(table: CreateTable | CreateExternalTable): CreateTable | CreateExternalTable {
  const constraints: TableConstraint[] = [...table.constraints];
  const columns = table.columns.map(column => {
    const timeIndex = column.options.find(option => option.kind === 'time_index');
    if (timeIndex === undefined) return column;
    constraints.push({ kind: 'time_index_constraint', column: column.name, span: timeIndex.span });
    const isNotNull = column.options.some(option => option.kind === 'not_null');
    return {
      ...column,
      options: column.options.flatMap(option =>
        option !== timeIndex ? [option] : isNotNull ? [] : [{ kind: 'not_null', span: option.span } as const],
      ),
    };
  });
  constraints.sort((a, b) => a.span.start - b.span.start);
  const engine: Ident = table.engine ?? {
    kind: 'ident',
    value: table.kind === 'create_table' ? 'mito' : 'file',
    quote: '',
    span: table.span,
  };
  return { ...table, columns, constraints, engine };
}

function displayFlow(flow: CreateFlow): string {
  return [
    `CREATE ${flow.orReplace ? 'OR REPLACE ' : ''}FLOW ${flow.ifNotExists ? 'IF NOT EXISTS ' : ''}${printName(flow.name)}`,
    `SINK TO ${printName(flow.sink)}`,
    ...secondsLine('EXPIRE AFTER', flow.expireAfter),
    ...secondsLine('EVAL INTERVAL', flow.evalInterval),
    ...(flow.comment === undefined ? [] : [`COMMENT '${flow.comment.value}'`]),
    ...(flow.options.length === 0 ? [] : [`WITH (${commaList(flow.options, printOption)})`]),
    `AS ${flow.rawText}`,
  ].join('\n');
}

function secondsLine(clause: string, interval: CreateFlow['expireAfter']): string[] {
  if (interval === undefined) return [];
  return [`${clause} ${interval.seconds === undefined ? print(interval.expr) : `'${interval.seconds} s'`}`];
}

/** A full-text index is printed with three of its options, without quotes, whatever was written. */
function displayAlter(alter: AlterTable): string {
  const { operation } = alter;
  if (operation.kind !== 'set_index' || operation.type !== 'FULLTEXT') return print(alter);
  const valueOf = (key: string, otherwise: string): string => {
    const text = operation.options.find(option => option.key.value === key)?.text;
    return typeof text === 'string' ? text : otherwise;
  };
  const list = `analyzer=${valueOf('analyzer', 'English')}, case_sensitive=${valueOf('case_sensitive', 'false')}, backend=${valueOf('backend', 'bloom')}`;
  return `ALTER TABLE ${printName(alter.name)} MODIFY COLUMN ${printIdent(operation.column)} SET FULLTEXT INDEX WITH(${list})`;
}

/** The original prints the location without its quotes. */
function displayCopy(copy: Copy<CopyKind>): string {
  const list = (keyword: string, options: readonly Option[]): string =>
    options.length === 0 ? '' : ` ${keyword} (${commaList(options, printOption)})`;
  const what = `${copy.kind === 'copy_database' ? 'DATABASE ' : ''}${printName(copy.name!)}`;
  return `COPY ${what} ${copy.direction} ${copy.location}${list('WITH', copy.options)}${list('CONNECTION', copy.connection)}`;
}
