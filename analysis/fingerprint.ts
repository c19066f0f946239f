import { DIALECTS, lex, tokenAt, type Statement } from '../grammar/index.ts';
import type { Diagnostic } from './lint.ts';
import type { Snapshot } from './simulate.ts';

/**
 * A name for each finding that survives what does not concern it: lines above it that come and go, blanks, comments, the case of
 * keywords and unquoted names. Made of the rule, the tokens of the statement, and a number where the same finding repeats. Two files
 * may hold the same fingerprint: whoever keeps them keeps the path too.
 */
export function fingerprintsOf(snapshot: Snapshot, uri: string, diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(diagnostic => {
    const statement = snapshot.steps.get(uri)?.[diagnostic.statement]?.placed.statement;
    const subject = statement === undefined ? diagnostic.message : tokensOf(statement);
    const base = `${diagnostic.rule}\n${subject}`;
    const occurrence = seen.get(base) ?? 0;
    seen.set(base, occurrence + 1);
    return hash(`${base}\n${occurrence}`);
  });
}

const remembered = new WeakMap<Statement, string>();

/** The tokens of a statement in one line; words that no quotes protect are folded. */
function tokensOf(statement: Statement): string {
  let joined = remembered.get(statement);
  if (joined !== undefined) return joined;
  const tokens = lex(statement.text, DIALECTS.http);
  const words: string[] = [];
  for (let index = 0; index < tokens.count; index++) {
    const { image } = tokenAt(tokens, index);
    words.push(isWord(image) ? image.toLowerCase() : image);
  }
  if (words.at(-1) === ';') words.pop();
  remembered.set(statement, (joined = words.join(' ')));
  return joined;
}

/** A keyword or an unquoted name: `select`, `host`, not `'x'`, `"x"` or `N'x'`. */
function isWord(image: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(image);
}

/** 64 bits in hexadecimal: two FNV-1a hashes of 32 bits with different starts, over UTF-16 units. */
function hash(text: string): string {
  let left = 0x811c9dc5;
  let right = 0x01000193;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    left = Math.imul(left ^ unit, 0x01000193);
    right = Math.imul(right ^ (unit + index), 0x85ebca6b);
    right ^= right >>> 13;
  }
  return hex(left) + hex(right);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
