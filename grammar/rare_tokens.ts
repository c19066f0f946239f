import {
  afterCharacter,
  ALPHABETIC,
  BLANK,
  isBlankAt,
  isDigit,
  isHexDigit,
  isLetter,
  isTagPart,
  plainDigits,
  wordParts,
} from './characters.ts';
import { Codes } from './codes.ts';
import { decodeEscapes, decodeUnicode, type Decoded } from './contents.ts';
import { DIALECTS, type Dialect } from './dialect.ts';
import { GrowingColumns } from './growing_columns.ts';
import { punctuationAt } from './punctuation.ts';
import { T, type TokenType } from './tokens.ts';
import { quotedWordKind, wordKind } from './words.ts';

/** Reads the tokens that need more than a look at their neighbour (sqlparser's `next_token` in `src/tokenizer.rs`, all three dialects). */
export abstract class RareTokens extends GrowingColumns {
  text = '';
  readonly codes = new Codes();
  dialect: Dialect = DIALECTS.http;
  /** Which ASCII characters continue a word. */
  protected parts = wordParts(DIALECTS.http);

  /** Reads a part of the text that counts although it stands in a comment. */
  protected abstract executable(start: number, end: number): void;

  /** Reads on at a character, and says up to where. */
  protected slow(i: number, c: number): number {
    if (isLetter(c)) return this.word(i, c);
    if (isDigit(c)) return this.number(i);
    const { text, dialect } = this;
    switch (c) {
      case 39:
        return this.string(i, i, T.String, dialect.mysql); // '
      case 34:
        return dialect.mysql ? this.string(i, i, T.DoubleQuotedString, true) : this.quotedWord(i); // "
      case 96: // `
        if (!dialect.postgres) return this.quotedWord(i);
        break;
      case 45: // -
        if (text.charCodeAt(i + 1) === 45 && (!dialect.mysql || isBlankAt(text, i + 2))) return this.lineComment(i);
        break;
      case 47: // /
        if (text.charCodeAt(i + 1) === 42) return this.blockComment(i);
        break;
      case 46:
        return this.period(i);
      case 36:
        return dialect.mysql ? this.plainWord(i, i + 1) : this.dollar(i); // $
      case 35: // #
        if (dialect.mysql) return this.lineComment(i);
        if (dialect.greptime) return this.hash(i);
        break;
      case 64: // @
        if (!dialect.postgres) return this.at(i);
        break;
      case 63: // ?
        if (!dialect.postgres) return this.question(i);
        break;
      default:
    }
    return this.punctuation(i) ?? this.other(i, c);
  }

  private punctuation(i: number): number | undefined {
    const found = punctuationAt(this.text, i, this.dialect);
    if (found === undefined) return undefined;
    if (found.type === undefined) {
      this.refuse(`Expected a valid binary operator after '${this.text.slice(i, found.end)}'`, i, found.end, found.end);
    }
    return this.push(found.type ?? T.Char, i, found.end);
  }

  /** A character without a rule of its own. In the wire dialects every character beyond ASCII makes words. */
  private other(i: number, c: number): number {
    if (c < 128) return c === 11 || c === 12 ? i + 1 : this.push(T.Char, i, i + 1);
    const character = String.fromCodePoint(this.text.codePointAt(i)!);
    if (!this.dialect.greptime || ALPHABETIC.test(character)) return this.plainWord(i, i + character.length);
    if (BLANK.test(character)) return i + character.length;
    return this.push(T.Char, i, i + character.length);
  }

  private word(i: number, c: number): number {
    const next = this.text.charCodeAt(i + 1);
    if (next === 39 || (next === 34 && !this.dialect.greptime) || next === 38) {
      const end = this.prefixedString(i, c | 32, next);
      if (end !== undefined) return end;
    }
    return this.plainWord(i, i + 1);
  }

  /** `N'…'`, `X'…'` and, on the wire, `B'…'`, `E'…'`, `U&'…'`; `letter` in lower case. */
  private prefixedString(i: number, letter: number, next: number): number | undefined {
    const { dialect } = this;
    const { postgres } = dialect;
    if (next === 34) return letter === 98 ? this.string(i + 1, i, T.BitString, false) : undefined; // b"
    if (next === 38) {
      // u&
      if (!postgres || letter !== 117 || this.text.charCodeAt(i + 2) !== 39) return undefined;
      return this.decoded(i, i + 3, T.UnicodeString, decodeUnicode(this.text.slice(i + 3)));
    }
    switch (letter) {
      case 110:
        return this.string(i + 1, i, T.NationalString, dialect.mysql);
      case 120:
        return this.string(i + 1, i, T.HexString, true);
      case 98:
        return dialect.greptime ? undefined : this.string(i + 1, i, T.BitString, false);
      case 101:
        return postgres ? this.decoded(i, i + 2, T.EscapedString, decodeEscapes(this.text.slice(i + 2))) : undefined;
      default:
        return undefined;
    }
  }

  private decoded(start: number, from: number, type: TokenType, decoded: Decoded): number {
    const end = from + decoded.length;
    if (decoded.fault === undefined) return this.push(type, start, end);
    this.refuse(decoded.fault, start, end, type === T.EscapedString ? start : end);
    return this.push(type, start, this.text.length);
  }

  /** A word whose parts go on at `from`. */
  private plainWord(start: number, from: number): number {
    const end = this.wordEnd(from);
    return this.pushKind(wordKind(this.codes.bytes, start, end), start, end);
  }

  private wordEnd(i: number): number {
    const { text, parts } = this;
    for (; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c < 128) {
        if (parts[c] === 0) break;
      } else if (this.dialect.greptime) {
        const character = String.fromCodePoint(text.codePointAt(i)!);
        if (!ALPHABETIC.test(character)) break;
        i += character.length - 1;
      }
    }
    return i;
  }

  private number(i: number): number {
    const { text } = this;
    let end = this.digits(i);
    if (end === i + 1 && text.charCodeAt(i) === 48 && text.charCodeAt(end) === 120) {
      // 0x
      do end++;
      while (isHexDigit(text.charCodeAt(end)) || this.isSeparator(end));
      return this.push(T.HexString, i, end);
    }
    if (text.charCodeAt(end) === 46) end = this.digits(end + 1);
    return this.numberTail(i, end);
  }

  /** Exponent and the suffix `L`. In MySQL a number that goes on as a word is one, unless the word begins with `e`. */
  private numberTail(start: number, end: number): number {
    const { text } = this;
    const e = text.charCodeAt(end);
    if (e === 101 || e === 69) {
      const sign = text.charCodeAt(end + 1);
      const from = end + (sign === 43 || sign === 45 ? 2 : 1);
      if (isDigit(text.charCodeAt(from))) end = plainDigits(text, from);
      if (this.dialect.mysql && this.followsPeriod(start)) return this.push(T.PlainWord, start, end);
    } else if (this.dialect.mysql) {
      const wordEnd = this.wordEnd(end);
      if (wordEnd > end) return this.pushKind(wordKind(this.codes.bytes, start, wordEnd), start, wordEnd);
    }
    if (text.charCodeAt(end) === 76) end++; // L
    return this.push(T.Number, start, end);
  }

  private digits(i: number): number {
    while (isDigit(this.text.charCodeAt(i)) || this.isSeparator(i)) i++;
    return i;
  }

  /** PostgreSQL lets an underscore stand between two digits. */
  private isSeparator(i: number): boolean {
    return this.dialect.postgres && this.text.charCodeAt(i) === 95 && isHexDigit(this.text.charCodeAt(i + 1));
  }

  private period(i: number): number {
    const { text, dialect } = this;
    const next = text.charCodeAt(i + 1);
    if (next === 95) {
      if (!this.followsWord(i)) this.refuse("Unexpected character '_'", i, i + 2, i);
    } else if (isDigit(next) && !(dialect.mysql && this.followsWord(i))) {
      return this.numberTail(i, this.digits(i + 1));
    }
    return this.push(T.Period, i, i + 1);
  }

  /** `"…"` or `` `…` ``: doubling the quote is the only escape. */
  private quotedWord(start: number): number {
    const { text } = this;
    const quote = text[start]!;
    let i = start + 1;
    for (;;) {
      i = text.indexOf(quote, i);
      if (i === -1) {
        this.refuse(`Expected close delimiter '${quote}' before EOF.`, start, text.length, start);
        return this.push(T.PlainWord, start, text.length);
      }
      if (text[i + 1] !== quote) return this.pushKind(quotedWordKind(text, this.codes.bytes, start + 1, i), start, i + 1);
      i += 2;
    }
  }

  /** A string whose opening quote stands at `open`. */
  private string(open: number, start: number, type: TokenType, backslash: boolean): number {
    this.hasSimpleStrings = false;
    const { text } = this;
    const quote = text.charCodeAt(open);
    for (let i = open + 1; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c === 92 && backslash) {
        i++;
      } else if (c === quote) {
        if (text.charCodeAt(i + 1) !== quote) return this.push(type, start, i + 1);
        i++;
      }
    }
    this.refuse('Unterminated string literal', start, text.length, open);
    return this.push(type, start, text.length);
  }

  private lineComment(start: number): number {
    const { text } = this;
    let end = start;
    while (end < text.length) {
      const c = text.charCodeAt(end);
      if (c === 10 || (c === 13 && this.dialect.postgres)) break;
      end++;
    }
    this.comment(start, end);
    return end;
  }

  private blockComment(start: number): number {
    const { text, dialect } = this;
    const end = dialect.postgres ? endOfNestedComment(text, start) : text.indexOf('*/', start + 2) + 2;
    if (end < 2) {
      this.refuse('Unexpected EOF while in a multi-line comment', start, text.length, text.length);
      this.comment(start, text.length);
      return text.length;
    }
    this.comment(start, end);
    if (dialect.mysql && text.charCodeAt(start + 2) === 33) this.executable(start + 3, end - 2);
    return end;
  }

  private question(start: number): number {
    const { text } = this;
    let end = start + 1;
    while (isDigit(text.charCodeAt(end))) end++;
    return this.push(T.Placeholder, start, end);
  }

  /** `$1`, `$name`, `$$…$$`, `$tag$…$tag$`. */
  private dollar(start: number): number {
    const { text } = this;
    let i = start + 1;
    while (i < text.length && isTagPart(text, i)) i += text.codePointAt(i)! > 0xffff ? 2 : 1;
    if (text.charCodeAt(i) !== 36) return this.push(T.Placeholder, start, i);
    const tag = text.slice(start, i + 1);
    const close = text.indexOf(tag, i + 1);
    if (close !== -1) return this.push(T.DollarString, start, close + tag.length);
    this.refuse(`Unterminated dollar-quoted${tag === '$$' ? ' string' : ', expected $'}`, start, text.length, text.length);
    return this.push(T.DollarString, start, text.length);
  }

  /** `#-`, `#>`, `#>>`, `# `, or `#` and whatever character follows as the start of a word. */
  private hash(start: number): number {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    if (next === 45) return this.push(T.HashMinus, start, start + 2);
    if (next === 62) {
      return text.charCodeAt(start + 2) === 62 ? this.push(T.HashLongArrow, start, start + 3) : this.push(T.HashArrow, start, start + 2);
    }
    if (next === 32 || start + 1 >= text.length) return this.push(T.Sharp, start, start + 1);
    return this.plainWord(start, afterCharacter(text, start + 1));
  }

  /** `@>`, `@?`, `@@ `, `@ `, or a word that takes the next character whatever it is. */
  private at(start: number): number {
    const { text } = this;
    const next = text.charCodeAt(start + 1);
    if (next === 62) return this.push(T.AtArrow, start, start + 2);
    if (next === 63) return this.push(T.AtQuestion, start, start + 2);
    if (next === 64) {
      if (start + 2 >= text.length || text.charCodeAt(start + 2) === 32) return this.push(T.AtAt, start, start + 2);
      return this.plainWord(start, afterCharacter(text, start + 2));
    }
    if (start + 1 >= text.length || next === 32 || next === 39 || next === 34 || next === 96) return this.push(T.AtSign, start, start + 1);
    return this.plainWord(start, afterCharacter(text, start + 1));
  }
}

/** Where a comment that may hold others ends; 0 when it does not. */
function endOfNestedComment(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 47 && text.charCodeAt(i + 1) === 42) {
      depth++;
      i++;
    } else if (c === 42 && text.charCodeAt(i + 1) === 47) {
      depth--;
      i++;
      if (depth === 0) return i + 1;
    }
  }
  return 0;
}
