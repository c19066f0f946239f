import {
  children,
  DIALECTS,
  isKeyword,
  lex,
  parsePromql,
  sliceOf,
  T,
  TOKEN_TYPES,
  walk,
  type Node,
  type Option,
  type PromExpr,
  type SourceFile,
  type Statement,
  type StatementNode,
  type Tql,
} from '../../grammar/index.ts';
import type { Entity } from '../names/entity.ts';
import { syntaxNames } from '../syntax.ts';
import type { TokenKind, TokenModifier } from './token_kinds.ts';

export interface SemanticToken {
  readonly start: number;
  readonly end: number;
  readonly kind: TokenKind;
  readonly modifiers: readonly TokenModifier[];
}

/** The tokens of a file or of a part of it, in order. A statement's tokens depend on its text alone and are remembered with it. */
export function semanticTokens(
  file: SourceFile,
  range: { readonly start: number; readonly end: number } = { start: 0, end: file.length },
): readonly SemanticToken[] {
  const found: SemanticToken[] = [];
  let comment = 0;
  const commentsUpTo = (offset: number): void => {
    for (; comment < file.comments.length && file.comments[comment]!.start < offset; comment++) {
      const { start, end } = file.comments[comment]!;
      if (start < range.end && end > range.start)
        found.push({ start, end: start + sliceOf(file, start, end).trimEnd().length, kind: 'comment', modifiers: [] });
    }
  };
  for (const { start, statement } of file.statements) {
    if (start >= range.end) break;
    if (start + statement.text.length <= range.start) continue;
    for (const token of statementTokens(statement)) {
      const placed = { ...token, start: start + token.start, end: start + token.end };
      if (placed.start >= range.end || placed.end <= range.start) continue;
      commentsUpTo(placed.start);
      found.push(placed);
    }
  }
  commentsUpTo(range.end);
  return found;
}

const remembered = new WeakMap<Statement, readonly SemanticToken[]>();

function statementTokens(statement: Statement): readonly SemanticToken[] {
  let tokens = remembered.get(statement);
  if (tokens === undefined) remembered.set(statement, (tokens = classify(statement)));
  return tokens;
}

type Class = Pick<SemanticToken, 'kind' | 'modifiers'>;

function classify(statement: Statement): readonly SemanticToken[] {
  const root = (statement.node ?? statement.draft) as StatementNode | undefined;
  const names = nameClasses(statement, root);
  const tqls = root === undefined ? [] : tqlsOf(root);
  const promql = tqls.flatMap(promqlTokens);
  const isPromql = (offset: number): boolean => tqls.some(({ promqlSpan }) => promqlSpan.start <= offset && offset < promqlSpan.end);
  const parsedTo = statement.node === undefined ? (root?.span.end ?? 0) : Infinity;
  const { kinds, starts, ends, count } = lex(statement.text, DIALECTS.http);
  const found: SemanticToken[] = [];
  let next = 0;
  for (let i = 0; i < count; i++) {
    const start = starts[i]!;
    for (; next < promql.length && promql[next]!.start <= start; next++) found.push(promql[next]!);
    if (start < (found.at(-1)?.end ?? 0) || isPromql(start)) continue;
    const token = names.get(start) ?? plainClass(kinds[i]!, start < parsedTo);
    if (token !== undefined) found.push({ start, end: ends[i]!, ...token });
  }
  return [...found, ...promql.slice(next)];
}

const PLAIN: Readonly<Record<'keyword' | 'operator' | 'string' | 'number', Class>> = {
  keyword: { kind: 'keyword', modifiers: [] },
  operator: { kind: 'operator', modifiers: [] },
  string: { kind: 'string', modifiers: [] },
  number: { kind: 'number', modifiers: [] },
};

/** What a token is by itself. Behind a syntax error only the words that begin clauses are taken for keywords. */
function plainClass(kind: number, isParsed: boolean): Class | undefined {
  const type = TOKEN_TYPES[kind]!;
  if (type === T.Number) return PLAIN.number;
  if (STRINGS.has(kind)) return PLAIN.string;
  if (type.CATEGORIES.includes(T.Word))
    return type === T.PlainWord || !(isParsed || CLAUSE_WORDS.has(type.name)) ? undefined : PLAIN.keyword;
  return type.CATEGORIES.includes(T.BinaryOperator) || type === T.Mul || type === T.ExclamationMark || type === T.RArrow
    ? PLAIN.operator
    : undefined;
}

const STRINGS: ReadonlySet<number> = new Set(
  [T.String, T.DoubleQuotedString, T.NationalString, T.HexString, T.DollarString, T.EscapedString, T.UnicodeString, T.BitString].map(
    type => type.kind,
  ),
);
const CLAUSE_WORDS: ReadonlySet<string> = new Set(
  'SELECT FROM WHERE GROUP BY HAVING ORDER LIMIT WITH AS ON USING JOIN LEFT RIGHT INNER UNION INSERT INTO VALUES DELETE CREATE ALTER DROP TABLE VIEW FLOW SINK TO EXPIRE EVAL INTERVAL COMMENT AND OR NOT NULL IN CASE WHEN THEN ELSE END TQL'.split(
    ' ',
  ),
);

/** The classes of names and of words whose meaning the tree knows, by where they start. */
function nameClasses(statement: Statement, root: StatementNode | undefined): ReadonlyMap<number, Class> {
  const classes = new Map<number, Class>();
  if (root === undefined) return classes;
  walk(root, (node, parent) => {
    if (node.kind === 'ident') classes.set(node.span.start, { kind: identKind(node, parent), modifiers: [] });
    else if (node.kind === 'type') for (const start of wordsOf(statement.text, node)) classes.set(start, { kind: 'type', modifiers: [] });
  });
  for (const { span, entity, use, form } of syntaxNames(statement)) {
    if (form === 'sql') classes.set(span.start, { kind: entityKind(entity), modifiers: modifiersOf(entity, use) });
  }
  return classes;
}

function identKind(node: Node, parent: Node | undefined): TokenKind {
  if (parent?.kind === 'option') return (parent as Option).key === node ? 'parameter' : 'enumMember';
  if (parent?.kind === 'identifier' || parent?.kind === 'compound_identifier' || parent?.kind === 'json2_hint') return 'property';
  if (parent?.kind === 'create_table' || parent?.kind === 'create_external_table') return 'enumMember';
  return 'variable';
}

function entityKind(entity: Entity): TokenKind {
  switch (entity.kind) {
    case 'database':
      return 'namespace';
    case 'relation':
      return 'class';
    case 'flow':
      return 'event';
    case 'column':
    case 'output':
      return 'property';
    case 'function':
      return 'function';
    default:
      return 'variable';
  }
}

function modifiersOf(entity: Entity, use: 'declare' | 'read' | 'write' | 'drop'): readonly TokenModifier[] {
  if (entity.kind === 'function') return ['defaultLibrary'];
  return use === 'declare' ? ['declaration'] : use === 'read' ? [] : ['modification'];
}

/** Where the words of a type start, those of its element left out. */
function wordsOf(text: string, node: Node): readonly number[] {
  const inner = children(node);
  const written = text.slice(node.span.start, node.span.end);
  return [...written.matchAll(/[A-Za-z_]\w*/g)]
    .map(word => node.span.start + word.index)
    .filter(start => !inner.some(child => child.span.start <= start && start < child.span.end && child.kind !== 'name'));
}

function tqlsOf(root: StatementNode): readonly Tql[] {
  const found: Tql[] = [];
  walk(root, node => {
    if (node.kind === 'tql' && (node as Tql).promqlSpan !== undefined) found.push(node as Tql);
  });
  return found;
}

/** The tokens of the PromQL in a TQL statement. */
function promqlTokens(tql: Tql): readonly SemanticToken[] {
  const { expr } = parsePromql(tql.promql);
  const found: SemanticToken[] = [];
  const origin = tql.promqlSpan.start;
  const put = (span: { readonly start: number; readonly end: number }, kind: TokenKind, modifiers: readonly TokenModifier[] = []): void => {
    found.push({ start: origin + span.start, end: origin + span.end, kind, modifiers });
  };
  const visit = (node: Node): void => {
    switch (node.kind) {
      case 'prom_number':
      case 'prom_duration':
        put(node.span, 'number');
        return;
      case 'prom_string':
        put(node.span, 'string');
        return;
      case 'prom_name':
        put(node.span, 'property');
        return;
      case 'prom_at':
        return;
      default: {
        const expr_ = node as PromExpr;
        if (expr_.kind === 'prom_binary')
          put(expr_.opSpan, isKeyword(expr_.op.toUpperCase()) || /^[a-z]/.test(expr_.op) ? 'keyword' : 'operator');
        const head =
          expr_.kind === 'prom_selector'
            ? expr_.metric
            : expr_.kind === 'prom_call'
              ? expr_.name
              : expr_.kind === 'prom_aggregation'
                ? expr_.op
                : undefined;
        if (head !== undefined)
          put(head.span, expr_.kind === 'prom_selector' ? 'class' : 'function', expr_.kind === 'prom_selector' ? [] : ['defaultLibrary']);
        for (const child of children(node)) if (child !== head) visit(child);
      }
    }
  };
  if (expr !== undefined) visit(expr);
  return found.sort((a, b) => a.start - b.start);
}
