import type { Admin, CloseCursor, CommentOn, DeclareCursor, Drop, DropKind, FetchCursor, Kill, Literal, Query, Truncate } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import { toFault } from '../fault.ts';
import type { Grammar } from '../grammar.ts';
import { T, type Token, type TokenType } from '../tokens.ts';
import { begin, finish, NONE, spanFrom } from './drafts.ts';
import { isLiteralString } from './names.ts';
import { reworded } from './refusals.ts';

/** Statements of administration: dropping, comments, killing, cursors. */
export interface CommandRules {
  readonly drop: Rule<[], Drop<DropKind>>;
  readonly truncate: Rule<[], Truncate>;
  /** `( value , value )` of TRUNCATE … FILE RANGE. */
  readonly fileRange: Rule<[], { readonly from: Literal; readonly to: Literal }>;
  readonly admin: Rule<[], Admin>;
  readonly kill: Rule<[], Kill>;
  readonly comment: Rule<[], CommentOn>;
  readonly declare: Rule<[], DeclareCursor>;
  readonly fetch: Rule<[], FetchCursor>;
  readonly close: Rule<[], CloseCursor>;
}

export function commandRules($: Engine, all: Grammar): CommandRules {
  return {
    drop: $.RULE('drop', (): Drop<DropKind> => {
      const drop = begin<Drop<DropKind>>($, { kind: 'drop_table', ifExists: false, names: NONE, span: spanFrom($.start()) });
      $.CONSUME(T.DROP);
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.TABLE);
            drop.ifExists = $.SUBRULE(all.ifExists);
            const names = [$.SUBRULE(all.namedObject, { ARGS: ['a table name'] })];
            drop.names = names;
            $.MANY(() => {
              $.CONSUME(T.Comma);
              names.push($.SUBRULE1(all.namedObject, { ARGS: ['a table name'] }));
            });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.VIEW);
            drop.kind = 'drop_view';
            drop.ifExists = $.SUBRULE1(all.ifExists);
            drop.names = [$.SUBRULE2(all.namedObject, { ARGS: ['a name'] })];
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.FLOW);
            drop.kind = 'drop_flow';
            drop.ifExists = $.SUBRULE2(all.ifExists);
            drop.names = [$.SUBRULE3(all.namedObject, { ARGS: ['a name'] })];
          },
        },
        {
          ALT: () => {
            $.OR1([{ ALT: () => $.CONSUME(T.DATABASE) }, { ALT: () => $.CONSUME(T.SCHEMA) }]);
            drop.kind = 'drop_database';
            drop.ifExists = $.SUBRULE3(all.ifExists);
            drop.names = [$.SUBRULE4(all.namedObject, { ARGS: ['a name'] })];
          },
        },
      ]);
      return finish($, drop);
    }),

    truncate: $.RULE('truncate', (): Truncate => {
      const ranges: Truncate['ranges'][number][] = [];
      const truncate = begin<Truncate>($, { kind: 'truncate', ranges, span: spanFrom($.start()) });
      $.CONSUME(T.TRUNCATE);
      $.OPTION(() => $.CONSUME(T.TABLE));
      truncate.name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
      $.OPTION1({
        GATE: () => $.is(2, T.RANGE),
        DEF: () => {
          $.CONSUME(T.FILE);
          $.CONSUME(T.RANGE);
          ranges.push($.SUBRULE(all.fileRange));
          $.MANY({
            GATE: () => !isEnd(2),
            DEF: () => {
              $.CONSUME(T.Comma);
              ranges.push($.SUBRULE1(all.fileRange));
            },
          });
          $.OPTION2(() => $.CONSUME1(T.Comma));
          $.ACTION(() => {
            if (!isEnd(1)) unexpected('a comma or end of statement');
          });
        },
      });
      return finish($, truncate);
    }),

    fileRange: $.RULE('fileRange', () => {
      $.wrap('a left parenthesis', () => $.CONSUME(T.LParen));
      const from = twice('a timestamp value', () => $.SUBRULE(all.value));
      $.wrap('a comma', () => $.CONSUME(T.Comma));
      const to = $.wrap('a timestamp', () => $.SUBRULE1(all.value));
      $.wrap('a right parenthesis', () => $.CONSUME(T.RParen));
      return { from, to };
    }),

    admin: $.RULE('admin', (): Admin => {
      const admin = begin<Admin>($, { kind: 'admin', span: spanFrom($.start()) });
      $.CONSUME(T.ADMIN);
      admin.call = $.SUBRULE(all.call);
      return finish($, admin);
    }),

    kill: $.RULE('kill', (): Kill => {
      const start = $.start();
      $.CONSUME(T.KILL);
      $.ACTION(() => {
        if ($.is(1, T.QUERY) || isLiteralString($, 1)) return;
        $.wrap('process id string literal', () => $.expected('literal string', $.LA(1), { consumed: true }));
      });
      return $.OR<Kill>([
        {
          GATE: () => $.is(1, T.QUERY),
          ALT: () => {
            $.CONSUME(T.QUERY);
            $.ACTION(() => {
              if (isOtherValue($.LA(1))) $.wrap(CONNECTION_ID, () => $.expected('literal number'));
            });
            const id = $.wrap(CONNECTION_ID, () => $.SUBRULE(all.value));
            $.ACTION(() => {
              const isNumber = id.type === 'number' && /^\d+$/.test(id.value) && Number(id.value) <= 0xffff_ffff;
              if (!isNumber) unexpected(CONNECTION_ID, 0);
            });
            return { kind: 'kill', target: 'query', id: id.value, span: { start, end: $.end() } };
          },
        },
        {
          ALT: () => {
            const id = $.wrap('process id string literal', () => $.SUBRULE(all.literalString));
            return { kind: 'kill', target: 'process', id: id.value, span: { start, end: $.end() } };
          },
        },
      ]);
    }),

    comment: $.RULE('comment', (): CommentOn => {
      const comment = begin<CommentOn>($, { kind: 'comment_on', object: 'TABLE', span: spanFrom($.start()) });
      $.CONSUME(T.COMMENT);
      $.ACTION(() => {
        if (!$.is(1, T.ON)) $.expectedHere('ON');
        if (!$.is(2, T.TABLE) && !$.is(2, T.COLUMN) && !$.is(2, T.FLOW)) $.expectedHere('TABLE, COLUMN or FLOW', $.LA(2));
      });
      $.CONSUME(T.ON);
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.TABLE);
            comment.name = $.SUBRULE(all.namedObject, { ARGS: ['a table name'] });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.COLUMN);
            comment.object = 'COLUMN';
            const name = $.SUBRULE1(all.namedObject, { ARGS: ['a column reference'] });
            comment.name = name;
            $.ACTION(() => {
              if (name.parts.length > 1) return;
              $.invalid('InvalidSyntax', 'Invalid SQL, error: COMMENT ON COLUMN expects <table>.<column>', name.span);
            });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.FLOW);
            comment.object = 'FLOW';
            comment.name = $.SUBRULE2(all.namedObject, { ARGS: ['a flow name'] });
          },
        },
      ]);
      $.ACTION(() => {
        if (!$.is(1, T.IS)) $.expectedHere('IS');
      });
      $.CONSUME(T.IS);
      $.OR1({
        DEF: [
          { ALT: () => void $.CONSUME(T.NULL) },
          {
            GATE: () => !$.is(1, T.NULL),
            ALT: () => {
              comment.comment = $.SUBRULE(all.literalString).value;
            },
          },
        ],
        ERR_MSG: 'literal string',
      });
      return finish($, comment);
    }),

    declare: $.RULE('declare', (): DeclareCursor => {
      const cursor = begin<DeclareCursor>($, { kind: 'declare_cursor', span: spanFrom($.start()) });
      $.CONSUME(T.DECLARE);
      cursor.name = $.SUBRULE(all.objectName);
      $.OPTION(() => {
        $.CONSUME(T.CURSOR);
        $.OPTION1(() => $.CONSUME(T.FOR));
      });
      $.ACTION(() => {
        if ($.is(1, T.SELECT) || $.is(1, T.WITH)) return;
        $.invalid('InvalidSyntax', 'Invalid SQL, error: Expect select query in cursor statement');
      });
      cursor.query = $.OR<Query>([
        { GATE: () => $.is(1, T.WITH), ALT: () => $.SUBRULE(all.hybridQuery) },
        { ALT: () => $.SUBRULE(all.query) },
      ]);
      return finish($, cursor);
    }),

    fetch: $.RULE('fetch', (): FetchCursor => {
      const cursor = begin<FetchCursor>($, { kind: 'fetch_cursor', span: spanFrom($.start()) });
      $.CONSUME(T.FETCH);
      cursor.count = $.SUBRULE(all.unsignedNumber);
      $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(T.FROM) }, { ALT: () => $.CONSUME(T.IN) }]));
      cursor.name = $.SUBRULE(all.objectName);
      return finish($, cursor);
    }),

    close: $.RULE('close', (): CloseCursor => {
      const cursor = begin<CloseCursor>($, { kind: 'close_cursor', span: spanFrom($.start()) });
      $.CONSUME(T.CLOSE);
      cursor.name = $.SUBRULE(all.objectName);
      return finish($, cursor);
    }),
  };

  /** A failure whose heading names the failure itself instead of a token. */
  function twice<R>(what: string, body: () => R): R {
    return reworded($, body, refusal => {
      const { message } = toFault(refusal.under('sql parser error: '), $.source);
      return $.refuse(
        refusal.under(`Unexpected token while parsing SQL statement, expected: '${what}', found: ${message}: sql parser error: `),
      );
    });
  }

  function isEnd(n: number): boolean {
    return $.isEnd(n) || $.LA(n).type === T.SemiColon;
  }

  function unexpected(what: string, n = 1): never {
    const token = $.LA(n);
    return $.invalid('InvalidSyntax', `Unexpected token while parsing SQL statement, expected: '${what}', found: ${$.found(token)}`, token);
  }
}

const CONNECTION_ID = 'MySQL numeric connection id';

/** Whether a token is a value, but neither a number nor a placeholder. */
function isOtherValue({ type, quote }: Token): boolean {
  const values: readonly TokenType[] = [T.NationalString, T.HexString, T.DollarString, T.EscapedString, T.UnicodeString, T.BitString];
  return (
    type === T.String ||
    type === T.DoubleQuotedString ||
    quote === '"' ||
    type === T.TRUE ||
    type === T.FALSE ||
    type === T.NULL ||
    values.includes(type)
  );
}
