import type { Ident, ObjectName } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { RESERVED_FOR_COLUMN_ALIAS } from '../keywords.ts';
import { kindSet } from '../kinds.ts';
import { END, isKeywordKind, isQuotableKind, T, type Token } from '../tokens.ts';

export interface NameRules {
  /** A word of any kind, or a single-quoted string. */
  readonly ident: Rule<[], Ident>;
  /** `ident { "." ident }`. */
  readonly objectName: Rule<[], ObjectName>;
  /** `"(" list(ident) ")"`, at least one. */
  readonly parenthesisedIdents: Rule<[], readonly Ident[]>;
  /** `[ IF NOT EXISTS ]` as GreptimeDB's own CREATE statements read it. */
  readonly ifNotExists: Rule<[], boolean>;
  /** `[ IF EXISTS ]`. */
  readonly ifExists: Rule<[], boolean>;
  /** A single-quoted string or a word that is no keyword (sqlparser's `parse_literal_string`): its content. */
  readonly literalString: Rule<[], Token>;
}

export function nameRules($: Engine, all: Grammar): NameRules {
  return {
    ident: $.RULE('ident', () => {
      $.ACTION(() => {
        if (!$.is(1, T.Word) && !$.is(1, T.String)) $.expected('identifier', $.LA(1), { consumed: true });
      });
      return $.OR([{ ALT: () => identOf($.CONSUME(T.Word)) }, { ALT: () => identOf($.CONSUME(T.String)) }]);
    }),

    objectName: $.RULE('objectName', () => {
      const start = $.start();
      const parts = [$.SUBRULE(all.ident)];
      $.MANY(() => {
        $.CONSUME(T.Period);
        parts.push($.SUBRULE1(all.ident));
      });
      return { kind: 'name', parts, span: $.spanOver(start, parts[0]!) };
    }),

    parenthesisedIdents: $.RULE('parenthesisedIdents', () => {
      $.CONSUME(T.LParen, { ERR_MSG: 'a list of columns in parentheses' });
      const idents = list($, 0, occurrence => $.subrule(occurrence, all.ident));
      $.CONSUME(T.RParen);
      return idents;
    }),

    ifNotExists: $.RULE('ifNotExists', () => {
      let written = false;
      $.OPTION({
        GATE: () => $.is(2, T.NOT) || $.is(2, T.EXISTS),
        DEF: () => {
          $.CONSUME(T.IF);
          $.ACTION(() => {
            if ($.is(1, T.EXISTS)) $.invalid('Unsupported', 'SQL statement is not supported, keyword: EXISTS');
          });
          $.CONSUME(T.NOT);
          $.wrap('EXISTS', () => $.CONSUME(T.EXISTS));
          written = true;
        },
      });
      return written;
    }),

    ifExists: $.RULE('ifExists', () => {
      let written = false;
      $.OPTION({
        GATE: () => $.is(2, T.EXISTS),
        DEF: () => {
          $.CONSUME(T.IF);
          $.CONSUME(T.EXISTS);
          written = true;
        },
      });
      return written;
    }),

    literalString: $.RULE('literalString', () => {
      $.ACTION(() => {
        if (!isLiteralString($, 1)) $.expected('literal string', $.LA(1), { consumed: true });
      });
      return $.OR([
        { ALT: () => $.CONSUME(T.String) },
        { ALT: () => $.CONSUME(T.Word) },
        { ALT: () => $.CONSUME(T.EscapedString) },
        { ALT: () => $.CONSUME(T.UnicodeString) },
      ]);
    }),
  };
}

/** Whether a literal string stands `n` tokens ahead. PostgreSQL's `E'…'` and `U&'…'` are literal strings too. */
export function isLiteralString($: Engine, n: number): boolean {
  if ($.is(n, T.Word)) return !isKeywordKind($.kind(n));
  return $.is(n, T.String) || $.is(n, T.EscapedString) || $.is(n, T.UnicodeString);
}

/** Whether a token is an unquoted word of the keyword table. */
export function isKeywordToken(token: Token): boolean {
  return isKeywordKind(token.type.kind);
}

export function identOf(token: Token): Ident {
  return { kind: 'ident', value: token.value, quote: token.quote, span: { start: token.start, end: token.end } };
}

/**
 * `element { "," element } [","]` with the dialect's list-termination rule: after a comma the list ends, and the comma belongs to
 * it, if a closing bracket, `;`, the end of the text or a word reserved for column aliases follows.
 *
 * `index` is used for MANY and OPTION, `index * 2` and `index * 2 + 1` for the commas; `element` gets the occurrence to number
 * its own DSL calls with (`index * 2` for the first element, `index * 2 + 1` for the others).
 */
export function list<X>($: Engine, index: number, element: (occurrence: number) => X): X[] {
  const elements = [element(index * 2)];
  $.many(index, {
    GATE: () => !endsList($),
    DEF: () => {
      $.consume(index * 2, T.Comma);
      elements.push(element(index * 2 + 1));
    },
  });
  $.option(index, { GATE: () => endsList($), DEF: () => $.consume(index * 2 + 1, T.Comma) });
  return elements;
}

/** `[ list(x) ]` before a closing token: also nothing at all, or a lone comma (sqlparser's `parse_comma_separated0`). */
export function list0<X>($: Engine, index: number, isClosing: (n: number) => boolean, element: (occurrence: number) => X): X[] {
  let elements: X[] = [];
  $.option(index + 100, {
    GATE: () => !isClosing(1) && !($.is(1, T.Comma) && isClosing(2)),
    DEF: () => {
      elements = list($, index, element);
    },
  });
  $.option(index + 101, { GATE: () => isClosing(2), DEF: () => $.consume(index * 2 + 100, T.Comma) });
  return elements;
}

/** Whether the token behind the next one, which is a comma, ends the list. */
export function endsList($: Engine): boolean {
  const kind = $.kind(2);
  return CLOSING[kind] === 1 || (RESERVED[kind] === 1 && isBareAt($, 2));
}
const CLOSING = kindSet([T.RParen, T.RBracket, T.RBrace, T.SemiColon]);
CLOSING[END] = 1;
const RESERVED = kindSet(RESERVED_FOR_COLUMN_ALIAS);

/** Whether the token `n` places ahead is written without quotes. */
export function isBareAt($: Engine, n: number): boolean {
  return !isQuotableKind($.kind(n)) || $.LA(n).quote === '';
}
