import { DIALECTS, lex, T, type SourceFile, type Span, type Statement } from '../../grammar/index.ts';

export interface Fold extends Span {
  readonly kind?: 'comment' | 'region';
}

/** What can be folded: statements, brackets, runs of comments, and what stands between `-- region` and `-- endregion`. */
export function folds(file: SourceFile): readonly Fold[] {
  const found: Fold[] = [];
  for (const { start, statement } of file.statements) {
    for (const fold of statementFolds(statement)) found.push({ start: start + fold.start, end: start + fold.end });
  }
  return [...found, ...commentFolds(file)].toSorted((a, b) => a.start - b.start || b.end - a.end);
}

const remembered = new WeakMap<Statement, readonly Span[]>();

function statementFolds(statement: Statement): readonly Span[] {
  let spans = remembered.get(statement);
  if (spans === undefined) remembered.set(statement, (spans = bracketsIn(statement.text)));
  return spans;
}

/** The whole statement, and every pair of brackets with a line end between. */
function bracketsIn(text: string): readonly Span[] {
  if (!text.includes('\n')) return [];
  const { kinds, starts, ends, count } = lex(text, DIALECTS.http);
  const found: Span[] = [{ start: 0, end: count === 0 ? 0 : ends[count - 1]! }];
  const open: number[] = [];
  for (let i = 0; i < count; i++) {
    if (kinds[i] === T.LParen.kind || kinds[i] === T.LBrace.kind || kinds[i] === T.LBracket.kind) open.push(starts[i]!);
    else if (kinds[i] === T.RParen.kind || kinds[i] === T.RBrace.kind || kinds[i] === T.RBracket.kind) {
      const start = open.pop();
      if (start !== undefined && text.slice(start, ends[i]!).includes('\n')) found.push({ start, end: ends[i]! });
    }
  }
  return found;
}

const REGION = /^--\s*#?(end)?region\b/i;

function commentFolds({ text, comments }: SourceFile): readonly Fold[] {
  const found: Fold[] = [];
  const regions: number[] = [];
  let run: Span | undefined;
  const close = (): void => {
    if (run !== undefined && text.slice(run.start, run.end).includes('\n')) found.push({ ...run, kind: 'comment' });
    run = undefined;
  };
  for (const comment of comments) {
    const end = comment.start + text.slice(comment.start, comment.end).trimEnd().length;
    const region = REGION.exec(text.slice(comment.start, end));
    if (region !== null) {
      close();
      if (region[1] === undefined) regions.push(comment.start);
      else {
        const start = regions.pop();
        if (start !== undefined) found.push({ start, end, kind: 'region' });
      }
      continue;
    }
    const isNext =
      run !== undefined && text.slice(run.end, comment.start).trim() === '' && !/\n\s*\n/.test(text.slice(run.end, comment.start));
    if (!isNext) close();
    run = { start: run?.start ?? comment.start, end };
  }
  close();
  return found;
}
