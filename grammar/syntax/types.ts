import type { Ident, TypeName } from '../ast.ts';
import type { Engine, Rule } from '../engine.ts';
import { Refusal } from '../fault.ts';
import type { Grammar } from '../grammar.ts';
import type { Keyword } from '../keywords.ts';
import { T, type Token, type TokenType } from '../tokens.ts';
import { isLiteralString, list } from './names.ts';

export interface TypeRules {
  /** A data type, built in or custom. */
  readonly dataType: Rule<[], TypeName>;
  /** A data type that may end in the first half of a `>>`. */
  readonly nestedType: Rule<[], NestedType>;
  readonly builtinType: Rule<[], NestedType>;
  /** Any other name, with modifiers that nobody reads. */
  readonly customType: Rule<[], TypeName>;
  /** `"<" type ">"` of ARRAY. */
  readonly elementType: Rule<[], NestedType>;
  /** What stands in the parentheses of a built-in type. */
  readonly typeArguments: Rule<[shape: Shape], readonly string[]>;
  /** `(WITH|WITHOUT) TIME ZONE`. */
  readonly typeZone: Rule<[], NonNullable<TypeName['zone']>>;
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

/** What may follow the head of a built-in type. */
type Shape =
  | 'plain' | 'real' | 'integer' | 'sign' | 'float' | 'double' | 'numeric' | 'text' | 'character' | 'sized' | 'bit' | 'varbinary' | 'fixed'
  | 'datetime64' | 'time' | 'array' | 'enum' | 'set' | 'table' | 'any';

/** Mirrors the heads of sqlparser's `parse_data_type`; every other name is a custom type. */
const SHAPES: ReadonlyMap<string, Shape> = shapes({
  plain: [
    'BOOLEAN', 'BOOL', 'FLOAT4', 'FLOAT8', 'FLOAT32', 'FLOAT64', 'INT16', 'INT32', 'INT64', 'INT128', 'INT256', 'UINT8', 'UINT16', 'UINT32',
    'UINT64', 'UINT128', 'UINT256', 'HUGEINT', 'UHUGEINT', 'UBIGINT', 'USMALLINT', 'UTINYINT', 'TEXT', 'TINYTEXT', 'MEDIUMTEXT', 'LONGTEXT',
    'TINYBLOB', 'MEDIUMBLOB', 'LONGBLOB', 'BYTEA', 'UUID', 'DATE', 'DATE32', 'JSON', 'JSONB', 'REGCLASS', 'TRIGGER', 'INTERVAL',
  ],
  real: ['REAL'],
  integer: ['TINYINT', 'SMALLINT', 'MEDIUMINT', 'INT', 'INTEGER', 'BIGINT', 'INT2', 'INT4', 'INT8'],
  sign: ['SIGNED', 'UNSIGNED'],
  float: ['FLOAT', 'DECIMAL', 'DEC'],
  double: ['DOUBLE'],
  numeric: ['NUMERIC', 'BIGNUMERIC', 'BIGDECIMAL'],
  text: ['VARCHAR', 'NVARCHAR'],
  character: ['CHAR', 'CHARACTER'],
  sized: ['STRING', 'CLOB', 'BINARY', 'BLOB', 'BYTES', 'VARBIT', 'DATETIME', 'TIMESTAMPTZ', 'TIMESTAMP_NTZ', 'TIMETZ'],
  bit: ['BIT'],
  varbinary: ['VARBINARY'],
  fixed: ['FIXEDSTRING'],
  datetime64: ['DATETIME64'],
  time: ['TIMESTAMP', 'TIME'],
  array: ['ARRAY'],
  enum: ['ENUM', 'ENUM8', 'ENUM16'],
  set: ['SET'],
  table: ['TABLE'],
  any: ['ANY'],
});
function shapes(heads: Readonly<Record<Shape, readonly Keyword[]>>): Map<string, Shape> {
  return new Map(Object.entries(heads).flatMap(([shape, words]) => words.map(word => [word, shape as Shape] as const)));
}
const TAKES_ARGUMENTS: ReadonlySet<Shape> = new Set<Shape>([
  'integer', 'float', 'double', 'numeric', 'text', 'character', 'sized', 'bit', 'varbinary', 'fixed', 'datetime64', 'time', 'enum', 'set', 'table',
]);
const NEEDS_ARGUMENTS: ReadonlySet<Shape> = new Set<Shape>(['fixed', 'datetime64', 'enum', 'set']);
const TAKES_UNSIGNED: ReadonlySet<Shape> = new Set<Shape>(['real', 'integer', 'float', 'double']);
const EXACT: ReadonlySet<Shape> = new Set<Shape>(['float', 'double', 'numeric']);
const LENGTH: ReadonlySet<Shape> = new Set<Shape>(['text', 'character', 'varbinary']);

/** The shape of the built-in type whose head stands `n` tokens ahead. */
function shapeAt($: Engine, n: number): Shape | undefined {
  const shape = SHAPES.get($.LA(n).type.name);
  return shape === 'any' && !$.is(n + 1, T.TYPE) ? undefined : shape;
}

export function typeRules($: Engine, all: Grammar): TypeRules {
  return {
    dataType: $.RULE('dataType', (): TypeName => {
      const nested = $.SUBRULE(all.nestedType);
      $.ACTION(() => {
        if (nested.closesOuter) $.syntax(`unmatched > after parsing data type ${nested.type.head}`, { at: $.LA(1) });
      });
      return nested.type;
    }),

    nestedType: $.RULE('nestedType', (): NestedType => {
      $.ACTION(() => {
        if (!$.is(1, T.Word)) $.expected('a data type name', $.LA(1), { consumed: true });
      });
      return $.OR([
        { GATE: () => shapeAt($, 1) !== undefined, ALT: () => $.SUBRULE(all.builtinType) },
        { ALT: () => ({ type: $.SUBRULE(all.customType), closesOuter: false }) },
      ]);
    }),

    builtinType: $.RULE('builtinType', (): NestedType => {
      const start = $.start();
      const shape = shapeAt($, 1) ?? 'plain';
      let head = $.CONSUME(T.Word).image.toUpperCase();
      let parenthesised = false;
      let args: readonly string[] = [];
      const extend = (token: Token): void => {
        head += ` ${token.image.toUpperCase()}`;
      };
      $.OPTION({ GATE: () => shape === 'double', DEF: () => extend($.CONSUME(T.PRECISION)) });
      $.OPTION1({ GATE: () => shape === 'sign', DEF: () => extend($.CONSUME(T.INTEGER)) });
      $.OPTION2({ GATE: () => shape === 'any', DEF: () => extend($.CONSUME(T.TYPE)) });
      $.OPTION3({ GATE: () => shape === 'character' || shape === 'bit', DEF: () => extend($.CONSUME(T.VARYING)) });
      const large = $.OPTION4({
        GATE: () => shape === 'character' && $.is(2, T.OBJECT),
        DEF: () => {
          extend($.CONSUME(T.LARGE));
          extend($.CONSUME(T.OBJECT));
          return true;
        },
      });
      $.ACTION(() => {
        if (NEEDS_ARGUMENTS.has(shape) && !$.is(1, T.LParen)) $.expected('(');
      });
      $.OPTION5({
        GATE: () => TAKES_ARGUMENTS.has(shape) && !head.endsWith(' PRECISION'),
        DEF: () => {
          args = $.SUBRULE(all.typeArguments, { ARGS: [large === true ? 'sized' : shape] });
          parenthesised = true;
        },
      });
      const zone = $.OPTION6({ GATE: () => shape === 'time', DEF: () => $.SUBRULE(all.typeZone) });
      $.ACTION(() => {
        if (shape === 'array' && !$.is(1, T.Lt)) $.expected('<');
      });
      const element = $.OPTION7({ GATE: () => shape === 'array', DEF: () => $.SUBRULE(all.elementType) });
      const unsigned = $.OPTION8({ GATE: () => TAKES_UNSIGNED.has(shape), DEF: () => $.CONSUME(T.UNSIGNED) });
      $.OPTION9({ GATE: () => $.dialect.mysql && shape === 'integer' && unsigned === undefined, DEF: () => $.CONSUME(T.SIGNED) });
      const type: TypeName = {
        kind: 'type', head, args, parenthesised, unsigned: unsigned !== undefined,
        ...(zone === undefined ? {} : { zone }), ...(element === undefined ? {} : { element: element.type }), span: { start, end: $.end() },
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
                $.refuse(consumedRefusal($, `Expected: type modifiers, found: ${$.found(token)}`, token));
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

    elementType: $.RULE('elementType', (): NestedType => {
      $.CONSUME(T.Lt);
      const { type, closesOuter } = $.SUBRULE(all.nestedType);
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
      if (!$.is(1, T.Word) && next.type !== T.String) $.expected('identifier', next, { consumed: true });
      break;
    default:
      if (!$.is(1, T.Number) && !(LENGTH.has(shape) && $.is(1, T.MAX))) $.expected('literal int', next, { consumed: true });
  }
}

const MAX_U64 = (1n << 64n) - 1n;
const MAX_I64 = (1n << 63n) - 1n;

/** The number as Rust reads it back, or the refusal with the words of Rust's `ParseIntError`. */
function integerText($: Engine, token: Token, type: 'u64' | 'i64', min: bigint, max: bigint): string {
  const digits = token.image.endsWith('L') ? token.image.slice(0, -1) : token.image;
  const complain = (why: string): never => $.refuse(consumedRefusal($, `Could not parse '${digits}' as ${type}: ${why}`, token));
  if (!/^\d+$/.test(digits)) return complain('invalid digit found in string');
  const value = BigInt(digits);
  if (value > max || value < min) return complain('number too large to fit in target type');
  return digits;
}

/** A refusal of a token that the original parser had already taken. */
export function consumedRefusal(_$: Engine, text: string, token: Token): Refusal {
  return new Refusal({ text, span: token, position: token.start, consumed: true });
}

/** Whether a built-in type stands next with a value right behind it: `DATE '…'`, `DECIMAL(10, 2) 1.5`. Looks, takes nothing. */
export function isTypedLiteralAt($: Engine, isValueAt: ($: Engine, n: number) => boolean): boolean {
  if ($.is(1, T.INTERVAL)) return false;
  const end = endOfType($, 1);
  return end !== 0 && isValueAt($, end);
}

/** Where the built-in type that starts `n` tokens ahead is over (the place of the token behind it); 0 when none stands there. */
export function endOfType($: Engine, n: number): number {
  const shape = shapeAt($, n);
  if (shape === undefined) return 0;
  let at = n + 1;
  const skip = (...types: TokenType[]): void => {
    if (types.some(type => $.is(at, type))) at++;
  };
  switch (shape) {
    case 'double':
      if ($.is(at, T.PRECISION)) {
        at++;
        skip(T.UNSIGNED);
        return at;
      }
      break;
    case 'sign':
      skip(T.INTEGER);
      return at;
    case 'any':
      return at + 1;
    case 'character':
      if ($.is(at, T.LARGE) && $.is(at + 1, T.OBJECT)) at += 2;
      else skip(T.VARYING);
      break;
    case 'bit':
      skip(T.VARYING);
      break;
    case 'array':
      return endOfArray($, at);
    default:
  }
  if (TAKES_ARGUMENTS.has(shape)) {
    if ($.is(at, T.LParen)) {
      at = endOfArguments($, shape, at + 1);
      if (at === 0) return 0;
    } else if (NEEDS_ARGUMENTS.has(shape)) {
      return 0;
    }
  }
  if (shape === 'time' && ($.is(at, T.WITH) || $.is(at, T.WITHOUT))) {
    return $.is(at + 1, T.TIME) && $.is(at + 2, T.ZONE) ? at + 3 : 0;
  }
  if (TAKES_UNSIGNED.has(shape)) {
    if ($.is(at, T.UNSIGNED)) at++;
    else if ($.dialect.mysql && shape === 'integer') skip(T.SIGNED);
  }
  return at;
}

function endOfArray($: Engine, n: number): number {
  if (!$.is(n, T.Lt)) return 0;
  const end = endOfElement($, n + 1);
  return end !== 0 && $.is(end, T.Gt) ? end + 1 : 0;
}

/** The element of an array may be a plain custom name. Nested arrays end in `>>` or in `> >`; they are left to the rule. */
function endOfElement($: Engine, n: number): number {
  return endOfType($, n) || ($.is(n, T.Word) ? n + 1 : 0);
}

/** The place behind the closing parenthesis; 0 when the arguments are not this shape's. */
function endOfArguments($: Engine, shape: Shape, n: number): number {
  let at = n;
  if (shape === 'enum' || shape === 'set' || shape === 'table') {
    while (!$.isEnd(at) && !$.is(at, T.RParen)) at++;
    return $.isEnd(at) ? 0 : at + 1;
  }
  if (LENGTH.has(shape) && $.is(at, T.MAX)) at++;
  else if ($.is(at, T.Number)) at++;
  else return 0;
  if (shape !== 'varbinary' && LENGTH.has(shape) && ($.is(at, T.CHARACTERS) || $.is(at, T.OCTETS))) at++;
  if (EXACT.has(shape) && $.is(at, T.Comma)) {
    at++;
    if ($.is(at, T.Minus) || $.is(at, T.Plus)) at++;
    if (!$.is(at, T.Number)) return 0;
    at++;
  }
  if (shape === 'datetime64' && $.is(at, T.Comma)) at += 2;
  return $.is(at, T.RParen) ? at + 1 : 0;
}
