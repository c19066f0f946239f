import type { Expr, Ident, Literal, Tql, TqlParam } from '../ast.ts';
import { tqlSeconds, usesNow } from '../constants.ts';
import { debugString } from '../debug.ts';
import { DIALECTS } from '../dialect.ts';
import type { Engine, Rule } from '../engine.ts';
import { Refusal, SQL_SYNTAX, TQL_SYNTAX } from '../fault.ts';
import type { Grammar } from '../grammar.ts';
import { print } from '../print.ts';
import { lineColumn, type Span } from '../span.ts';
import { T, type Token } from '../tokens.ts';
import { identOf } from './names.ts';

export interface TqlRules {
  /** `TQL …` to the end of the text. `requireNow`: inside CREATE FLOW, start and end must contain `now()`. */
  readonly tql: Rule<[requireNow: boolean], Tql>;
  /** `TQL EVAL …` between the parentheses of a CTE: ends before the closing parenthesis. */
  readonly tqlCte: Rule<[requireNow: boolean], Tql>;
  /** Both of them; `end` is where the text that TQL may read ends. */
  readonly tqlStatement: Rule<[requireNow: boolean, end: number], Tql>;
  /** `(start, end, step [, lookback])`. */
  readonly tqlParams: Rule<[requireNow: boolean], readonly TqlParam[]>;
  /** The PromQL, and what stands behind AS. */
  readonly promqlSlice: Rule<[end: number], PromqlSlice>;
}

interface PromqlSlice {
  readonly promqlSpan: Span;
  readonly alias?: Ident;
}

/** Mirrors `src/sql/src/parsers/tql_parser.rs` and, for the CTE, `with_tql_parser.rs`. */
export function tqlRules($: Engine, all: Grammar): TqlRules {
  return {
    tql: $.RULE('tql', (requireNow: boolean = false): Tql => {
      $.ACTION(() => {
        if ($.LA(1).quote !== '') $.unsupported();
      });
      return $.SUBRULE(all.tqlStatement, { ARGS: [requireNow, Infinity] });
    }),

    tqlCte: $.RULE('tqlCte', (requireNow: boolean = false): Tql => {
      const start = $.start();
      const end = $.ACTION(() => closingParenthesis($)) ?? 0;
      return inSlice($, start, () => {
        const tql = $.SUBRULE(all.tqlStatement, { ARGS: [requireNow, end] });
        $.ACTION(() => {
          if (tql.verb !== 'EVAL') $.invalid('InvalidSyntax', 'Invalid SQL, error: Only TQL EVAL is supported in CTEs', tql.span);
        });
        return tql;
      });
    }),

    tqlStatement: $.RULE('tqlStatement', (requireNow: boolean = false, end: number = Infinity): Tql => {
      const start = $.start();
      $.CONSUME(T.TQL);
      $.ACTION(() => {
        if (isVerb($.LA(1))) return;
        const isWord = $.is(1, T.Word) && !isEnd($, 1, end);
        unsupported($, isWord ? 2 : 1, end);
      });
      const verb = $.OR([
        { ALT: () => $.CONSUME(T.EVAL) },
        { ALT: () => $.CONSUME(T.EVALUATE) },
        { ALT: () => $.CONSUME(T.EXPLAIN) },
        { ALT: () => $.CONSUME(T.ANALYZE) },
      ]);
      const isPlan = $.ACTION(() => verb.type === T.EXPLAIN || verb.type === T.ANALYZE);
      const verbose = $.OPTION({ GATE: () => isPlan, DEF: () => $.CONSUME(T.VERBOSE) }) !== undefined;
      let format: Ident | undefined;
      $.OPTION1({
        GATE: () => isPlan,
        DEF: () => {
          $.CONSUME(T.FORMAT);
          const word = $.OPTION2({ GATE: () => !isEnd($, 1, end), DEF: () => $.CONSUME(T.Word) });
          format = word === undefined ? undefined : identOf(word);
        },
      });
      return underTql($, () => {
        const params = $.OPTION3(() => $.SUBRULE(all.tqlParams, { ARGS: [requireNow] }));
        const slice = $.SUBRULE(all.promqlSlice, { ARGS: [end] });
        return $.ACTION((): Tql => ({
          kind: 'tql',
          verb: verb.type === T.EXPLAIN ? 'EXPLAIN' : verb.type === T.ANALYZE ? 'ANALYZE' : 'EVAL',
          verbWritten: verb.image,
          verbose,
          ...(format === undefined ? {} : { format }),
          ...(params === undefined ? {} : { params: params.map(param => evaluated($, param)) }),
          promql: $.source.slice(slice.promqlSpan.start, slice.promqlSpan.end),
          ...slice,
          span: { start, end: $.end() },
        }));
      });
    }),

    tqlParams: $.RULE('tqlParams', (requireNow: boolean = false): readonly TqlParam[] => {
      $.CONSUME(T.LParen);
      const exprs = $.SUBRULE(all.exprs);
      const params = $.ACTION((): TqlParam[] => {
        if (exprs.length !== 3 && exprs.length !== 4) {
          $.syntax(`Expected 3 or 4 expressions in TQL parameters (start, end, step, [lookback]), but found ${exprs.length}`);
        }
        const made = exprs.map((expr, i) => paramOf($, expr, requireNow && i < 2));
        if (!$.is(1, T.RParen)) $.syntax(`Expected ')' after TQL parameters, but found: ${$.found($.LA(1))}`);
        return made;
      });
      $.CONSUME(T.RParen);
      return params;
    }),

    promqlSlice: $.RULE('promqlSlice', (end: number = Infinity): PromqlSlice => {
      $.MANY(() => $.CONSUME(T.Comma));
      const begin = $.ACTION(() => {
        if (isEnd($, 1, end)) $.syntax('empty TQL query');
        return Math.max(0, $.LA(1).start - 1);
      });
      $.MANY1({ GATE: () => $.LA(1).type !== T.AS && !isEnd($, 1, end), DEF: () => $.CONSUME(T.Any) });
      const promqlSpan = $.ACTION(() => {
        const hasAlias = $.LA(1).type === T.AS && !isEnd($, 1, end);
        return trimmed($.source, begin, hasAlias ? $.LA(1).start : Math.min(end, $.source.length), !hasAlias);
      });
      const alias = $.OPTION({
        GATE: () => !isEnd($, 1, end),
        DEF: () => {
          $.CONSUME(T.AS);
          $.ACTION(() => {
            if (isEnd($, 1, end)) $.syntax('Expected: identifier, found: EOF');
          });
          return $.SUBRULE(all.ident);
        },
      });
      $.ACTION(() => {
        if (alias === undefined) return;
        if (!isEnd($, 1, end) && !$.is(1, T.SemiColon)) $.syntax(`Unexpected token after alias: ${$.found($.LA(1))}`);
        if (promqlSpan.start === promqlSpan.end) $.refuse(new Refusal({ text: 'Empty promql query', span: alias.span }));
      });
      return alias === undefined ? { promqlSpan } : { promqlSpan, alias };
    }),
  };
}

function isVerb(token: Token): boolean {
  if (token.type === T.EXPLAIN || token.type === T.ANALYZE) return true;
  return (token.type === T.EVAL || token.type === T.EVALUATE) && token.quote === '';
}

/** Whether the token `n` places ahead stands behind the text that belongs to TQL. */
function isEnd($: Engine, n: number, end: number): boolean {
  return $.isEnd(n) || $.LA(n).start >= end;
}

function unsupported($: Engine, n: number, end: number): never {
  if (isEnd($, n, end)) return $.invalid('Unsupported', 'SQL statement is not supported, keyword: EOF');
  return $.unsupported($.LA(n));
}

/** Where the parenthesis stands that closes the CTE. */
function closingParenthesis($: Engine): number {
  let depth = 0;
  for (let n = 1; !$.isEnd(n); n++) {
    if ($.is(n, T.LParen)) depth++;
    if ($.is(n, T.RParen) && depth-- === 0) return $.LA(n).start;
  }
  return $.invalid('InvalidSyntax', 'Invalid SQL, error: Unexpected end of input while parsing TQL inside CTE');
}

/**
 * Runs `body` on the text of a CTE, which the original parses as a text of its own, always in GreptimeDB's dialect: positions count
 * from its start.
 */
function inSlice<R>($: Engine, start: number, body: () => R): R {
  if ($.RECORDING_PHASE) return body();
  const { dialect } = $;
  $.dialect = DIALECTS.http;
  try {
    return body();
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.position === undefined) throw refusal;
    const { line, column } = lineColumn($.source.slice(start), refusal.position - start);
    throw new Refusal({ ...refusal, text: `${refusal.text} at Line: ${line}, Column: ${column}`, position: undefined });
  } finally {
    $.dialect = dialect;
  }
}

/** Runs `body`; what sqlparser refuses in it gets TQL's heading. */
function underTql<R>($: Engine, body: () => R): R {
  if ($.RECORDING_PHASE) return body();
  try {
    return body();
  } catch (refusal) {
    if (!(refusal instanceof Refusal) || refusal.prefix !== SQL_SYNTAX) throw refusal;
    throw refusal.under(TQL_SYNTAX);
  }
}

/** A parameter as written. In a flow, start and end must contain `now()`. */
function paramOf($: Engine, expr: Expr, requireNow: boolean): TqlParam {
  const { span } = expr;
  if (expr.kind !== 'literal') {
    const isTimely = usesNow(expr);
    if (requireNow && !isTimely) {
      $.invalid(
        'InvalidSyntax',
        `Invalid TQL syntax: Failed to parse value: expected now() expression, but not found in ${print(expr)}`,
        span,
      );
    }
    return { kind: 'tql_param', expr, usesNow: isTimely, span };
  }
  if (requireNow) $.refuse(new Refusal({ text: `Expected expression containing \`now()\`, but have ${debugLiteral(expr)}`, span }));
  const isText = expr.type === 'number' || expr.type === 'string' || expr.type === 'double_quoted';
  return { kind: 'tql_param', expr, usesNow: false, ...(isText ? { value: expr.value } : {}), span };
}

/** The parameter with the value that the parser folds it to, or the refusal. */
function evaluated($: Engine, param: TqlParam): TqlParam {
  const { expr, value, span } = param;
  if (value !== undefined) return param;
  if (expr.kind === 'literal') {
    return $.invalid('InvalidSyntax', `${TQL_SYNTAX}Expected number, string or word, but have ${debugLiteral(expr)}`, span);
  }
  const seconds = tqlSeconds(expr);
  if (seconds.kind === 'refused') return $.invalid(seconds.statusName, seconds.message, span);
  return seconds.text === undefined || param.usesNow ? param : { ...param, value: seconds.text };
}

/** A literal as Rust's `Debug` prints sqlparser's `Value`. */
function debugLiteral({ type, value, long, tag }: Literal): string {
  switch (type) {
    case 'number':
      return `Number(${debugString(value)}, ${long === true})`;
    case 'boolean':
      return `Boolean(${value.toLowerCase()})`;
    case 'null':
      return 'Null';
    case 'dollar':
      return `DollarQuotedString(DollarQuotedString { value: ${debugString(value)}, tag: ${tag === undefined ? 'None' : `Some(${debugString(tag)})`} })`;
    default:
      return `${VALUE_NAMES[type]}(${debugString(value)})`;
  }
}
const VALUE_NAMES = {
  string: 'SingleQuotedString',
  double_quoted: 'DoubleQuotedString',
  national: 'NationalStringLiteral',
  hex: 'HexStringLiteral',
  escaped: 'EscapedStringLiteral',
  unicode: 'UnicodeStringLiteral',
  bit: 'SingleQuotedByteStringLiteral',
  placeholder: 'Placeholder',
} as const;

/** The part of `text[start, end)` without blanks around it and, where the request ends there, without semicolons behind it. */
function trimmed(text: string, start: number, end: number, isLast: boolean): Span {
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  let to = Math.max(from, start + raw.trimEnd().length);
  if (isLast) while (to > from && (text[to - 1] === ';' || text[to - 1]!.trim() === '')) to--;
  return { start: from, end: to };
}
