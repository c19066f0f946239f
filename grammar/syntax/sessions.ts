import type { Deallocate, Execute, Expr, Prepare, SetVariable, Use } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import type { Grammar } from '../grammar.ts';
import { print } from '../print.ts';
import { T } from '../tokens.ts';
import { begin, finish, spanFrom, type Filling } from './drafts.ts';
import { list } from './names.ts';
import { reworded } from './refusals.ts';

/** Statements that change a session, and MySQL's prepared statements. */
export interface SessionRules {
  readonly use: Rule<[], Use>;
  readonly set: Rule<[], SetVariable>;
  /** `TIME ZONE [= | TO] value`. */
  readonly setTimeZone: Rule<[set: Filling<SetVariable>], void>;
  /** `name (= | TO) value {, value}`. */
  readonly setVariable: Rule<[set: Filling<SetVariable>], void>;
  /** The values of one variable. */
  readonly setValues: Rule<[], readonly Expr[]>;
  readonly setValue: Rule<[], Expr>;
  /** MySQL's assignments between commas. */
  readonly setAssignments: Rule<[set: Filling<SetVariable>], void>;
  /** One of them; its result is how it prints. */
  readonly setAssignment: Rule<[set: Filling<SetVariable>], string>;
  /** Forms of SET that sqlparser reads and GreptimeDB refuses: the refusal quotes them as they print. */
  readonly refusedSet: Rule<[set: Filling<SetVariable>], void>;
  /** As printed, with a blank in front. */
  readonly transactionModes: Rule<[], string>;
  readonly transactionMode: Rule<[], string>;
  readonly prepare: Rule<[], Prepare>;
  readonly execute: Rule<[], Execute>;
  /** The MySQL layer reads the beginning of such a statement and looks at nothing behind it. */
  readonly ignoredRest: Rule<[], void>;
  readonly deallocate: Rule<[], Deallocate>;
}

/** Mirrors sqlparser's `parse_set`, `use_parser.rs`, and the text protocol of `src/servers/src/mysql/handler.rs`. */
export function sessionRules($: Engine, all: Grammar): SessionRules {
  return {
    use: $.RULE('use', (): Use => {
      const use = begin<Use>($, { kind: 'use', span: spanFrom($.start()) });
      $.CONSUME(T.USE);
      use.database = $.wrap('a database name', () => $.SUBRULE(all.ident));
      return finish($, use);
    }),

    set: $.RULE('set', (): SetVariable => {
      const set = begin<SetVariable>($, { kind: 'set', values: [], span: spanFrom($.start()) });
      let hivevar = false;
      $.CONSUME(T.SET);
      $.OPTION(() => {
        $.CONSUME(T.HIVEVAR);
        $.CONSUME(T.Colon);
        hivevar = true;
      });
      $.OPTION1({
        // MySQL's assignments have a scope of their own
        GATE: () => !hivevar && (!$.dialect.mysql || isTimeZone(2) || isRefused(2)),
        DEF: () => {
          const word = $.OR([{ ALT: () => $.CONSUME(T.SESSION) }, { ALT: () => $.CONSUME(T.LOCAL) }, { ALT: () => $.CONSUME(T.GLOBAL) }]);
          $.ACTION(() => {
            set.scope = word.type.name as 'SESSION';
          });
        },
      });
      $.ACTION(() => {
        if (!$.is(1, T.Word) && !$.is(1, T.String)) $.expected('identifier', $.LA(1), { consumed: true });
      });
      $.OR1([
        { GATE: () => isTimeZone(1), ALT: () => $.SUBRULE(all.setTimeZone, { ARGS: [set] }) },
        { GATE: () => isRefused(1), ALT: () => $.SUBRULE(all.refusedSet, { ARGS: [set] }) },
        {
          GATE: () => $.dialect.mysql,
          ALT: () =>
            $.TRY(
              2,
              () => $.SUBRULE(all.setAssignments, { ARGS: [set] }),
              () => $.SUBRULE(all.setVariable, { ARGS: [set] }),
            ),
        },
        { GATE: () => true, ALT: () => $.SUBRULE1(all.setVariable, { ARGS: [set] }) },
      ]);
      $.ACTION(() => {
        if (set.refused !== undefined) refuse(set.refused);
        if (hivevar) refuse(`HIVEVAR:${print(set.name!)} = ${set.values!.map(print).join(', ')}`);
      });
      return finish($, set);
    }),

    setTimeZone: $.RULE('setTimeZone', (set: Filling<SetVariable> = NOTHING) => {
      const start = $.start();
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.TIME);
            return $.CONSUME(T.ZONE);
          },
        },
        { ALT: () => $.CONSUME(T.TIMEZONE) },
      ]);
      const span = { start, end: $.end() };
      set.name = { kind: 'name', parts: [{ kind: 'ident', value: 'TIMEZONE', quote: '', span }], span };
      const values = $.OPTION(() => {
        $.OR2([{ ALT: () => $.CONSUME(T.Eq) }, { ALT: () => $.CONSUME(T.TO) }]);
        return $.SUBRULE(all.setValues);
      });
      set.values = $.RECORDING_PHASE || values === undefined ? [$.SUBRULE(all.expr)] : values;
    }),

    setVariable: $.RULE('setVariable', (set: Filling<SetVariable> = NOTHING) => {
      set.name = $.SUBRULE(all.objectName);
      $.OR({ DEF: [{ ALT: () => $.CONSUME(T.Eq) }, { ALT: () => $.CONSUME(T.TO) }], ERR_MSG: 'equals sign or TO' });
      set.values = $.SUBRULE(all.setValues);
    }),

    setValues: $.RULE('setValues', (): readonly Expr[] => {
      const values = [$.SUBRULE(all.setValue)];
      $.MANY(() => {
        $.CONSUME(T.Comma);
        values.push($.SUBRULE1(all.setValue));
      });
      return values;
    }),

    setValue: $.RULE('setValue', (): Expr => {
      const start = $.start();
      const subquery = $.OPTION({
        GATE: () => $.is(1, T.SELECT) || $.is(1, T.WITH),
        DEF: (): Expr => {
          const query = $.SUBRULE(all.query);
          return { kind: 'subquery', query, span: { start, end: $.end() } };
        },
      });
      // whatever is wrong with the value, the message speaks of a variable's value and the token the parser has come to
      const expr = (): Expr =>
        reworded(
          $,
          () => $.SUBRULE(all.expr),
          refusal => $.expected('variable value', $.LA(refusal.consumed ? 2 : 1)),
        );
      return $.RECORDING_PHASE || subquery === undefined ? expr() : subquery;
    }),

    setAssignments: $.RULE('setAssignments', (set: Filling<SetVariable> = NOTHING) => {
      const texts = list<string>($, 0, occurrence => $.subrule(occurrence, all.setAssignment, { ARGS: [set] }));
      $.ACTION(() => {
        if (texts.length > 1) set.refused = texts.join(', ');
      });
    }),

    setAssignment: $.RULE('setAssignment', (set: Filling<SetVariable> = NOTHING): string => {
      let scope = '';
      $.OPTION(() => {
        const word = $.OR([{ ALT: () => $.CONSUME(T.SESSION) }, { ALT: () => $.CONSUME(T.LOCAL) }, { ALT: () => $.CONSUME(T.GLOBAL) }]);
        $.ACTION(() => {
          set.scope = word.type.name as 'SESSION';
          scope = `${word.type.name} `;
        });
      });
      const name = $.SUBRULE(all.objectName);
      $.OR1({ DEF: [{ ALT: () => $.CONSUME(T.Eq) }, { ALT: () => $.CONSUME(T.TO) }], ERR_MSG: 'assignment operator' });
      const value = $.SUBRULE(all.expr);
      set.name = name;
      set.values = [value];
      return $.ACTION(() => `${scope}${print(name)} = ${print(value)}`);
    }),

    refusedSet: $.RULE('refusedSet', (set: Filling<SetVariable> = NOTHING) => {
      const scope = (): string => (set.scope === undefined ? '' : `${set.scope} `);
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.ROLE);
            const name = $.SUBRULE(all.ident);
            $.ACTION(() => {
              const isNone = name.quote === '' && name.value.toUpperCase() === 'NONE';
              set.refused = `${scope()}ROLE ${isNone ? 'NONE' : print(name)}`;
            });
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.CHARACTERISTICS);
            $.CONSUME(T.AS);
            $.CONSUME(T.TRANSACTION);
            const modes = $.SUBRULE(all.transactionModes);
            $.ACTION(() => {
              set.refused = `SESSION CHARACTERISTICS AS TRANSACTION${modes}`;
            });
          },
        },
        {
          ALT: () => {
            $.CONSUME1(T.TRANSACTION);
            $.OR1([
              {
                ALT: () => {
                  $.CONSUME(T.SNAPSHOT);
                  const snapshot = $.SUBRULE(all.value);
                  $.ACTION(() => {
                    set.refused = `TRANSACTION SNAPSHOT ${print(snapshot)}`;
                  });
                },
              },
              {
                ALT: () => {
                  const modes = $.SUBRULE1(all.transactionModes);
                  $.ACTION(() => {
                    set.refused = `TRANSACTION${modes}`;
                  });
                },
              },
            ]);
          },
        },
        {
          ALT: () => {
            $.CONSUME(T.AUTHORIZATION);
            $.ACTION(() => {
              if (set.scope === undefined) $.expected('SESSION, LOCAL, or other scope modifier before AUTHORIZATION', $.LA(0));
            });
            const name = $.SUBRULE1(all.ident);
            $.ACTION(() => {
              const isDefault = name.quote === '' && name.value.toUpperCase() === 'DEFAULT';
              set.refused = `${scope()}AUTHORIZATION ${isDefault ? 'DEFAULT' : print(name)}`;
            });
          },
        },
      ]);
    }),

    transactionModes: $.RULE('transactionModes', (): string => {
      const modes: string[] = [];
      $.MANY(() => {
        modes.push($.SUBRULE(all.transactionMode));
        $.OPTION(() => {
          $.CONSUME(T.Comma);
          $.ACTION(() => {
            if (!$.is(1, T.ISOLATION) && !$.is(1, T.READ)) $.expected('transaction mode');
          });
        });
      });
      return modes.length === 0 ? '' : ` ${modes.join(', ')}`;
    }),

    transactionMode: $.RULE('transactionMode', (): string =>
      $.OR([
        {
          ALT: () => {
            $.CONSUME(T.ISOLATION);
            $.CONSUME(T.LEVEL);
            const level = $.OR1({
              DEF: [
                {
                  ALT: () => {
                    $.CONSUME(T.READ);
                    return $.OR2({
                      DEF: [
                        { ALT: () => ($.CONSUME(T.UNCOMMITTED), 'READ UNCOMMITTED') },
                        { ALT: () => ($.CONSUME(T.COMMITTED), 'READ COMMITTED') },
                      ],
                      ERR_MSG: 'isolation level',
                    });
                  },
                },
                {
                  ALT: () => {
                    $.CONSUME(T.REPEATABLE);
                    $.CONSUME1(T.READ);
                    return 'REPEATABLE READ';
                  },
                },
                { ALT: () => ($.CONSUME(T.SERIALIZABLE), 'SERIALIZABLE') },
                { ALT: () => ($.CONSUME(T.SNAPSHOT), 'SNAPSHOT') },
              ],
              ERR_MSG: 'isolation level',
            });
            return `ISOLATION LEVEL ${level}`;
          },
        },
        {
          ALT: () => {
            $.CONSUME2(T.READ);
            return $.OR3([{ ALT: () => ($.CONSUME(T.ONLY), 'READ ONLY') }, { ALT: () => ($.CONSUME(T.WRITE), 'READ WRITE') }]);
          },
        },
      ]),
    ),

    prepare: $.RULE('prepare', (): Prepare => {
      const start = $.start();
      $.CONSUME(T.PREPARE);
      const name = $.SUBRULE(all.ident);
      $.CONSUME(T.FROM);
      const sql = $.CONSUME(T.String, { ERR_MSG: 'string literal' });
      const span = { start, end: $.end() };
      $.SUBRULE(all.ignoredRest);
      return { kind: 'prepare', name, sql: sql.value, span };
    }),

    execute: $.RULE('execute', (): Execute => {
      const start = $.start();
      let using: readonly Expr[] = [];
      $.CONSUME(T.EXECUTE);
      const name = $.SUBRULE(all.ident);
      $.OPTION(() => {
        $.CONSUME(T.USING);
        using = list<Expr>($, 1, occurrence => $.subrule(occurrence, all.expr));
      });
      const span = { start, end: $.end() };
      $.SUBRULE(all.ignoredRest);
      return { kind: 'execute', name, using, span };
    }),

    ignoredRest: $.RULE('ignoredRest', () => {
      $.MANY({ GATE: () => !$.is(1, T.SemiColon), DEF: () => $.CONSUME(T.Any) });
    }),

    deallocate: $.RULE('deallocate', (): Deallocate => {
      const start = $.start();
      $.CONSUME(T.DEALLOCATE);
      const name = $.SUBRULE(all.ident);
      const span = { start, end: $.end() };
      $.SUBRULE(all.ignoredRest);
      return { kind: 'deallocate', name, span };
    }),
  };

  function isTimeZone(n: number): boolean {
    return $.is(n, T.TIMEZONE) || ($.is(n, T.TIME) && $.is(n + 1, T.ZONE));
  }

  /** Forms that sqlparser knows and GreptimeDB does not. */
  function isRefused(n: number): boolean {
    if ($.is(n, T.ROLE)) return $.is(n + 1, T.Word) || $.is(n + 1, T.String);
    return $.is(n, T.CHARACTERISTICS) || $.is(n, T.TRANSACTION) || $.is(n, T.AUTHORIZATION);
  }

  function refuse(text: string): never {
    return $.invalid('Unsupported', `SQL statement is not supported, keyword: SET ${text}`);
  }
}

/** Stands for the argument while the grammar is recorded. */
const NOTHING = {} as Filling<SetVariable>;
