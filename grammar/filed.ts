import type { Node, StatementKind, StatementNode } from './ast.ts';
import type { Protocol } from './dialect.ts';
import type { SyntaxFault } from './fault.ts';
import { parseStatement, type Statement } from './parser.ts';

/**
 * A statement of a file. Its tree is some thirty times as large as its text, so it may be forgotten (`forgetTrees`): whoever asks for it
 * afterwards has it parsed again.
 */
export class FiledStatement implements Statement {
  readonly text: string;
  private readonly sort: Sort;
  private tree: Tree | undefined;
  played: object | undefined = undefined;

  constructor({ text, node, draft, faults }: Statement, protocol: Protocol) {
    this.text = text;
    this.sort = sortOf(node?.kind, faults, protocol);
    this.tree = undefined;
    this.grow({ node, draft });
  }

  get faults(): readonly SyntaxFault[] {
    return this.sort.faults;
  }

  get kind(): StatementKind | undefined {
    return this.sort.kind;
  }

  get memo(): Statement['memo'] {
    return this;
  }

  get node(): StatementNode | undefined {
    return (this.tree ?? this.grow(parseStatement(this.text, this.sort.protocol))).node;
  }

  get draft(): Node | undefined {
    return (this.tree ?? this.grow(parseStatement(this.text, this.sort.protocol))).draft;
  }

  private grow({ node, draft }: Tree): Tree {
    if (grown !== undefined) {
      grown.push(this);
      size += this.text.length;
    }
    return (this.tree = { node, draft });
  }

  forget(): void {
    this.tree = undefined;
  }
}

/** What statements have in common; those without faults share it. */
interface Sort {
  /** Of its node; undefined where it has none. */
  readonly kind: StatementKind | undefined;
  readonly faults: readonly SyntaxFault[];
  readonly protocol: Protocol;
}

const sorts = new Map<Protocol, Map<StatementKind | undefined, Sort>>();

function sortOf(kind: StatementKind | undefined, faults: readonly SyntaxFault[], protocol: Protocol): Sort {
  if (faults.length > 0) return { kind, faults, protocol };
  let byKind = sorts.get(protocol);
  if (byKind === undefined) sorts.set(protocol, (byKind = new Map()));
  let sort = byKind.get(kind);
  if (sort === undefined) byKind.set(kind, (sort = { kind, faults, protocol }));
  return sort;
}

/** The kind of a statement's node, without parsing it again. */
export function kindOf(statement: Statement): StatementKind | undefined {
  return statement instanceof FiledStatement ? statement.kind : statement.node?.kind;
}

interface Tree {
  readonly node?: StatementNode | undefined;
  readonly draft?: Node | undefined;
}

/** The statements that have a tree, the oldest first; kept where somebody forgets trees, or else it would hold what nobody needs. */
let grown: FiledStatement[] | undefined;
/** How much text they have together. */
let size = 0;

/**
 * Forgets the oldest trees of those parsed since the first call, until those of `limit` characters of text are left. To be called between
 * two pieces of work: a node somebody still holds is no longer part of its statement's tree.
 */
export function forgetTrees(limit: number): void {
  grown ??= [];
  if (size <= limit) return;
  let count = 0;
  for (; size > limit; count++) {
    const statement = grown[count]!;
    statement.forget();
    size -= statement.text.length;
  }
  grown = grown.slice(count);
}
