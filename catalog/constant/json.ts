/** A JSON document. Numbers are bigint where they are whole and written so; objects keep their keys in order. */
export type Json = null | boolean | bigint | number | string | readonly Json[] | JsonObject;
export type JsonObject = ReadonlyMap<string, Json>;

export function isJsonObject(json: Json): json is JsonObject {
  return json instanceof Map;
}

/** Why a text is no JSON, in the words of the jsonb crate (`EOF while parsing a value, pos 20`), or that its dialect leaves us unsure. */
export type JsonFault = { readonly kind: 'fault'; readonly text: string } | { readonly kind: 'unsure' };

class Stop {
  readonly fault: JsonFault;

  constructor(fault: JsonFault) {
    this.fault = fault;
  }
}

/** Parses JSON text as the jsonb crate does; positions count bytes. */
export function parseJson(text: string): { readonly json: Json } | JsonFault {
  const reader = new Reader(text);
  try {
    const json = reader.value();
    reader.end();
    return { json };
  } catch (stop) {
    if (stop instanceof Stop) return stop.fault;
    throw stop;
  }
}

export function isJsonFault(result: { readonly json: Json } | JsonFault): result is JsonFault {
  return 'kind' in result;
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const BLANKS = /[ \t\r\n]*/y;
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y;
const ESCAPES: { readonly [character: string]: string } = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
/** Starts of values that only newer versions of the crate read (`NaN`, `+1`, `.5`, `'a'`, `Infinity`). */
const EXTENDED = new Set(['N', 'I', 'i', '+', '.', "'", ',', ']', '}']);

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  value(): Json {
    this.skip(BLANKS);
    const first = this.next();
    if (first === '"') return this.string();
    if (first === '{') return this.object();
    if (first === '[') return this.array();
    if (first === '-' || (first >= '0' && first <= '9')) return this.number();
    if (first === 't') return this.word('true', true);
    if (first === 'f') return this.word('false', false);
    if (first === 'n') return this.word('null', null);
    if (EXTENDED.has(first)) throw new Stop({ kind: 'unsure' });
    this.at++;
    return this.fail('expected value');
  }

  end(): void {
    this.skip(BLANKS);
    if (this.at >= this.text.length) return;
    this.at++;
    this.fail('trailing characters');
  }

  private next(): string {
    return this.text[this.at] ?? this.fail('EOF while parsing a value');
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  private fail(what: string): never {
    // eslint-disable-next-line no-throw-literal -- a stop is no error and collects no stack
    throw new Stop({ kind: 'fault', text: `${what}, pos ${byteLength(this.text.slice(0, this.at))}` });
  }

  private word<T>(word: string, value: T): T {
    for (const character of word) {
      const found = this.next();
      this.at++;
      if (found !== character) this.fail('expected ident');
    }
    return value;
  }

  private number(): Json {
    NUMBER.lastIndex = this.at;
    const match = NUMBER.exec(this.text);
    if (match === null || /[0-9.eExX+-]/.test(this.text[this.at + match[0].length] ?? '')) throw new Stop({ kind: 'unsure' });
    this.at += match[0].length;
    return match[1] === undefined && match[2] === undefined && inRange(BigInt(match[0])) ? BigInt(match[0]) : Number(match[0]);
  }

  private string(): string {
    this.at++;
    let value = '';
    for (;;) {
      value += this.skip(PLAIN_STRING);
      const stop = this.next();
      if (stop === '"') break;
      if (stop !== '\\') throw new Stop({ kind: 'unsure' });
      this.at++;
      value += this.escape();
    }
    this.at++;
    return value;
  }

  private escape(): string {
    const letter = this.next();
    this.at++;
    if (letter !== 'u') {
      const character = ESCAPES[letter];
      if (character === undefined) throw new Stop({ kind: 'unsure' });
      return character;
    }
    const hex = this.text.slice(this.at, this.at + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new Stop({ kind: 'unsure' });
    this.at += 4;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  private array(): Json {
    this.at++;
    const items: Json[] = [];
    for (;;) {
      this.skip(BLANKS);
      const next = this.next();
      if (next === ']') break;
      this.separate(items.length > 0, next, 'expected `,` or `]`');
      items.push(this.value());
    }
    this.at++;
    return items;
  }

  private object(): Json {
    this.at++;
    const entries: [string, Json][] = [];
    for (;;) {
      this.skip(BLANKS);
      const next = this.next();
      if (next === '}') break;
      this.separate(entries.length > 0, next, 'expected `,` or `}`');
      this.skip(BLANKS);
      const key = this.value();
      if (typeof key !== 'string') this.fail('key must be a string');
      this.skip(BLANKS);
      const colon = this.next();
      this.at++;
      if (colon !== ':') this.fail('expected `:`');
      entries.push([key as string, this.value()]);
    }
    this.at++;
    return new Map(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  }

  private separate(needed: boolean, next: string, complaint: string): void {
    if (!needed) return;
    this.at++;
    if (next !== ',') this.fail(complaint);
  }
}

function inRange(value: bigint): boolean {
  return value >= -(2n ** 63n) && value < 2n ** 64n;
}

function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

/** JSON as `json_to_string` and result tables print it: no blanks, keys in order, floats in their shortest form. */
export function printJson(json: Json): string {
  if (typeof json === 'bigint') return json.toString();
  if (typeof json === 'number') return Number.isInteger(json) && Math.abs(json) < 1e16 ? `${json}.0` : String(json).replace('e+', 'e');
  if (json === null || typeof json === 'boolean' || typeof json === 'string') return JSON.stringify(json);
  if (isJsonObject(json)) return `{${[...json].map(([key, value]) => `${JSON.stringify(key)}:${printJson(value)}`).join(',')}}`;
  return `[${json.map(printJson).join(',')}]`;
}
