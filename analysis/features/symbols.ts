import { fold } from '../../catalog/index.ts';
import type {
  ColumnDef,
  CreateExternalTable,
  CreateFlow,
  CreateTable,
  CreateView,
  Ident,
  Node,
  ObjectName,
  Query,
  SourceFile,
  Span,
  Statement,
  StatementNode,
} from '../../grammar/index.ts';
import { leadingSelect } from '../outputs.ts';
import type { Snapshot } from '../simulate.ts';

export type SymbolKind = 'database' | 'table' | 'view' | 'flow' | 'column' | 'key' | 'cte' | 'statement';

/** An entry of a file's outline. Offsets count from the file's first character. */
export interface OutlineSymbol {
  readonly name: string;
  readonly detail?: string;
  readonly kind: SymbolKind;
  readonly start: number;
  readonly end: number;
  /** The name in it. */
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

/** The statements of a file; what they create has its columns below. */
export function documentSymbols(file: SourceFile): readonly OutlineSymbol[] {
  return file.statements.flatMap(({ start, statement }) => {
    const symbol = symbolOf(statement);
    return symbol === undefined ? [] : [moved(symbol, start)];
  });
}

/** Something with a name that a workspace declares. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** What it is in: the table of a column, the database of a table. */
  readonly container?: string;
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** More than that nobody reads. */
const MOST_SYMBOLS = 500;

/** Everything the workspace declares whose name holds the letters of the query in their order. */
export function workspaceSymbols(snapshot: Snapshot, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const found: WorkspaceSymbol[] = [];
  for (const { uri, statements } of snapshot.workspace.files) {
    for (const { start, statement } of statements) {
      const symbol = symbolOf(statement);
      if (symbol === undefined || symbol.kind === 'statement') continue;
      for (const [own, container] of [[symbol, symbol.detail], ...symbol.children.map(child => [child, symbol.name] as const)] as const) {
        if (own.kind === 'cte' || !holdsLetters(own.name.toLowerCase(), wanted)) continue;
        const { selection } = own;
        found.push({
          name: own.name,
          kind: own.kind,
          ...(container === undefined ? {} : { container }),
          uri,
          start: start + selection.start,
          end: start + selection.end,
        });
        if (found.length === MOST_SYMBOLS) return found;
      }
    }
  }
  return found;
}

function holdsLetters(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const remembered = new WeakMap<Statement, OutlineSymbol | null>();

function symbolOf(statement: Statement): OutlineSymbol | undefined {
  let symbol = remembered.get(statement);
  if (symbol === undefined) remembered.set(statement, (symbol = outline(statement) ?? null));
  return symbol ?? undefined;
}

function moved(symbol: OutlineSymbol, by: number): OutlineSymbol {
  const { start, end, selection, children } = symbol;
  return {
    ...symbol,
    // What is selected lies inside, also in a statement that is being typed: clients refuse an outline otherwise.
    start: Math.min(start, selection.start) + by,
    end: Math.max(end, selection.end) + by,
    selection: { start: selection.start + by, end: selection.end + by },
    children: children.map(child => moved(child, by)),
  };
}

function outline(statement: Statement): OutlineSymbol | undefined {
  const node = (statement.node ?? statement.draft) as StatementNode | undefined;
  if (node === undefined) return undefined;
  const end = statement.node === undefined ? statement.text.trimEnd().length : node.span.end;
  const whole = (
    name: ObjectName | Ident | undefined,
    kind: SymbolKind,
    children: readonly OutlineSymbol[],
    detail?: string,
  ): OutlineSymbol | undefined => {
    if (name === undefined) return undefined;
    const text = name.kind === 'ident' ? fold(name) : fold(name.parts.at(-1)!);
    return { name: text, ...(detail === undefined ? {} : { detail }), kind, start: 0, end, selection: name.span, children };
  };
  switch (node.kind) {
    case 'create_table':
    case 'create_external_table':
      return whole(node.name, 'table', tableColumns(node), databaseOf(node.name));
    case 'create_table_like':
      return whole(node.name, 'table', [], databaseOf(node.name));
    case 'create_view':
      return whole(node.name, 'view', viewColumns(node), databaseOf(node.name));
    case 'create_flow':
      return whole(node.name, 'flow', flowParts(node), node.sink === undefined ? undefined : `→ ${node.sink.parts.map(fold).join('.')}`);
    case 'create_database':
      return whole(node.name, 'database', []);
    default:
      return {
        name: labelOf(statement.text),
        kind: 'statement',
        start: 0,
        end,
        selection: firstLine(statement.text),
        children: ctesOf(node),
      };
  }
}

function databaseOf(name: ObjectName | undefined): string | undefined {
  return name !== undefined && name.parts.length > 1 ? fold(name.parts.at(-2)!) : undefined;
}

function leaf(ident: Ident, kind: SymbolKind, whole: Span, detail?: string): OutlineSymbol {
  return {
    name: fold(ident),
    ...(detail === undefined ? {} : { detail }),
    kind,
    start: whole.start,
    end: whole.end,
    selection: ident.span,
    children: [],
  };
}

function tableColumns({
  columns = [],
  constraints = [],
}: Pick<CreateTable | CreateExternalTable, 'columns' | 'constraints'>): readonly OutlineSymbol[] {
  const keys = new Set(
    constraints.flatMap(constraint => (constraint.kind === 'primary_key_constraint' ? constraint.columns : [constraint.column]).map(fold)),
  );
  return columns.map(column =>
    leaf(column.name, keys.has(fold(column.name)) || isKeyByItself(column) ? 'key' : 'column', column.span, typeText(column)),
  );
}

function isKeyByItself({ options }: ColumnDef): boolean {
  return options.some(({ kind }) => kind === 'primary_key' || kind === 'time_index');
}

function typeText({ type }: ColumnDef): string {
  const head = type.name === undefined ? type.head : type.name.parts.map(part => part.value).join('.');
  return type.args.length === 0 ? head : `${head}(${type.args.join(', ')})`;
}

function viewColumns({ columns = [], query }: CreateView): readonly OutlineSymbol[] {
  if (columns.length > 0) return columns.map(column => leaf(column, 'column', column.span));
  return query === undefined ? [] : outputColumns(query);
}

function flowParts({ body }: CreateFlow): readonly OutlineSymbol[] {
  return body === undefined || body.kind === 'tql' ? [] : outputColumns(body);
}

/** The columns of a query that are called by name. */
function outputColumns(query: Query): readonly OutlineSymbol[] {
  const items = query.body === undefined ? [] : (leadingSelect(query)?.items ?? []);
  return items.flatMap(item => {
    if (item.kind === 'wildcard') return [];
    const { expr } = item;
    const name =
      item.alias ?? (expr.kind === 'identifier' ? expr.ident : expr.kind === 'compound_identifier' ? expr.parts.at(-1) : undefined);
    return name === undefined ? [] : [leaf(name, 'column', item.span)];
  });
}

function ctesOf(node: StatementNode): readonly OutlineSymbol[] {
  const query: Node | undefined = node.kind === 'explain' ? node.statement : node.kind === 'insert' ? node.query : node;
  if (query?.kind !== 'query') return [];
  return ((query as Query).with?.ctes ?? []).map(cte => leaf(cte.name, 'cte', cte.span));
}

/** The first words of a statement, on one line. */
function labelOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').replace(/;$/, '').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

function firstLine(text: string): Span {
  const end = text.search(/[\r\n]/);
  return { start: 0, end: end === -1 ? text.length : end };
}
