import { DIALECTS, lex, T, tokenAt, type Statement } from '../grammar/index.ts';

/** The clauses between a flow's name and its AS, in the only order GreptimeDB reads them. */
export const CLAUSE_ORDER = ['SINK TO', 'EXPIRE AFTER', 'EVAL INTERVAL', 'COMMENT', 'WITH'] as const;
export type ClauseName = (typeof CLAUSE_ORDER)[number];

export interface Clause {
  readonly name: ClauseName;
  readonly start: number;
  readonly end: number;
}

/** The clauses as they are written, found by their first words; undefined when the AS is not found. */
export function clausesOf(statement: Statement, from: number): readonly Clause[] | undefined {
  const tokens = lex(statement.text, DIALECTS.http);
  const clauses: { name: ClauseName; start: number; end: number }[] = [];
  let depth = 0;
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.starts[i]! < from) continue;
    const kind = tokens.kinds[i]!;
    if (kind === T.LParen.kind) depth++;
    else if (kind === T.RParen.kind) depth--;
    else if (depth === 0) {
      if (kind === T.AS.kind) return clauses;
      const name = clauseName(tokenAt(tokens, i).image);
      if (name !== undefined) clauses.push({ name, start: tokens.starts[i]!, end: tokens.ends[i]! });
    }
    const last = clauses.at(-1);
    if (last !== undefined) last.end = tokens.ends[i]!;
  }
  return undefined;
}

function clauseName(word: string): ClauseName | undefined {
  switch (word.toUpperCase()) {
    case 'SINK':
      return 'SINK TO';
    case 'EXPIRE':
      return 'EXPIRE AFTER';
    case 'EVAL':
      return 'EVAL INTERVAL';
    case 'COMMENT':
      return 'COMMENT';
    case 'WITH':
      return 'WITH';
    default:
      return undefined;
  }
}
