import { DIALECTS, lex, T } from '../grammar/index.ts';

/** The language id by which a user says: this is GreptimeDB SQL. */
export const LANGUAGE = 'greptime-sql';

/**
 * Whether a text uses syntax that only GreptimeDB has: TIME INDEX, CREATE FLOW, SINK TO, TQL, ALIGN with RANGE, PARTITION ON COLUMNS,
 * ENGINE = mito or metric. Then its author means GreptimeDB; somebody's PostgreSQL is never judged.
 */
export function usesGreptimeSyntax(text: string): boolean {
  const { kinds, count } = lex(text, DIALECTS.http);
  for (let i = 0; i < count; i++) {
    const kind = kinds[i];
    const next = kinds[i + 1];
    if (kind === T.TIME.kind && next === T.INDEX.kind) return true;
    if (kind === T.SINK.kind && next === T.TO.kind) return true;
    if (kind === T.TQL.kind && (next === T.EVAL.kind || next === T.EVALUATE.kind || next === T.EXPLAIN.kind || next === T.ANALYZE.kind))
      return true;
    if (kind === T.FLOW.kind && (kinds[i - 1] === T.CREATE.kind || kinds[i - 1] === T.DROP.kind || kinds[i - 1] === T.REPLACE.kind))
      return true;
    if (kind === T.PARTITION.kind && next === T.ON.kind && kinds[i + 2] === T.COLUMNS.kind) return true;
    if (kind === T.ALIGN.kind && (next === T.String.kind || next === T.LParen.kind)) return true;
  }
  return false;
}
