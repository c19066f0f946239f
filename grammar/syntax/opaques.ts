import type { OpaqueBody } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { T } from '../tokens.ts';
import { list } from './names.ts';

/** Parts of a query that sqlparser reads wherever a query stands, and that every planner of GreptimeDB refuses. */
export interface OpaqueRules {
  readonly update: Rule<[], OpaqueBody>;
  readonly merge: Rule<[], OpaqueBody>;
  readonly mergeClause: Rule<[], void>;
  readonly mergeInsert: Rule<[], void>;
  /** `XML …`, `JSON …`, `BROWSE` behind FOR, as written. */
  readonly forClause: Rule<[], string>;
  readonly forXml: Rule<[], void>;
  readonly forJson: Rule<[], void>;
  /** `('name')`. */
  readonly elementName: Rule<[], void>;
}

export function opaqueRules($: Engine, all: Grammar): OpaqueRules {
  return {
    update: $.RULE('update', (): OpaqueBody => {
      const start = $.start();
      $.CONSUME(T.UPDATE);
      $.SUBRULE(all.tableWithJoins);
      const from = $.OPTION(() => $.SUBRULE(all.fromClause));
      $.CONSUME(T.SET);
      list($, 10, occurrence => $.subrule(occurrence, all.assignment));
      $.OPTION1({ GATE: () => from === undefined, DEF: () => $.SUBRULE1(all.fromClause) });
      $.OPTION2(() => {
        $.CONSUME(T.WHERE);
        $.SUBRULE(all.expr);
      });
      $.OPTION3(() => {
        $.CONSUME(T.RETURNING);
        $.SUBRULE(all.selectItems);
      });
      $.OPTION4(() => {
        $.CONSUME(T.LIMIT);
        $.SUBRULE1(all.expr);
      });
      return { kind: 'opaque', verb: 'UPDATE', text: $.source.slice(start, $.end()), span: { start, end: $.end() } };
    }),

    merge: $.RULE('merge', (): OpaqueBody => {
      const start = $.start();
      $.CONSUME(T.MERGE);
      $.OPTION(() => $.CONSUME(T.INTO));
      $.SUBRULE(all.tableFactor);
      $.CONSUME(T.USING);
      $.SUBRULE1(all.tableFactor);
      $.CONSUME(T.ON);
      $.SUBRULE(all.expr);
      $.MANY(() => $.SUBRULE(all.mergeClause));
      $.OPTION1(() => {
        const word = $.OR([{ ALT: () => $.CONSUME(T.OUTPUT) }, { ALT: () => $.CONSUME(T.RETURNING) }]);
        $.SUBRULE(all.selectItems);
        $.OPTION2({ GATE: () => word.type === T.OUTPUT, DEF: () => $.SUBRULE(all.into) });
      });
      return { kind: 'opaque', verb: 'MERGE', text: $.source.slice(start, $.end()), span: { start, end: $.end() } };
    }),

    mergeClause: $.RULE('mergeClause', () => {
      $.CONSUME(T.WHEN);
      const isNegated = $.OPTION(() => $.CONSUME(T.NOT)) !== undefined;
      $.CONSUME(T.MATCHED);
      let kind = isNegated ? 'NOT MATCHED' : 'MATCHED';
      $.OPTION1({
        GATE: () => isNegated && ($.is(2, T.SOURCE) || $.is(2, T.TARGET)),
        DEF: () => {
          $.CONSUME(T.BY);
          const side = $.OR([{ ALT: () => $.CONSUME(T.SOURCE) }, { ALT: () => $.CONSUME(T.TARGET) }]);
          kind = $.ACTION(() => `${kind} BY ${side.type.name}`);
        },
      });
      $.OPTION2(() => {
        $.CONSUME(T.AND);
        $.SUBRULE(all.expr);
      });
      $.CONSUME(T.THEN);
      $.ACTION(() => {
        const verb = $.LA(1).type;
        const insertsHere = kind === 'NOT MATCHED' || kind === 'NOT MATCHED BY TARGET';
        const isVerb = verb === T.UPDATE || verb === T.DELETE || verb === T.INSERT;
        if (!isVerb) $.syntax('expected UPDATE, DELETE or INSERT in merge clause', { at: $.LA(1) });
        if ((verb === T.INSERT) !== insertsHere) $.syntax(`${verb.name} is not allowed in a ${kind} merge clause`, { at: $.LA(1) });
      });
      $.OR1<unknown>([
        {
          ALT: () => {
            $.CONSUME(T.UPDATE);
            $.CONSUME(T.SET);
            list($, 10, occurrence => $.subrule(occurrence, all.assignment));
          },
        },
        { ALT: () => $.CONSUME(T.DELETE) },
        { ALT: () => $.SUBRULE(all.mergeInsert) },
      ]);
    }),

    mergeInsert: $.RULE('mergeInsert', () => {
      $.CONSUME(T.INSERT);
      $.OPTION(() => {
        $.CONSUME(T.LParen);
        list($, 10, occurrence => $.subrule(occurrence, all.objectName));
        $.CONSUME(T.RParen);
      });
      $.ACTION(() => {
        if (!$.is(1, T.VALUES)) $.expected('VALUES');
      });
      $.SUBRULE(all.values);
    }),

    forClause: $.RULE('forClause', (): string => {
      const start = $.start();
      $.OR<unknown>([{ ALT: () => $.SUBRULE(all.forXml) }, { ALT: () => $.SUBRULE(all.forJson) }, { ALT: () => $.CONSUME(T.BROWSE) }]);
      return $.source.slice(start, $.end());
    }),

    forXml: $.RULE('forXml', () => {
      $.CONSUME(T.XML);
      $.ACTION(() => {
        if (![T.RAW, T.AUTO, T.EXPLICIT, T.PATH].includes($.LA(1).type)) $.syntax('Expected FOR XML [RAW | AUTO | EXPLICIT | PATH ]');
      });
      $.OR<unknown>([
        { ALT: () => $.CONSUME(T.AUTO) },
        { ALT: () => $.CONSUME(T.EXPLICIT) },
        {
          ALT: () => {
            $.OR1([{ ALT: () => $.CONSUME(T.RAW) }, { ALT: () => $.CONSUME(T.PATH) }]);
            $.OPTION(() => $.SUBRULE(all.elementName));
          },
        },
      ]);
      $.MANY(() => {
        $.CONSUME(T.Comma);
        $.OPTION1(() =>
          $.OR2<unknown>([
            { ALT: () => $.CONSUME(T.ELEMENTS) },
            { ALT: () => $.CONSUME(T.TYPE) },
            {
              ALT: () => {
                $.CONSUME(T.BINARY);
                $.CONSUME(T.BASE64);
              },
            },
            {
              ALT: () => {
                $.CONSUME(T.ROOT);
                $.SUBRULE1(all.elementName);
              },
            },
          ]),
        );
      });
    }),

    forJson: $.RULE('forJson', () => {
      $.CONSUME(T.JSON);
      $.ACTION(() => {
        if (!$.is(1, T.AUTO) && !$.is(1, T.PATH)) $.syntax('Expected FOR JSON [AUTO | PATH ]');
      });
      $.OR([{ ALT: () => $.CONSUME(T.AUTO) }, { ALT: () => $.CONSUME(T.PATH) }]);
      $.MANY(() => {
        $.CONSUME(T.Comma);
        $.OPTION(() =>
          $.OR1<unknown>([
            { ALT: () => $.CONSUME(T.INCLUDE_NULL_VALUES) },
            { ALT: () => $.CONSUME(T.WITHOUT_ARRAY_WRAPPER) },
            {
              ALT: () => {
                $.CONSUME(T.ROOT);
                $.SUBRULE(all.elementName);
              },
            },
          ]),
        );
      });
    }),

    elementName: $.RULE('elementName', () => {
      $.CONSUME(T.LParen);
      $.SUBRULE(all.literalString);
      $.CONSUME(T.RParen);
    }),
  };
}
