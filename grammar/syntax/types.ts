import type { Ident, TypeName } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import { Refusal } from '../fault.ts';
import type { Grammar } from '../grammar.ts';
import { T, TOKEN_TYPES, type Token } from '../tokens.ts';
import { NONE } from './drafts.ts';
import { isLiteralString, list } from './names.ts';
import { EXACT, LENGTH, needsArguments, shapeAt, TAKES_ARGUMENTS, TAKES_UNSIGNED, TYPE_DEPTH, type Shape } from './shapes.ts';

export interface TypeRules {
  /** A data type, built in or custom. */
  readonly dataType: Rule<[], TypeName>;
  /** A data type that may end in the first half of a `>>`. */
  readonly nestedType: Rule<[depth: number], NestedType>;
  readonly builtinType: Rule<[depth: number], NestedType>;
  /** Any other name, with modifiers that nobody reads. */
  readonly customType: Rule<[], TypeName>;
  /** `"<" type ">"` of ARRAY. */
  readonly elementType: Rule<[depth: number], NestedType>;
  /** What stands in the parentheses of a built-in type. */
  readonly typeArguments: Rule<[shape: Shape], readonly string[]>;
  /** `(WITH|WITHOUT) TIME ZONE`. */
  readonly typeZone: Rule<[], NonNullable<TypeName['zone']>>;
  /** `DAY TO SECOND` and the like, PostgreSQL. */
  readonly intervalFields: Rule<[], string>;
  /** `'name' [ "=" number ]` of ENUM. */
  readonly enumValue: Rule<[], string>;
  /** `name type` of TABLE. */
  readonly tableColumn: Rule<[], string>;
  /** A number that fits 64 bits without a sign. */
  readonly unsignedNumber: Rule<[], string>;
  readonly signedNumber: Rule<[], string>;
}

/** A type, and whether its last token was a `>>` whose second half closes the type around it. */
export interface NestedType {
  readonly type: TypeName;
  readonly closesOuter: boolean;
}

export function typeRules($: Engine, all: Grammar): TypeRules {
  return {
    dataType: $.RULE('dataType', (): TypeName => {
      const nested = $.SUBRULE(all.nestedType, { ARGS: [1] });
      $.ACTION(() => {
        if (nested.closesOuter) $.syntax(`unmatched > after parsing data type ${nested.type.head}`, { at: $.LA(1) });
      });
      return nested.type;
    }),

    nestedType: $.RULE('nestedType', (depth: number = 1): NestedType => {
      $.ACTION(() => {
        if (depth > TYPE_DEPTH) $.syntax('recursion limit exceeded');
        if (!$.is(1, T.Word)) $.expected('a data type name', $.LA(1), { consumed: true });
      });
      const start = $.start();
      let nested = $.OR<NestedType>([
        { GATE: () => shapeAt($, 1) !== undefined, ALT: () => $.SUBRULE(all.builtinType, { ARGS: [depth] }) },
        { ALT: () => ({ type: $.SUBRULE(all.customType), closesOuter: false }) },
      ]);
      $.MANY({
        GATE: () => $.dialect.postgres,
        DEF: () => {
          $.CONSUME(T.LBracket);
          const size = $.OPTION(() => $.SUBRULE(all.unsignedNumber));
          $.CONSUME(T.RBracket);
          const element = nested.type;
          nested = {
            type: {
              kind: 'type',
              head: 'ARRAY',
              args: [],
              parenthesised: false,
              unsigned: false,
              element,
              brackets: size ?? '',
              span: { start, end: $.end() },
            },
            closesOuter: nested.closesOuter,
          };
        },
      });
      return nested;
    }),

    builtinType: $.RULE('builtinType', (depth: number = 1): NestedType => {
      const start = $.start();
      const shape = shapeAt($, 1) ?? 'plain';
      let head = wordAt($, 1);
      $.CONSUME(T.Word);
      let parenthesised = false;
      let args: readonly string[] = NONE;
      $.option(10, {
        GATE: () => shape === 'double',
        DEF: () => {
          $.CONSUME(T.PRECISION);
          head += ' PRECISION';
        },
      });
      $.OPTION1({
        GATE: () => shape === 'sign',
        DEF: () => {
          $.CONSUME(T.INTEGER);
          head += ' INTEGER';
        },
      });
      $.OPTION2({
        GATE: () => shape === 'any',
        DEF: () => {
          $.CONSUME(T.TYPE);
          head += ' TYPE';
        },
      });
      $.OPTION3({
        GATE: () => shape === 'character' || shape === 'bit',
        DEF: () => {
          $.CONSUME(T.VARYING);
          head += ' VARYING';
        },
      });
      const large = $.OPTION4({
        GATE: () => shape === 'character' && $.is(2, T.OBJECT),
        DEF: () => {
          $.CONSUME(T.LARGE);
          $.CONSUME(T.OBJECT);
          head += ' LARGE OBJECT';
          return true;
        },
      });
      $.OPTION({
        GATE: () => shape === 'interval' && $.dialect.postgres && INTERVAL_STARTS.has($.LA(1).type.name),
        DEF: () => {
          head += ` ${$.SUBRULE(all.intervalFields)}`;
        },
      });
      $.ACTION(() => {
        if (!$.is(1, T.LParen) && needsArguments(shape)) $.expected('(');
      });
      $.OPTION5({
        GATE: () => takesArguments($, shape) && !head.endsWith(' PRECISION'),
        DEF: () => {
          args = $.SUBRULE(all.typeArguments, { ARGS: [large === true ? 'sized' : shape] });
          parenthesised = true;
        },
      });
      const zone = $.OPTION6({ GATE: () => shape === 'time', DEF: () => $.SUBRULE(all.typeZone) });
      $.ACTION(() => {
        if (shape === 'array' && !$.is(1, T.Lt)) $.expected('<');
      });
      const element = $.OPTION7({ GATE: () => shape === 'array', DEF: () => $.SUBRULE(all.elementType, { ARGS: [depth + 1] }) });
      const unsigned = $.OPTION8({ GATE: () => TAKES_UNSIGNED.has(shape), DEF: () => $.CONSUME(T.UNSIGNED) }) !== undefined;
      $.OPTION9({ GATE: () => $.dialect.mysql && shape === 'integer' && !unsigned, DEF: () => $.CONSUME(T.SIGNED) });
      const type: TypeName = {
        kind: 'type',
        head,
        args,
        parenthesised,
        unsigned,
        ...(zone === undefined ? {} : { zone }),
        ...(element === undefined ? {} : { element: element.type }),
        span: { start, end: $.end() },
      };
      return { type, closesOuter: element?.closesOuter ?? false };
    }),

    customType: $.RULE('customType', (): TypeName => {
      const start = $.start();
      const name = $.SUBRULE(all.objectName);
      const args: string[] = [];
      let parenthesised = false;
      $.OPTION(() => {
        $.CONSUME(T.LParen);
        $.MANY({
          GATE: () => !$.is(1, T.RParen),
          DEF: () => {
            const token = $.CONSUME(T.Any);
            $.ACTION(() => {
              if (token.type === T.Comma) return;
              if (!$.is(0, T.Word) && token.type !== T.Number && token.type !== T.String) {
                $.refuse(consumedRefusal(`Expected: type modifiers, found: ${$.found(token)}`, token));
              }
              args.push(token.type === T.String ? token.value : token.image);
            });
          },
        });
        $.ACTION(() => {
          if ($.isEnd(1)) $.expected('type modifiers', $.LA(1), { consumed: true });
        });
        $.CONSUME(T.RParen);
        parenthesised = true;
      });
      return { kind: 'type', head: 'CUSTOM', name, args, parenthesised, unsigned: false, span: { start, end: $.end() } };
    }),

    elementType: $.RULE('elementType', (depth: number = 1): NestedType => {
      $.CONSUME(T.Lt);
      const { type, closesOuter } = $.SUBRULE(all.nestedType, { ARGS: [depth] });
      if (closesOuter) return { type, closesOuter: false };
      const close = $.OR([{ ALT: () => $.CONSUME(T.Gt) }, { ALT: () => $.CONSUME(T.ShiftRight) }]);
      return { type, closesOuter: close.type === T.ShiftRight };
    }),

    typeArguments: $.RULE('typeArguments', (shape: Shape = 'sized'): readonly string[] => {
      $.CONSUME(T.LParen);
      $.ACTION(() => requireArgument($, shape));
      const args = $.OR([
        {
          GATE: () => shape === 'enum',
          ALT: () => list($, 0, occurrence => $.subrule(occurrence, all.enumValue)),
        },
        {
          GATE: () => shape === 'set',
          ALT: () => {
            const values = [`'${$.CONSUME(T.String).value}'`];
            $.MANY1(() => {
              $.CONSUME3(T.Comma);
              values.push(`'${$.CONSUME1(T.String).value}'`);
            });
            return values;
          },
        },
        {
          GATE: () => shape === 'table',
          ALT: () => list($, 2, occurrence => $.subrule(occurrence, all.tableColumn)),
        },
        {
          GATE: () => LENGTH.has(shape),
          ALT: () => [$.CONSUME(T.MAX).image.toUpperCase()],
        },
        {
          ALT: () => {
            const numbers = [$.SUBRULE(all.unsignedNumber)];
            $.OPTION5({
              GATE: () => EXACT.has(shape),
              DEF: () => {
                $.consume(20, T.Comma);
                numbers.push($.SUBRULE(all.signedNumber));
              },
            });
            $.OPTION6({
              GATE: () => shape === 'datetime64',
              DEF: () => {
                $.consume(21, T.Comma);
                numbers.push(`'${$.SUBRULE(all.literalString).value}'`);
              },
            });
            $.OPTION7({
              GATE: () => shape === 'text' || shape === 'character',
              DEF: () => {
                numbers[0] += $.OR1([
                  { ALT: () => ($.CONSUME(T.CHARACTERS), ' CHARACTERS') },
                  { ALT: () => ($.CONSUME(T.OCTETS), ' OCTETS') },
                ]);
              },
            });
            return numbers;
          },
        },
      ]);
      $.CONSUME(T.RParen);
      return args;
    }),

    typeZone: $.RULE('typeZone', (): NonNullable<TypeName['zone']> => {
      const word = $.OR([{ ALT: () => $.CONSUME(T.WITH) }, { ALT: () => $.CONSUME(T.WITHOUT) }]);
      $.CONSUME(T.TIME);
      $.CONSUME(T.ZONE);
      return word.type === T.WITH ? 'WITH TIME ZONE' : 'WITHOUT TIME ZONE';
    }),

    intervalFields: $.RULE('intervalFields', (): string => {
      const first = $.CONSUME(T.Word).image?.toUpperCase() ?? '';
      let last = '';
      const ends = INTERVAL_ENDS[first] ?? [];
      $.OPTION({
        GATE: () => ends.length > 0,
        DEF: () => {
          $.CONSUME(T.TO);
          $.ACTION(() => {
            if (!ends.includes($.LA(1).type.name)) $.expected(ends.length === 1 ? ends[0]! : `one of ${ends.join(' or ')}`);
          });
          last = ` TO ${$.CONSUME1(T.Word).image.toUpperCase()}`;
        },
      });
      return first + last;
    }),

    enumValue: $.RULE('enumValue', (): string => {
      let text = `'${$.SUBRULE(all.literalString).value}'`;
      $.OPTION(() => {
        $.CONSUME(T.Eq);
        text += ` = ${$.SUBRULE(all.signedNumber)}`;
      });
      return text;
    }),

    tableColumn: $.RULE('tableColumn', (): string => {
      const name: Ident = $.SUBRULE(all.ident);
      const type = $.SUBRULE(all.dataType);
      return `${name.quote}${name.value}${name.quote} ${type.head}`;
    }),

    unsignedNumber: $.RULE('unsignedNumber', (): string => {
      $.ACTION(() => {
        if (!$.is(1, T.Number)) $.expected('literal int', $.LA(1), { consumed: true });
      });
      const token = $.CONSUME(T.Number);
      return $.ACTION(() => integerText($, token, 'u64', 0n, MAX_U64));
    }),

    signedNumber: $.RULE('signedNumber', (): string => {
      const sign = $.OPTION(() => $.OR([{ ALT: () => $.CONSUME(T.Minus) }, { ALT: () => $.CONSUME(T.Plus) }]));
      $.ACTION(() => {
        if (!$.is(1, T.Number)) $.expected('number', $.LA(1), { consumed: true });
      });
      const token = $.CONSUME(T.Number);
      return $.ACTION(() => (sign?.type === T.Minus ? '-' : '') + integerText($, token, 'i64', -MAX_I64 - 1n, MAX_I64));
    }),
  };
}

/** With which fields an interval type may end that begins with the field. */
const INTERVAL_ENDS: Readonly<Record<string, readonly string[]>> = {
  YEAR: ['MONTH'],
  DAY: ['HOUR', 'MINUTE', 'SECOND'],
  HOUR: ['MINUTE', 'SECOND'],
  MINUTE: ['SECOND'],
};
const INTERVAL_STARTS: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND']);

/** The keyword `n` tokens ahead, in upper case. */
function wordAt($: Engine, n: number): string {
  return TOKEN_TYPES[$.kind(n)]?.name ?? '';
}

function takesArguments($: Engine, shape: Shape): boolean {
  return TAKES_ARGUMENTS.has(shape) || (shape === 'interval' && $.dialect.postgres);
}

/** Refuses what cannot be the first argument of a type. */
function requireArgument($: Engine, shape: Shape): void {
  const next = $.LA(1);
  switch (shape) {
    case 'enum':
      if (!isLiteralString($, 1)) $.expected('literal string', next, { consumed: true });
      break;
    case 'set':
      if (next.type !== T.String) $.expected('a string', next, { consumed: true });
      break;
    case 'table':
      if (!$.is(1, T.Word) && !$.is(1, T.String)) $.expected('identifier', next, { consumed: true });
      break;
    default:
      if (!$.is(1, T.Number) && !(LENGTH.has(shape) && $.is(1, T.MAX))) $.expected('literal int', next, { consumed: true });
  }
}

const MAX_U64 = (1n << 64n) - 1n;
const MAX_I64 = (1n << 63n) - 1n;
/** A number of fewer digits fits in any case. */
const SURELY_FITS = 19;

/** The number as Rust reads it back, or the refusal with the words of Rust's `ParseIntError`. */
function integerText($: Engine, token: Token, type: 'u64' | 'i64', min: bigint, max: bigint): string {
  const digits = token.image.endsWith('L') ? token.image.slice(0, -1) : token.image;
  const complain = (why: string): never => $.refuse(consumedRefusal(`Could not parse '${digits}' as ${type}: ${why}`, token));
  if (!/^\d+$/.test(digits)) return complain('invalid digit found in string');
  if (digits.length < SURELY_FITS) return digits;
  const value = BigInt(digits);
  if (value > max || value < min) return complain('number too large to fit in target type');
  return digits;
}

/** A refusal of a token that the original parser had already taken. */
function consumedRefusal(text: string, token: Token): Refusal {
  return new Refusal({ text, span: token, position: token.start, consumed: true });
}
