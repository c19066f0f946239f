import { beginnings, plainDigits, wordParts } from './characters.ts';
import { WIDE } from './codes.ts';
import type { Dialect } from './dialect.ts';
import { OPERATORS } from './punctuation.ts';
import { MARGIN } from './growing_columns.ts';
import { RareTokens } from './rare_tokens.ts';
import { T } from './tokens.ts';
import { wordKind } from './words.ts';

const STRING = T.String.kind;
const NUMBER = T.Number.kind;
const PERIOD = T.Period.kind;
const { nodes: OPERATOR_NODES, kinds: OPERATOR_KINDS } = OPERATORS;

/**
 * Walks a text once and writes its tokens into columns.
 * A scanner may be used again for another text: its columns are then overwritten.
 */
export class Scanner extends RareTokens {
  scan(text: string, dialect: Dialect, from = 0): void {
    this.text = text;
    this.codes.read(text);
    this.dialect = dialect;
    this.parts = wordParts(dialect);
    this.clear();
    this.run(from);
    this.close(text.length);
  }

  /** Keeps no text until the next is scanned. */
  release(): void {
    this.text = '';
    this.codes.release();
  }

  /** The usual tokens, with everything at hand in local variables; the rest goes the slow way. */
  private run(from: number): void {
    const {
      codes: { bytes: codes },
      parts,
    } = this;
    const { length } = this.text;
    // The cases below are the numbers of `BEGINS`: written out, they make a jump table.
    const begins = beginnings(this.dialect);
    let { kinds, starts, ends } = this;
    let at = this.first;
    let i = from;
    while (i < length) {
      const c = codes[i]!;
      const start = i;
      let kind = 0;
      switch (begins[c]!) {
        case 1: // blank
          i++;
          continue;
        case 2: {
          // word
          let d = 0;
          do d = codes[++i]!;
          while (parts[d] === 1);
          // Beyond ASCII letters go on, and one letter before a quote may belong to a string.
          if (d !== WIDE && (i > start + 1 || (d !== 39 && d !== 34 && d !== 38))) kind = wordKind(codes, start, i);
          else i = start;
          break;
        }
        case 3: {
          // number
          let d = 0;
          do d = codes[++i]!;
          while (d >= 48 && d <= 57);
          if (d === 46)
            do d = codes[++i]!;
            while (d >= 48 && d <= 57);
          if (d !== WIDE && parts[d] === 0) kind = NUMBER;
          else i = start;
          break;
        }
        case 4: {
          // string
          let to = i + 1;
          for (;;) {
            while (to < length && codes[to] !== 39) to++;
            if (to >= length) break;
            to++;
            if (codes[to] !== 39) {
              kind = STRING;
              i = to;
              break;
            }
            to++;
            this.hasSimpleStrings = false;
          }
          break;
        }
        case 5: {
          // operator
          const d = codes[i + 1]!;
          if ((c === 45 && d === 45) || (c === 47 && d === 42)) break;
          let node = OPERATOR_NODES[c]!;
          kind = OPERATOR_KINDS[node]!;
          i++;
          for (let to = i, next = d; next !== WIDE; next = codes[to]!) {
            node = OPERATOR_NODES[node * 128 + next]!;
            if (node === 0) break;
            to++;
            if (OPERATOR_KINDS[node] !== 0) {
              kind = OPERATOR_KINDS[node]!;
              i = to;
            }
          }
          break;
        }
        case 6: {
          // period
          const d = codes[i + 1]!;
          if (d !== 95 && !(d >= 48 && d <= 57)) {
            kind = PERIOD;
            i++;
          }
          break;
        }
        case 7: // an operator that no other begins with
          kind = OPERATOR_KINDS[OPERATOR_NODES[c]!]!;
          i++;
          break;
        default:
      }
      if (kind === 0) {
        this.limit = at;
        i = this.slow(i, this.text.charCodeAt(i));
        ({ limit: at, kinds, starts, ends } = this);
        continue;
      }
      if (at + MARGIN >= kinds.length) {
        this.grow();
        ({ kinds, starts, ends } = this);
      }
      kinds[at] = kind;
      starts[at] = start;
      ends[at] = i;
      at++;
    }
    this.limit = at;
  }

  /** What stands in `/*! … *\/` counts for MySQL, but for a version number at its head. */
  protected override executable(start: number, end: number): void {
    const inner = new Scanner();
    inner.scan(this.text.slice(0, end), this.dialect, plainDigits(this.text, start));
    for (let i = inner.first; i < inner.limit; i++) this.pushKind(inner.kinds[i]!, inner.starts[i]!, inner.ends[i]!);
    this.hasSimpleStrings &&= inner.hasSimpleStrings;
    this.faults = [...this.faults, ...inner.faults];
  }
}
