import { RULES } from '../analysis/index.ts';
import { configSchema } from '../config/index.ts';
import { extensionSettings } from './settings.ts';

/** package.json with what follows from other places: the extension's settings. `text` is how it is now. */
export function manifest(text: string): string {
  const now = JSON.parse(text) as { contributes: object };
  return `${JSON.stringify({ ...now, contributes: { ...now.contributes, configuration: extensionSettings() } }, null, 2)}\n`;
}

/** The schema of greptime-sql.json, for editors. What it says again and again is said once, under `definitions`. */
export function publishedSchema(): string {
  const schema = configSchema(RULES);
  const seen = new Map<string, number>();
  visit(schema, text => void seen.set(text, (seen.get(text) ?? 0) + 1));
  const repeated = [...seen].filter(([text, count]) => count > 3 && text.length > 60).map(([text]) => text);
  const names = new Map(repeated.map((text, index) => [text, `part${index + 1}`]));
  const definitions = Object.fromEntries(repeated.map(text => [names.get(text)!, parts(JSON.parse(text) as object, names)]));
  return `${JSON.stringify({ ...(parts(schema, names) as object), definitions }, null, 1)}\n`;
}

/** Every object of a schema that stands where a schema may stand alone. */
function visit(value: unknown, tell: (text: string) => void): void {
  if (Array.isArray(value)) for (const item of value) visitSchema(item, tell);
  else if (isObject(value)) for (const [key, inner] of Object.entries(value)) (PLACES.has(key) ? visitSchema : visit)(inner, tell);
}
function visitSchema(value: unknown, tell: (text: string) => void): void {
  if (isObject(value) && isSchema(value)) tell(JSON.stringify(value));
  visit(value, tell);
}

const PLACES: ReadonlySet<string> = new Set(['level', 'options', 'items']);

function isSchema(value: object): boolean {
  return 'type' in value || 'enum' in value;
}

/** The value with repeated schemas replaced by references. */
function parts(value: unknown, names: ReadonlyMap<string, string>): unknown {
  const replaced = (inner: unknown): unknown => {
    const name = isObject(inner) ? names.get(JSON.stringify(inner)) : undefined;
    return name === undefined ? parts(inner, names) : { $ref: `#/definitions/${name}` };
  };
  if (Array.isArray(value)) return value.map(replaced);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, PLACES.has(key) ? replaced(inner) : parts(inner, names)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
