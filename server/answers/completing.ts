import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  type CompletionItem,
  type CompletionList,
  type CompletionParams,
  type MarkupContent,
  type SignatureHelp,
  type SignatureHelpParams,
} from 'vscode-languageserver';
import {
  completions,
  documentation,
  plainSnippet,
  RULES,
  signatureHelp,
  toMarkdown,
  toPlainText,
  type CardBlock,
  type CompletionItem as Item,
  type CompletionKind,
  type Topic,
} from '../../analysis/index.ts';
import { placeOf } from '../../config/index.ts';
import { rangeIn } from '../convert/ranges.ts';
import type { Server } from '../entry.ts';
import { isConfigFile } from '../project.ts';
import { configCompletions } from './config_completing.ts';

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  table: CompletionItemKind.Class,
  view: CompletionItemKind.Interface,
  column: CompletionItemKind.Field,
  alias: CompletionItemKind.Variable,
  cte: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  aggregate: CompletionItemKind.Method,
  keyword: CompletionItemKind.Keyword,
  flow: CompletionItemKind.Event,
  database: CompletionItemKind.Module,
  option: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  type: CompletionItemKind.TypeParameter,
  snippet: CompletionItemKind.Snippet,
  rule: CompletionItemKind.Constant,
  metric: CompletionItemKind.Class,
  label: CompletionItemKind.Property,
  operator: CompletionItemKind.Operator,
};

/** What a client sends back when it wants to know more. */
interface Data {
  readonly uri: string;
  readonly topic: Topic;
}

export function completionsAt(server: Server, params: CompletionParams): CompletionList {
  const { session } = server;
  const { uri } = params.textDocument;
  if (isConfigFile(placeOf(uri))) return configCompletions(server, params);
  const file = session.file(uri);
  if (file === undefined) return { isIncomplete: false, items: [] };
  const { offset } = session.place(params);
  const { items, replaces, isIncomplete } = completions(session.snapshot(uri), file, offset, RULES);
  const replace = rangeIn(session, uri, replaces.start, replaces.end);
  const insert = rangeIn(session, uri, replaces.start, offset);
  return { isIncomplete, items: items.map((item, index) => toItem(server, uri, item, { index, insert, replace })) };
}

interface Where {
  readonly index: number;
  readonly insert: ReturnType<typeof rangeIn>;
  readonly replace: ReturnType<typeof rangeIn>;
}

function toItem({ client }: Server, uri: string, item: Item, { index, insert, replace }: Where): CompletionItem {
  const isSnippet = item.isSnippet === true && client.snippets;
  const written = item.insert ?? item.label;
  const newText = item.isSnippet === true && !client.snippets ? plainSnippet(written) : written;
  const details = [item.detail?.trim(), item.source].filter(text => text !== undefined).join(' · ');
  return {
    label: item.label,
    kind: KINDS[item.kind],
    ...(client.labelDetails
      ? {
          labelDetails: {
            ...(item.detail === undefined ? {} : { detail: item.detail }),
            ...(item.source === undefined ? {} : { description: item.source }),
          },
        }
      : details === ''
        ? {}
        : { detail: details }),
    sortText: `${item.rank}${String(index).padStart(4, '0')}`,
    filterText: item.label,
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    textEdit: client.insertReplace ? { newText, insert, replace } : { newText, range: replace },
    ...(item.commit === undefined ? {} : { commitCharacters: [...item.commit] }),
    ...(item.goesOn === true && client.own.status === true ? { command: { title: 'more', command: 'editor.action.triggerSuggest' } } : {}),
    ...(item.topic === undefined ? {} : { data: { uri, topic: item.topic } satisfies Data }),
  };
}

export function resolvedCompletion({ session, client }: Server, item: CompletionItem): CompletionItem {
  const { uri, topic } = (item.data ?? {}) as Partial<Data>;
  if (uri === undefined || topic === undefined) return item;
  const blocks = documentation(session.snapshot(uri), topic, RULES);
  return blocks.length === 0 ? item : { ...item, documentation: toMarkup(blocks, client.completionMarkdown) };
}

export function toMarkup(blocks: readonly CardBlock[], markdown: boolean): MarkupContent {
  const card = { span: { start: 0, end: 0 }, blocks };
  return markdown ? { kind: MarkupKind.Markdown, value: toMarkdown(card) } : { kind: MarkupKind.PlainText, value: toPlainText(card) };
}

export function signaturesAt({ session, client }: Server, params: SignatureHelpParams): SignatureHelp | null {
  const { uri } = params.textDocument;
  const file = session.file(uri);
  const found = file === undefined ? undefined : signatureHelp(session.snapshot(uri), file, session.place(params).offset);
  if (found === undefined) return null;
  const { signatures, activeSignature } = found;
  return {
    signatures: signatures.map(({ label, parameters, documentation: blocks, activeParameter }) => ({
      label,
      parameters: parameters.map(([start, end]) => ({ label: [start, end] as [number, number] })),
      ...(blocks.length === 0 ? {} : { documentation: toMarkup(blocks, client.signatureMarkdown) }),
      ...(client.activeParameterPerSignature ? { activeParameter } : {}),
    })),
    activeSignature,
    activeParameter: signatures[activeSignature]?.activeParameter ?? 0,
  };
}
