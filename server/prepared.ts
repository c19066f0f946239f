import type { Message } from 'vscode-languageserver';

/** The JSON of a value in pieces, where somebody knows it better than `JSON.stringify`. */
const prepared = new WeakMap<object, () => readonly string[]>();

/** The value as it is; who writes it as text takes it from `json`, which must say the same. Other transports send the value. */
export function prepare<Value extends object>(value: Value, json: () => readonly string[]): Value {
  prepared.set(value, json);
  return value;
}

/** The pieces of a message as text. Parameters or a result that were prepared are not looked through. */
export function jsonOf(message: Message): readonly string[] {
  for (const key of ['params', 'result'] as const) {
    const value = (message as { readonly [key in 'params' | 'result']?: unknown })[key];
    const json = typeof value === 'object' && value !== null ? prepared.get(value) : undefined;
    if (json !== undefined) return [`${JSON.stringify({ ...message, [key]: undefined }).slice(0, -1)},"${key}":`, ...json(), '}'];
  }
  return [JSON.stringify(message)];
}
