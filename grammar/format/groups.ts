import type {
  AlterTable,
  Binary,
  Case,
  CreateExternalTable,
  CreateFlow,
  CreateTable,
  CreateView,
  Explain,
  Insert,
  Join,
  Node,
  Query,
  Select,
  SetOperation,
  StatementNode,
  Values,
  WindowSpec,
} from '../ast.ts';
import { isExprKind } from '../print/expressions.ts';
import { T, type TokenType } from '../tokens.ts';
import { children, walk } from '../walk.ts';
import type { Piece } from './sheet.ts';

/** A stretch of pieces that stands on one line, or breaks at all its places. */
export interface Group {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  /** Before which pieces a line may end, and how much further in the next one begins. */
  readonly breaks: ReadonlyMap<number, 0 | 1>;
  /** Breaks even if it would fit. */
  readonly forced: boolean;
}

/** Every group of a statement; they nest. */
export function groupsOf(pieces: readonly Piece[], root: StatementNode): readonly Group[] {
  const collector = new Collector(pieces);
  walk(root, (node, parent) => collector.visit(node, parent));
  collector.brackets();
  return collector.nested();
}

class Collector {
  private readonly pieces: readonly Piece[];
  private readonly groups: Group[] = [];
  /** Brackets whose commas belong to what stands inside. */
  private readonly plainInside = new Set<number>();
  private readonly forcedBrackets = new Set<number>();

  constructor(pieces: readonly Piece[]) {
    this.pieces = pieces;
  }

  visit(node: Node, parent: Node | undefined): void {
    switch (node.kind) {
      case 'query':
        return this.query(node as Query);
      case 'binary':
        return this.chain(node as Binary, parent);
      case 'case':
        return this.case(node as Case);
      case 'join':
        return this.join(node as Join);
      case 'window':
        return this.window(node as WindowSpec);
      case 'values':
        return this.values(node as Values);
      case 'create_flow':
        return this.flow(node as CreateFlow);
      case 'create_table':
      case 'create_external_table':
        return this.table(node as CreateTable | CreateExternalTable);
      case 'create_view':
        return this.whole(node, [(node as CreateView).query.span.start]);
      case 'explain':
        return this.whole(node, [(node as Explain).statement.span.start]);
      case 'alter_table':
        return this.alter(node as AlterTable);
      case 'insert':
        return this.insert(node as Insert);
      case 'tql':
        return this.whole(node, [this.promqlStart(node)]);
      default:
    }
  }

  /** Pairs of brackets: what is inside is one step further in, one element a line. */
  brackets(): void {
    const open: { readonly at: number; readonly commas: number[] }[] = [];
    for (const [i, { type }] of this.pieces.entries()) {
      if (type === T.LParen || type === T.LBracket) open.push({ at: i, commas: [] });
      else if (type === T.Comma) open.at(-1)?.commas.push(i + 1);
      else if (type === T.RParen || type === T.RBracket) {
        const pair = open.pop();
        if (pair === undefined || pair.at + 1 === i) continue;
        const breaks = new Map<number, 0 | 1>([[pair.at + 1, 1]]);
        if (!this.plainInside.has(pair.at + 1)) for (const comma of pair.commas) if (comma !== i) breaks.set(comma, 1);
        breaks.set(i, 0);
        this.groups.push({ first: pair.at, last: i + 1, breaks, forced: this.forcedBrackets.has(pair.at) });
      }
    }
  }

  /** Outer groups first; one that crosses another is left out. */
  nested(): readonly Group[] {
    const sorted = this.groups.filter(group => group.breaks.size > 0).sort((a, b) => a.first - b.first || b.last - a.last);
    const open: Group[] = [];
    return sorted.filter(group => {
      while (open.length > 0 && open.at(-1)!.last <= group.first) open.pop();
      if (open.length > 0 && open.at(-1)!.last < group.last) return false;
      open.push(group);
      return true;
    });
  }

  /** Each clause on a line of its own, each join and set operator too; then the lists inside the clauses. */
  private query(query: Query): void {
    const { first, last } = this.range(query);
    this.plainInside.add(first);
    const covered = this.coveredBy(query, first, last);
    const places = new Set<number>();
    let hasLimit = false;
    for (let i = first + 1; i < last; i++) {
      const { type } = this.pieces[i]!;
      if (covered[i - first] === 1 || !CLAUSES.has(type) || (type === T.OFFSET && hasLimit)) continue;
      if (type === T.LIMIT) hasLimit = true;
      places.add(i);
    }
    if (query.with !== undefined) {
      for (const cte of query.with.ctes.slice(1)) places.add(this.at(cte.span.start));
      places.add(this.at(query.body.span.start));
    }
    this.bodyPlaces(query.body, places);
    places.delete(first);
    const sorted = [...places].filter(place => place > first && place < last).sort((a, b) => a - b);
    this.add(
      first,
      last,
      sorted.map(place => [place, 0]),
    );
    this.lists(query, [first, ...sorted, last]);
  }

  private bodyPlaces(body: Query['body'], places: Set<number>): void {
    if (body.kind === 'set_operation') {
      const { left, right } = body as SetOperation;
      places.add(this.at(right.span.start));
      this.bodyPlaces(left, places);
      this.bodyPlaces(right, places);
    } else if (body.kind === 'select') {
      for (const table of body.from) for (const join of table.joins) places.add(this.at(join.span.start));
    }
  }

  private lists(query: Query, edges: readonly number[]): void {
    const clause = (offsets: readonly number[], from: 0 | 1): void => {
      if (offsets.length <= from) return;
      const items = offsets.slice(from).map(offset => this.at(offset));
      const first = edges.findLast(edge => edge <= this.at(offsets[0]!))!;
      const last = edges.find(edge => edge > items.at(-1)!);
      if (last !== undefined)
        this.add(
          first,
          last,
          items.map(item => [item, 1]),
        );
    };
    const select = (body: Select): void => {
      clause(starts(body.items), 0);
      clause(starts(body.from), 1);
      clause(starts(body.groupBy?.exprs ?? []), 0);
    };
    const visit = (body: Query['body']): void => {
      if (body.kind === 'set_operation') [body.left, body.right].forEach(visit);
      else if (body.kind === 'select') select(body);
    };
    visit(query.body);
    clause(starts(query.orderBy), 0);
  }

  /** A chain of one logical operator breaks before each operator. */
  private chain(binary: Binary, parent: Node | undefined): void {
    if (!LOGICAL.has(binary.op) || (parent?.kind === 'binary' && (parent as Binary).op === binary.op)) return;
    const operators: number[] = [];
    const collect = (node: Node): void => {
      if (node.kind !== 'binary' || (node as Binary).op !== binary.op) return;
      const { left, right, opSpan } = node as Binary;
      collect(left);
      operators.push(this.at(opSpan.start));
      collect(right);
    };
    collect(binary);
    const { first, last } = this.range(binary);
    const isAlone = this.pieces[first - 1]?.type === T.LParen;
    this.add(
      first,
      last,
      operators.map(operator => [operator, isAlone ? 0 : 1]),
    );
  }

  private case({ branches, otherwise, span }: Case): void {
    const { first, last } = this.range({ span });
    const breaks: [number, 0 | 1][] = branches.map(({ when }) => [this.at(when.span.start) - 1, 1]);
    if (otherwise !== undefined) breaks.push([this.at(otherwise.span.start) - 1, 1]);
    this.add(first, last, [...breaks, [last - 1, 0]]);
  }

  private join(join: Join): void {
    const { first, last } = this.range(join);
    if (join.on !== undefined) this.add(first, last, [[this.at(join.on.span.start) - 1, 1]]);
  }

  private window(window: WindowSpec): void {
    const { first, last } = this.range(window);
    this.plainInside.add(first);
    const places: [number, 0][] = [];
    if (window.orderBy.length > 0) places.push([this.at(window.orderBy[0]!.span.start) - 2, 0]);
    if (window.partitionBy.length > 0) places.push([this.at(window.partitionBy[0]!.span.start) - 2, 0]);
    this.add(
      first,
      last,
      places.filter(([place]) => place > first),
    );
  }

  private values(values: Values): void {
    const { first, last } = this.range(values);
    if (values.rows.length > 1)
      this.add(
        first,
        last,
        values.rows.map(row => [this.at(row.span.start), 1]),
      );
  }

  /** The house style of flows: one clause a line, the query under AS. */
  private flow(flow: CreateFlow): void {
    const { first } = this.range(flow);
    const last = this.end(flow);
    const body = this.at(flow.bodySpan.start);
    const offsets = [flow.expireAfter?.span.start, flow.bareExpire?.start, flow.evalInterval?.span.start, flow.withSpan?.start];
    const places = offsets.filter(offset => offset !== undefined).map(offset => this.at(offset));
    if (flow.comment !== undefined) places.push(this.at(flow.comment.span.start) - 1);
    this.add(
      first,
      last,
      [this.at(flow.sink.span.start) - 2, ...places, body - 1, body].map(place => [place, 0]),
      true,
    );
  }

  private table(table: CreateTable | CreateExternalTable): void {
    const { first } = this.range(table);
    const last = this.end(table);
    const places: number[] = [];
    const elements = [...table.columns, ...table.constraints].map(element => this.at(element.span.start));
    if (elements.length > 0) this.forcedBrackets.add(Math.min(...elements) - 1);
    if (table.kind === 'create_table' && table.partitions !== undefined) places.push(this.at(table.partitions.span.start));
    if (table.engine !== undefined) places.push(this.at(table.engine.span.start) - 2);
    const option = table.options[0];
    if (option !== undefined) places.push(this.at(option.span.start) - 2);
    this.add(
      first,
      last,
      places.map(place => [place, 0]),
      true,
    );
  }

  /** Several operations in one statement stand below each other. */
  private alter(alter: AlterTable): void {
    const { operation } = alter;
    if (operation.kind !== 'add_columns' || operation.columns.length < 2) return;
    const { first } = this.range(alter);
    this.add(
      first,
      this.end(alter),
      operation.columns.map(column => [this.at(column.span.start), 1]),
    );
  }

  private insert(insert: Insert): void {
    if (insert.query !== undefined) this.whole(insert, [insert.query.span.start]);
  }

  private whole(node: Node, offsets: readonly number[]): void {
    const { first } = this.range(node);
    this.add(
      first,
      this.end(node),
      offsets.map(offset => [this.at(offset), 0]),
    );
  }

  private promqlStart(tql: Node): number {
    const { first, last } = this.range(tql);
    const chunk = this.pieces.slice(first, last).find(piece => piece.type === T.Any);
    return chunk?.start ?? tql.span.end;
  }

  private add(first: number, last: number, breaks: readonly (readonly [number, 0 | 1])[], forced = false): void {
    this.groups.push({ first, last, breaks: new Map(breaks.filter(([place]) => place > first && place < last)), forced });
  }

  private range({ span }: Pick<Node, 'span'>): { readonly first: number; readonly last: number } {
    return { first: this.at(span.start), last: this.at(span.end) };
  }

  /** The end of a statement: with its semicolon, which stands on the last line whatever breaks. */
  private end({ span }: Node): number {
    const last = this.at(span.end);
    return this.pieces[last]?.type === T.SemiColon ? last + 1 : last;
  }

  /** The first piece that starts at or behind an offset. */
  private at(offset: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Which pieces of a query belong to expressions, names or queries inside it: their words open no clause. */
  private coveredBy(query: Query, first: number, last: number): Uint8Array {
    const covered = new Uint8Array(last - first);
    const visit = (node: Node): void => {
      for (const child of children(node)) {
        if (child.kind !== 'query' && child.kind !== 'tql' && child.kind !== 'ident' && !isExprKind(child.kind)) visit(child);
        else covered.fill(1, this.at(child.span.start) - first, this.at(child.span.end) - first);
      }
    };
    visit(query);
    return covered;
  }
}

const LOGICAL: ReadonlySet<string> = new Set(['AND', 'OR', 'XOR']);

/** Words that open a clause of a query. */
const CLAUSES: ReadonlySet<TokenType> = new Set([
  T.FROM,
  T.WHERE,
  T.GROUP,
  T.HAVING,
  T.ORDER,
  T.LIMIT,
  T.OFFSET,
  T.FETCH,
  T.FOR,
  T.WINDOW,
  T.QUALIFY,
  T.ALIGN,
  T.CLUSTER,
  T.DISTRIBUTE,
  T.SORT,
  T.UNION,
  T.EXCEPT,
  T.MINUS,
  T.INTERSECT,
  T.INTO,
  T.START,
  T.CONNECT,
]);

function starts(nodes: readonly Node[]): readonly number[] {
  return nodes.map(node => node.span.start);
}
