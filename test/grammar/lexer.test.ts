import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIALECTS, type Protocol } from '../../grammar/dialect.ts';
import { toFault } from '../../grammar/fault.ts';
import { lex, tokenAt } from '../../grammar/lexer.ts';
import { T, type Token } from '../../grammar/tokens.ts';
import { describeWithShared, SHARED } from '../shared.ts';

/** The tokens as `kind:content`, or what the lexer refuses. */
function tokens(text: string, protocol: Protocol = 'http'): string {
  const lexed = lex(text, DIALECTS[protocol]);
  if (lexed.fault !== undefined) return toFault(lexed.fault, text).message.replace('Invalid SQL syntax: sql parser error: ', '§');
  return Array.from({ length: lexed.count }, (_, i) => brief(tokenAt(lexed, i))).join(' ');
}

function brief(token: Token): string {
  if (isWord(token)) return token.quote === '' ? token.image : `${token.quote}${token.value}${token.quote}`;
  switch (token.type) {
    case T.String:
      return `'${token.value}'`;
    case T.DoubleQuotedString:
      return `"${token.value}"`;
    case T.NationalString:
      return `N:${token.value}`;
    case T.HexString:
      return `X:${token.value}`;
    case T.BitString:
      return `B:${token.value}`;
    case T.EscapedString:
      return `E:${token.value}`;
    case T.UnicodeString:
      return `U:${token.value}`;
    case T.DollarString:
      return `$:${token.value}`;
    case T.CustomOperator:
      return `custom:${token.image}`;
    case T.Char:
      return `char:${token.image}`;
    default:
      return token.image;
  }
}

function isWord(token: Token): boolean {
  return token.type === T.Word || token.type.CATEGORIES.includes(T.Word);
}

describe('GreptimeDB', () => {
  test.each([
    ['select a.b', 'select a . b'],
    ['a#b@c$d #x @y @@z', 'a#b@c$d #x @y @@z'],
    ['\'it\'\'s\' "a""b" `c``d`', '\'it\'s\' "a"b" `c`d`'],
    ["N'x' x'1f' 0x1F $$a$$ $t$b$t$ $1 ?2", 'N:x X:1f X:1F $:a $:b $1 ?2'],
    ['1. .5 1e5 1e 2L 5m', '1. .5 1e5 1 e 2L 5 m'],
    ['a.5 b._c', 'a .5 b . _c'],
    ['a<=>b->>c!~~*d', 'a <=> b ->> c !~~* d'],
    ['5--3\n-2 /* x */ /*! y */', '5 - 2'],
    ["E'a' B'1' U&'x'", "E 'a' B '1' U & 'x'"],
    ['größe 数 😀 ٣', 'größe 数 char:😀 char:٣'],
    ['a ._b', "§Unexpected character '_' at Line: 1, Column: 3"],
    ["\n 'open", '§Unterminated string literal at Line: 2, Column: 2'],
    ['"open', `§Expected close delimiter '"' before EOF. at Line: 1, Column: 1`],
    ['/* open', '§Unexpected EOF while in a multi-line comment at Line: 1, Column: 8'],
    ['$t$ open', '§Unterminated dollar-quoted, expected $ at Line: 1, Column: 9'],
  ])('%s', (text, expected) => expect(tokens(text)).toBe(expected));
});

describe('MySQL', () => {
  test.each([
    [String.raw`'a\'b' "c\n" 'd\%'`, String.raw`'a'b' "c` + '\n' + String.raw`" 'd\%'`],
    ['1 # x\n2 -- y\n3--4 --\t5', '1 2 3 - - 4'],
    ['/*!50110 a */ b /*! c */', 'a b c'],
    ['1t t.1t 1e2 3EVAL $x @y', '1t t . 1t 1e2 3 EVAL $x @y'],
    ["b'01' N'n'", 'B:01 N:n'],
    ['😀 `a"b`', '😀 `a"b`'],
  ])('%s', (text, expected) => expect(tokens(text, 'mysql')).toBe(expected));
});

describe('PostgreSQL', () => {
  test.each([
    [String.raw`E'a\n\x41\101\u0042\'' U&'d\0061t\+000061\\'`, "E:a\nAAB' " + String.raw`U:data\ `.trimEnd()],
    ['/* a /* b */ c */ d', 'd'],
    ['1_000.5_0 0xf_f', '1_000.5_0 X:f_f'],
    ['a <#> b -+ c <-> d ?| e @> f #>> g %  h', 'a custom:<#> b custom:-+ c <-> d ?| e @> f #>> g % h'],
    ['`', 'char:`'],
    [String.raw`E'\0'`, '§Unterminated encoded string literal at Line: 1, Column: 1'],
    [String.raw`U&'\00g1'`, '§Invalid hex digit in escaped unicode string: g at Line: 1, Column: 7'],
    ['a <- b', "§Expected a valid binary operator after '<-' at Line: 1, Column: 5"],
  ])('%s', (text, expected) => expect(tokens(text, 'postgres')).toBe(expected));
});

test('the lexer goes on behind what it refuses', () => {
  const lexed = lex("f()._b 'open", DIALECTS.http);
  expect(lexed.fault).toBeDefined();
  expect(lexed.count).toBe(6);
});

test('comments are kept beside the tokens', () => {
  const text = 'a -- one\n/* two */ b';
  expect(lex(text, DIALECTS.http).comments.map(({ start, end }) => text.slice(start, end))).toEqual(['-- one', '/* two */']);
});

describeWithShared('recorded tokens', () => {
  const recorded = JSON.parse(readFileSync(join(SHARED, 'corpus', 'dialect-conformance.json'), 'utf8')) as {
    readonly tokens: readonly { readonly text: string; readonly tokens?: readonly string[]; readonly error?: string }[];
  };

  test.each(recorded.tokens.map(row => [row.text, row] as const))('%j', (text, row) => {
    const lexed = lex(text, DIALECTS.http);
    const found =
      lexed.fault === undefined
        ? Array.from({ length: lexed.count }, (_, i) => rust(tokenAt(lexed, i)))
        : [toFault(lexed.fault, text).message];
    const expected = row.tokens?.filter(token => !token.startsWith('Whitespace')) ?? [
      `Invalid SQL syntax: sql parser error: ${row.error?.replace('sql parser error: ', '')}`,
    ];
    expect(found).toEqual(expected);
  });
});

/** A token as Rust's debug format shows it in the recordings. */
function rust(token: Token): string {
  const quoted = (text: string): string => JSON.stringify(text);
  if (isWord(token)) return `Word ${token.value}${token.quote === '' ? '' : ` quoted with ${token.quote}`}`;
  switch (token.type) {
    case T.Number:
      return token.image.endsWith('L') ? `Number(${quoted(token.image.slice(0, -1))}, true)` : `Number(${quoted(token.image)}, false)`;
    case T.String:
      return `SingleQuotedString(${quoted(token.value)})`;
    case T.NationalString:
      return `NationalStringLiteral(${quoted(token.value)})`;
    case T.HexString:
      return `HexStringLiteral(${quoted(token.value)})`;
    case T.DollarString: {
      const tag = token.image.slice(1, token.image.indexOf('$', 1));
      return `DollarQuotedString(DollarQuotedString { value: ${quoted(token.value)}, tag: ${tag === '' ? 'None' : `Some(${quoted(tag)})`} })`;
    }
    case T.Placeholder:
      return `Placeholder(${quoted(token.image)})`;
    case T.Char:
      return `Char('${token.image}')`;
    default:
      return token.type.name;
  }
}
