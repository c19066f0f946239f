import { CompletionItemKind, type CompletionItem, type CompletionList, type CompletionParams } from 'vscode-languageserver';
import { RULES } from '../../analysis/index.ts';
import { configSchema, type Schema } from '../../config/index.ts';
import { rangeIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';

let schema: Schema | undefined;

/** Keys and values of a configuration file. Where the text is no JSON (yet), its beginning tells where somebody types. */
export function configCompletions({ session }: Server, params: CompletionParams): CompletionList {
  const { uri } = params.textDocument;
  const text = session.lines(uri)?.text;
  if (text === undefined || /\.ya?ml$/.test(uri)) return { isIncomplete: false, items: [] };
  const { offset } = session.place(params);
  const spot = spotIn(text, offset);
  const known = spot.path.reduce<Schema | undefined>(inner, (schema ??= configSchema(RULES)));
  if (known === undefined) return { isIncomplete: false, items: [] };
  const range = rangeIn(session, uri, spot.start, spot.end);
  return {
    isIncomplete: false,
    items: (spot.isKey ? keys(known) : values(known)).map(item => ({
      ...item,
      textEdit: { range, newText: item.insertText ?? item.label },
    })),
  };
}

/** Where in a JSON text a place is: the keys that lead to it, and the word that is written there. */
interface Spot {
  readonly path: readonly string[];
  readonly isKey: boolean;
  readonly start: number;
  readonly end: number;
}

function spotIn(text: string, offset: number): Spot {
  const path: string[] = [];
  const open: string[] = [];
  let key: string | undefined;
  let isKey = false;
  for (let i = 0; i < offset; i++) {
    const c = text[i]!;
    if (c === '"') {
      const end = closing(text, i);
      if (end >= offset)
        return {
          path: isKey ? [...path] : [...path, ...(key === undefined ? [] : [key])],
          isKey,
          start: i,
          end: Math.min(end + 1, lineEnd(text, i)),
        };
      if (isKey) key = text.slice(i + 1, end);
      i = end;
    } else if (c === '/' && text[i + 1] === '/') i = lineEnd(text, i);
    else if (c === '{' || c === '[') {
      open.push(c);
      path.push(key ?? '');
      key = undefined;
      isKey = c === '{';
    } else if (c === '}' || c === ']') {
      open.pop();
      path.pop();
      isKey = false;
    } else if (c === ':') isKey = false;
    else if (c === ',') isKey = open.at(-1) === '{';
  }
  const word = /[\w$-]*$/.exec(text.slice(0, offset))![0];
  return { path: isKey ? path : [...path, ...(key === undefined ? [] : [key])], isKey, start: offset - word.length, end: offset };
}

function closing(text: string, from: number): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"' || text[i] === '\n') return i;
  }
  return text.length;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** The schema of what stands under a key; the outermost brackets have none, and lists ask for their items. */
function inner(known: Schema | undefined, key: string): Schema | undefined {
  if (known === undefined || key === '') return known?.items ?? known;
  const found = known.properties?.[key] ?? known.anyOf?.map(option => option.properties?.[key]).find(option => option !== undefined);
  return found;
}

function keys(known: Schema): readonly CompletionItem[] {
  const properties = known.properties ?? known.anyOf?.find(option => option.properties !== undefined)?.properties ?? {};
  return Object.entries(properties).map(([label, { description }]) => ({
    label,
    kind: CompletionItemKind.Property,
    filterText: `"${label}"`,
    insertText: `"${label}"`,
    ...(description === undefined ? {} : { documentation: description }),
  }));
}

function values(known: Schema): readonly CompletionItem[] {
  const choices = [...(known.enum ?? []), ...(known.anyOf ?? []).flatMap(option => option.enum ?? [])];
  return choices.map(value => ({
    label: String(value),
    kind: CompletionItemKind.Value,
    filterText: JSON.stringify(value),
    insertText: JSON.stringify(value),
  }));
}
