import { CodeActionKind, commands, Disposable, Range, window, workspace, type CodeAction } from 'vscode';
import { createConfig } from './create_config.ts';
import { showDocument, type DocumentKind } from './documents.ts';
import type { Link } from './link.ts';
import { reveal } from './locations.ts';
import type { Definition } from './protocol.ts';
import { exportSarif } from './sarif.ts';
import type { CommandLine } from './tasks.ts';

/** The commands of the palette, except those about the flow graph. */
export function registerCommands(link: Link, commandLine: CommandLine | undefined): Disposable {
  const all: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'greptime-sql.restart': () => link.restart(),
    'greptime-sql.showCatalog': () => showHere('catalog'),
    'greptime-sql.showPredicted': () => showHere('predicted'),
    'greptime-sql.showCreate': () => showHere('show-create'),
    'greptime-sql.fixAll': fixAll,
    'greptime-sql.createConfig': createConfig,
    'greptime-sql.openDefinition': (definition: Definition) => reveal(definition),
    ...(commandLine === undefined ? {} : { 'greptime-sql.exportSarif': () => exportSarif(commandLine) }),
  };
  return Disposable.from(...Object.entries(all).map(([name, run]) => commands.registerCommand(name, run)));
}

async function showHere(kind: DocumentKind): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    void window.showInformationMessage('Open an SQL file first.');
    return;
  }
  await showDocument(kind, editor.document.uri, kind === 'predicted' ? undefined : editor.selection.active);
}

const FIX_ALL = CodeActionKind.SourceFixAll.append('greptime-sql');

/** Applies every fix that is safe to apply unseen. */
async function fixAll(): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) return;
  const everything = new Range(0, 0, document.lineCount, 0);
  const found = await commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    everything,
    FIX_ALL.value,
    1,
  );
  const edit = found.find(action => action.kind !== undefined && FIX_ALL.contains(action.kind))?.edit;
  if (edit === undefined) window.setStatusBarMessage('GreptimeDB SQL: nothing can be fixed without looking', 4000);
  else await workspace.applyEdit(edit);
}
