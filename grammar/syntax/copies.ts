import type { Copy, CopyKind, Query } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { begin, finish, spanFrom, type Filling } from './drafts.ts';

export interface CopyRules {
  /** COPY; `COPY (query) TO STDOUT` is the inner query itself. */
  readonly copy: Rule<[], Copy<CopyKind> | Query>;
  /** `DATABASE name` or a table's name, and the direction. */
  readonly copyObject: Rule<[copy: Filling<Copy>], void>;
  /** `STDOUT [WITH] [ "(" anything ")" ]`. */
  readonly standardOutput: Rule<[], void>;
  /** `'location' [WITH (…)] [CONNECTION (…)] [LIMIT n]`. */
  readonly copyArguments: Rule<[copy: Filling<Copy>], void>;
}

/** Mirrors `src/sql/src/parsers/copy_parser.rs`. */
export function copyRules($: Engine, all: Grammar): CopyRules {
  return {
    copy: $.RULE('copy', (): Copy<CopyKind> | Query => {
      const copy = begin<Copy>($, { kind: 'copy_table', direction: 'TO', options: [], connection: [], span: spanFrom($.start()) });
      let printed: Query | undefined;
      $.CONSUME(T.COPY);
      $.ACTION(() => {
        if ($.is(1, T.Word) || $.is(1, T.LParen) || $.is(1, T.String)) return;
        $.wrap('a table name', () => $.expected('identifier', $.LA(1), { consumed: true }));
      });
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.LParen);
            copy.kind = 'copy_query';
            const query = $.SUBRULE(all.query);
            copy.query = query;
            $.wrap("')'", () => $.CONSUME(T.RParen));
            $.CONSUME(T.TO);
            const isStandard = $.OPTION(() => {
              $.SUBRULE(all.standardOutput);
              return true;
            });
            if ($.RECORDING_PHASE || isStandard === undefined) $.SUBRULE(all.copyArguments, { ARGS: [copy] });
            if (isStandard === true || copy.location === 'STDOUT') printed = query;
          },
        },
        {
          ALT: () => {
            $.SUBRULE(all.copyObject, { ARGS: [copy] });
            $.SUBRULE1(all.copyArguments, { ARGS: [copy] });
          },
        },
      ]);
      return printed ?? finish($, copy);
    }),

    copyObject: $.RULE('copyObject', (copy: Filling<Copy> = NOTHING) => {
      $.OPTION(() => {
        $.CONSUME(T.DATABASE);
        copy.kind = 'copy_database';
      });
      copy.name = $.SUBRULE(all.namedObject, { ARGS: [copy.kind === 'copy_database' ? 'a database name' : 'a table name'] });
      $.OR({
        DEF: [
          { ALT: () => void $.CONSUME(T.TO) },
          {
            ALT: () => {
              $.CONSUME(T.FROM);
              copy.direction = 'FROM';
            },
          },
        ],
        ERR_MSG: 'FROM',
      });
    }),

    standardOutput: $.RULE('standardOutput', () => {
      let depth = 0;
      $.CONSUME(T.STDOUT);
      $.OPTION(() => $.CONSUME(T.WITH));
      $.OPTION1(() => {
        $.CONSUME(T.LParen);
        $.MANY({
          GATE: () => depth > 0 || !$.is(1, T.RParen),
          DEF: () => {
            const token = $.CONSUME(T.Any);
            $.ACTION(() => {
              depth += token.type === T.LParen ? 1 : token.type === T.RParen ? -1 : 0;
            });
          },
        });
        $.ACTION(() => {
          if ($.is(1, T.RParen)) return;
          $.invalid('InvalidSyntax', `Unexpected token while parsing SQL statement, expected: ')', found: ${$.found($.LA(1))}`);
        });
        $.CONSUME(T.RParen);
      });
    }),

    copyArguments: $.RULE('copyArguments', (copy: Filling<Copy> = NOTHING) => {
      const location = $.wrap('a file name', () => $.SUBRULE(all.literalString));
      copy.location = location.value;
      copy.options = $.SUBRULE(all.withOptions);
      copy.connection = $.SUBRULE(all.connectionOptions);
      $.OPTION(() => {
        $.CONSUME(T.LIMIT);
        copy.limit = $.wrap('the number of maximum rows', () => $.SUBRULE(all.unsignedNumber));
        $.ACTION(() => {
          if (copy.kind !== 'copy_table') $.invalid('InvalidSyntax', 'Invalid SQL, error: limit is not supported', $.LA(0));
        });
      });
    }),
  };
}

/** Stands for the argument while the grammar is recorded. */
const NOTHING = {} as Filling<Copy>;
