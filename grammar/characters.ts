import { WIDE } from './codes.ts';
import type { Dialect, Protocol } from './dialect.ts';
import { isLone } from './punctuation.ts';

/** What the characters of a text are to the lexer. Unicode's properties decide as Rust's `char` methods do. */
export const ALPHABETIC = /^\p{Alphabetic}/u;
export const BLANK = /^\p{White_Space}/u;
const ALPHANUMERIC = /^[\p{Alphabetic}\p{N}]/u;

/** Which ASCII characters continue a word of the dialect, by their codes (`Codes`). */
export function wordParts(dialect: Dialect): Uint8Array {
  return PARTS[dialect.protocol];
}
const PARTS: { readonly [P in Protocol]: Uint8Array } = { http: partsTable('#$@'), mysql: partsTable('$@'), postgres: partsTable('$') };
function partsTable(more: string): Uint8Array {
  const parts = new Uint8Array(WIDE + 1);
  for (let c = 0; c < 128; c++) parts[c] = isLetter(c) || isDigit(c) || more.includes(String.fromCharCode(c)) ? 1 : 0;
  return parts;
}

/** What an ASCII character begins, as far as it is decided without looking further. */
const BEGINS = { slow: 0, blank: 1, word: 2, number: 3, string: 4, operator: 5, period: 6, lone: 7 } as const;

/** The beginnings of a dialect, by character. What needs more than a look at its neighbour is slow. */
export function beginnings(dialect: Dialect): Uint8Array {
  return BEGINNINGS[dialect.protocol];
}
const BEGINNINGS: { readonly [P in Protocol]: Uint8Array } = {
  http: beginningsTable(BEGINS.string, '()[]{},;+*\\<>=!~|&^:-/%'),
  mysql: beginningsTable(BEGINS.slow, '()[]{},;+*\\<>=!~|&^:-/%'),
  postgres: beginningsTable(BEGINS.string, ''),
};
function beginningsTable(quote: number, operators: string): Uint8Array {
  const begins = new Uint8Array(WIDE + 1);
  for (let c = 0; c < 128; c++) begins[c] = isLetter(c) ? BEGINS.word : isDigit(c) ? BEGINS.number : BEGINS.slow;
  for (const blank of ' \t\n\r') begins[blank.charCodeAt(0)] = BEGINS.blank;
  for (const operator of operators) begins[operator.charCodeAt(0)] = isLone(operator) ? BEGINS.lone : BEGINS.operator;
  begins[39] = quote;
  begins[46] = BEGINS.period;
  return begins;
}

/** ASCII letters and the underscore start a word in every dialect. */
export function isLetter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;
}
export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}
export function isHexDigit(c: number): boolean {
  return isDigit(c) || (c >= 97 && c <= 102) || (c >= 65 && c <= 70);
}
export function isTagPart(text: string, i: number): boolean {
  const c = text.charCodeAt(i);
  return c < 128 ? isDigit(c) || isLetter(c) : ALPHANUMERIC.test(String.fromCodePoint(text.codePointAt(i)!));
}
export function isBlankAt(text: string, i: number): boolean {
  return BLANK.test(text.charAt(i));
}
export function afterCharacter(text: string, i: number): number {
  return i + (text.codePointAt(i)! > 0xffff ? 2 : 1);
}
export function plainDigits(text: string, i: number): number {
  while (isDigit(text.charCodeAt(i))) i++;
  return i;
}
