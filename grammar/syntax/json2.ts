import type { Expr, Ident, Json2Hint, Json2Settings, TypeName } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T, type Token } from '../tokens.ts';
import { checkDefault, checkHintType, checkNewPath, checkPath, isPathLimit, refuseHint } from '../validate/json2.ts';
import { identOf } from './names.ts';

export interface Json2Rules {
  /** `JSON2 [ "(" … ")" ]`. */
  readonly json2Type: Rule<[], Json2Type>;
  /** What stands in its parentheses. */
  readonly json2Settings: Rule<[], Json2Settings>;
  /** `max_auto_expanded_paths = n`: the number's token. */
  readonly json2Limit: Rule<[], Token>;
  /** `path type { option }`. */
  readonly json2Hint: Rule<[earlier: readonly Json2Hint[]], Json2Hint>;
}
export interface Json2Type {
  readonly type: TypeName;
  readonly settings?: Json2Settings;
}

/** Mirrors `src/sql/src/parsers/create_parser/json.rs`. */
export function json2Rules($: Engine, all: Grammar): Json2Rules {
  return {
    json2Type: $.RULE('json2Type', (): Json2Type => {
      const start = $.start();
      const word = identOf($.CONSUME(T.JSON2));
      const span = { start, end: $.end() };
      const name = { kind: 'name', parts: [word], span } as const;
      const type: TypeName = { kind: 'type', head: 'CUSTOM', name, args: [], parenthesised: false, unsigned: false, span };
      let settings: Json2Settings | undefined;
      $.OPTION(() => {
        settings = $.SUBRULE(all.json2Settings);
      });
      return settings === undefined ? { type } : { type, settings };
    }),

    json2Settings: $.RULE('json2Settings', (): Json2Settings => {
      const start = $.start();
      const hints: Json2Hint[] = [];
      let limit: Token | undefined;
      $.CONSUME(T.LParen);
      $.MANY({
        GATE: () => isFirst() || $.is(0, T.Comma),
        DEF: () => {
          $.OR([
            {
              GATE: () => $.is(2, T.Eq),
              ALT: () => {
                $.ACTION(() => {
                  if (limit !== undefined) refuseHint($, "duplicated JSON2 option 'max_auto_expanded_paths'", $.LA(1));
                });
                limit = $.SUBRULE(all.json2Limit);
              },
            },
            { ALT: () => hints.push($.SUBRULE(all.json2Hint, { ARGS: [hints] })) },
          ]);
          $.OPTION(() => $.CONSUME(T.Comma));
        },
      });
      $.ACTION(() => {
        if (!$.is(1, T.RParen) && (isFirst() || $.is(0, T.Comma))) $.expected('identifier', $.LA(1), { consumed: true });
      });
      $.CONSUME(T.RParen);
      const span = { start, end: $.end() };
      return { kind: 'json2', hints, ...(limit === undefined ? {} : { maxAutoExpandedPaths: Number(limit.value) }), span };

      function isFirst(): boolean {
        return hints.length === 0 && limit === undefined;
      }
    }),

    json2Limit: $.RULE('json2Limit', () => {
      $.CONSUME(T.MAX_AUTO_EXPANDED_PATHS);
      $.CONSUME(T.Eq);
      $.ACTION(() => {
        if (!isPathLimit($.LA(1))) refuseHint($, "JSON2 option 'max_auto_expanded_paths' expects a non-negative integer", $.LA(1));
      });
      return $.CONSUME(T.Number);
    }),

    json2Hint: $.RULE('json2Hint', (earlier: readonly Json2Hint[] = []): Json2Hint => {
      const start = $.start();
      const path: Ident[] = [];
      let type!: TypeName;
      let nullable: boolean | undefined;
      let standard: Expr | undefined;
      let inverted = false;
      path.push($.SUBRULE(all.ident));
      $.MANY(() => {
        $.CONSUME(T.Period);
        path.push($.SUBRULE1(all.ident));
      });
      $.ACTION(() => checkPath($, path));
      type = $.SUBRULE(all.dataType);
      $.MANY1({
        GATE: () => !$.is(1, T.NOT) || $.is(2, T.NULL),
        DEF: () => {
          const name = $.ACTION(() => path.map(segment => segment.value).join('.'));
          $.OR([
            {
              ALT: () => {
                const written = $.LA(1);
                const not = $.OPTION(() => $.CONSUME(T.NOT));
                $.CONSUME(T.NULL);
                $.ACTION(() => {
                  if (nullable !== undefined)
                    refuseHint($, `NULL/NOT NULL option already specified for JSON2 type hint '${name}'`, written);
                });
                nullable = not === undefined;
              },
            },
            {
              ALT: () => {
                $.CONSUME(T.DEFAULT);
                $.ACTION(() => {
                  if (standard !== undefined) refuseHint($, `duplicated DEFAULT option for JSON2 type hint '${name}'`, $.LA(0));
                });
                standard = $.SUBRULE(all.expr);
              },
            },
            {
              ALT: () => {
                const word = $.CONSUME(T.INVERTED);
                $.ACTION(() => {
                  if (!$.is(1, T.INDEX)) refuseHint($, `expect INDEX after INVERTED keyword for JSON2 type hint '${name}'`, word);
                  if (inverted) refuseHint($, `duplicated INVERTED INDEX option for JSON2 type hint '${name}'`, word);
                });
                $.CONSUME(T.INDEX);
                inverted = true;
              },
            },
          ]);
        },
      });
      return $.ACTION((): Json2Hint => {
        if ($.is(1, T.SKIPPING)) refuseHint($, 'JSON2 type hint SKIPPING INDEX is not supported yet', $.LA(1));
        if (!$.is(1, T.Comma) && !$.is(1, T.RParen)) $.expected('JSON2 type hint option');
        if (standard !== undefined) checkDefault($, standard);
        checkHintType($, type);
        checkNewPath($, path, earlier);
        return {
          kind: 'json2_hint',
          path,
          type,
          inverted,
          ...(nullable === undefined ? {} : { nullable }),
          ...(standard === undefined ? {} : { default: standard }),
          span: { start, end: $.end() },
        };
      });
    }),
  };
}
