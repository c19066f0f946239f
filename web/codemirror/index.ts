import { autocompletion, snippet, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { linter, type Action as LintAction, type Diagnostic as LintDiagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { hoverTooltip, type EditorView } from '@codemirror/view';
import type { Action, Card, CompletionItem, Diagnostic } from '../../analysis/index.ts';
import { Core, type GreptimeOptions } from './core.ts';
import { language } from './language.ts';

export type { GreptimeOptions } from './core.ts';
export { greptimeSqlLanguage } from './language.ts';

/** GreptimeDB SQL for CodeMirror 6: colours, findings with fixes, hover and completion. */
export function greptimeSql(options: GreptimeOptions = {}): Extension {
  const core = new Core(options);
  return [language(), findings(core), cards(core), autocompletion({ override: [context => complete(core, context)] })];
}

const SEVERITIES = { error: 'error', warning: 'warning', information: 'info', hint: 'hint' } as const;

function findings(core: Core): Extension {
  return linter(({ state }) => core.lint(state.doc).map(found => toLint(core, state.doc, found)), { delay: 300 });
}

function toLint(core: Core, text: Parameters<Core['lint']>[0], found: Diagnostic): LintDiagnostic {
  const status = found.status === undefined ? '' : ` [${found.status.code} ${found.status.name}]`;
  return {
    from: found.start,
    to: Math.max(found.end, found.start),
    severity: SEVERITIES[found.severity],
    source: found.name,
    message: found.message + status,
    actions: found.fixes.length === 0 ? [] : core.fixes(text, found).map(toAction),
  };
}

function toAction({ title, edits }: Action): LintAction {
  const changes = [...edits.values()].flat().map(({ start, end, text }) => ({ from: start, to: end, insert: text }));
  return { name: title, apply: (view: EditorView) => view.dispatch({ changes, userEvent: 'input.fix' }) };
}

function cards(core: Core): Extension {
  return hoverTooltip((view, offset) => {
    const card = core.hover(view.state.doc, offset);
    return card === undefined ? null : { pos: card.span.start, end: card.span.end, above: true, create: () => ({ dom: drawCard(card) }) };
  });
}

function drawCard({ blocks }: Card): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-greptime-card';
  dom.style.cssText = 'padding: 4px 8px; max-width: 60em; max-height: 24em; overflow: auto';
  for (const block of blocks) {
    if (block.kind === 'list') {
      const list = document.createElement('ul');
      list.append(...block.items.map(item => withText('li', item)));
      dom.append(list);
    } else dom.append(withText(block.kind === 'heading' ? 'strong' : block.kind === 'code' ? 'pre' : 'p', block.text));
  }
  return dom;
}

function withText(name: string, text: string): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function complete(core: Core, { state, pos, explicit }: CompletionContext): CompletionResult | null {
  const { items, replaces, isIncomplete } = core.complete(state.doc, pos);
  // Nothing pops up where nobody has begun a word.
  if (items.length === 0 || (!explicit && replaces.start === pos)) return null;
  return { from: replaces.start, to: replaces.end, options: items.map(toCompletion), ...(isIncomplete ? {} : { validFor: /^[\w$]*$/ }) };
}

const KINDS: Readonly<Partial<Record<CompletionItem['kind'], string>>> = {
  table: 'class',
  view: 'class',
  metric: 'class',
  column: 'property',
  label: 'property',
  function: 'function',
  aggregate: 'function',
  keyword: 'keyword',
  operator: 'keyword',
  type: 'type',
  option: 'enum',
  value: 'constant',
  database: 'namespace',
  alias: 'variable',
  cte: 'variable',
};

function toCompletion({ label, kind, detail, insert = label, isSnippet, rank }: CompletionItem): Completion {
  return {
    label,
    type: KINDS[kind] ?? 'text',
    // CodeMirror sorts by fit first; the ranks decide among equals.
    boost: -rank,
    ...(detail === undefined ? {} : { detail }),
    apply: isSnippet === true ? snippet(insert) : insert,
  };
}
