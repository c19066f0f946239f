/** `WITH(` and one option a line, sorted by key; empty where there is none. Mirrors `OptionMap::kv_pairs` of the sql crate. */
export function printOptions(options: ReadonlyMap<string, string>): string {
  if (options.size === 0) return '';
  return `WITH(\n${optionPairs(options)
    .map(pair => `  ${pair}`)
    .join(',\n')}\n)`;
}

/** `key = 'value'`, sorted by key; keys with a dot in quotes, values escaped. */
export function optionPairs(options: ReadonlyMap<string, string>): readonly string[] {
  const sorted = [...options].toSorted(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
  return sorted.map(([key, value]) => `${key.includes('.') ? `'${key}'` : key} = '${escapeDebug(value)}'`);
}

/** Rust's `str::escape_debug`, but for characters that do not print. */
export function escapeDebug(text: string): string {
  return text.replace(ESCAPED, character => ESCAPES[character]!);
}
const ESCAPED = /[\0\t\n\r'"\\]/g;
const ESCAPES: { readonly [character: string]: string } = {
  '\0': '\\0',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
};
