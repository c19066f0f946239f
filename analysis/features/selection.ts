import { DIALECTS, lex, pathAt, T, type Placed, type SourceFile, type Span } from '../../grammar/index.ts';

/** The ranges around an offset from the narrowest to the whole file: word, expression, clause, statement. */
export function selections(file: SourceFile, offset: number): readonly Span[] {
  const placed = statementAt(file, offset);
  const whole = { start: 0, end: file.length };
  const inner =
    placed === undefined
      ? []
      : inStatement(placed, offset - placed.start).map(({ start, end }) => ({ start: start + placed.start, end: end + placed.start }));
  const sorted = [...inner, whole].toSorted((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const span of sorted) {
    const last = chain.at(-1);
    if (last === undefined || (span.start <= last.start && span.end >= last.end && (span.start !== last.start || span.end !== last.end)))
      chain.push(span);
  }
  return chain;
}

function statementAt({ statements }: SourceFile, offset: number): Placed | undefined {
  let low = 0;
  let high = statements.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const placed = statements[middle]!;
    if (offset < placed.start) high = middle - 1;
    else if (offset > placed.start + placed.statement.text.length) low = middle + 1;
    else return placed;
  }
  return undefined;
}

function inStatement({ statement }: Placed, offset: number): Span[] {
  const { text } = statement;
  const root = statement.node ?? statement.draft;
  const found: Span[] = root === undefined ? [] : pathAt(root, offset).map(node => node.span);
  const { kinds, starts, ends, count } = lex(text, DIALECTS.http);
  const open: number[] = [];
  for (let i = 0; i < count; i++) {
    const [start, end] = [starts[i]!, ends[i]!];
    if (start <= offset && offset <= end && !isPunctuation(kinds[i]!)) {
      found.push({ start, end });
      if (QUOTED.has(text[start]!) && end - start > 2 && start < offset && offset < end) found.push({ start: start + 1, end: end - 1 });
    }
    if (kinds[i] === T.LParen.kind) open.push(start);
    else if (kinds[i] === T.RParen.kind) {
      const from = open.pop();
      if (from !== undefined && from < offset && offset <= start) found.push({ start: from + 1, end: start }, { start: from, end });
    }
  }
  const end = statement.node?.span.end ?? text.trimEnd().length;
  return [...found, { start: 0, end }, { start: 0, end: text.trimEnd().length }].filter(span => span.start < span.end);
}

const QUOTED: ReadonlySet<string> = new Set(["'", '"', '`']);

function isPunctuation(kind: number): boolean {
  return kind === T.LParen.kind || kind === T.RParen.kind || kind === T.Comma.kind || kind === T.SemiColon.kind || kind === T.Period.kind;
}
