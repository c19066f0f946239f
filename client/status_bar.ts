import { commands, Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window, type QuickPickItem } from 'vscode';
import type { Link } from './link.ts';
import type { Status } from './protocol.ts';

/** Says in the status bar what is judged, and against which GreptimeDB; a click offers what can be done. */
export function registerStatusBar(link: Link): Disposable {
  const item = window.createStatusBarItem('greptime-sql.status', StatusBarAlignment.Right, 90);
  item.name = 'GreptimeDB SQL';
  item.command = 'greptime-sql.showMenu';
  return Disposable.from(
    item,
    commands.registerCommand('greptime-sql.showMenu', showMenu),
    link.onChange(status => {
      if (status.files === 0 && status.config === undefined) {
        item.hide();
        return;
      }
      item.text = status.loading ? '$(loading~spin) GreptimeDB' : `$(database) ${count(status.files, 'file')}${findingsOf(status)}`;
      const about = `GreptimeDB ${status.targetVersion}, ${status.world} world`;
      item.tooltip = tooltipOf(status, about);
      item.accessibilityInformation = { label: `GreptimeDB SQL: ${count(status.files, 'file')}, ${wordsOf(status)}, ${about}` };
      item.backgroundColor = status.errors > 0 ? new ThemeColor('statusBarItem.errorBackground') : undefined;
      item.show();
    }),
  );
}

function findingsOf({ errors, warnings }: Status): string {
  return (errors > 0 ? ` $(error) ${errors}` : '') + (warnings > 0 ? ` $(warning) ${warnings}` : '');
}

function wordsOf({ errors, warnings, notes }: Status): string {
  const parts = [count(errors, 'error'), count(warnings, 'warning'), count(notes, 'note')].filter(words => !words.startsWith('0 '));
  return parts.length === 0 ? 'nothing to report' : parts.join(', ');
}

function tooltipOf(status: Status, about: string): MarkdownString {
  const world =
    status.world === 'open'
      ? 'What no file creates may exist elsewhere: nobody is blamed for using it.'
      : 'What no file creates does not exist: using it is an error.';
  const tooltip = new MarkdownString(`**${about}**\n\n${count(status.files, 'SQL file')}: ${wordsOf(status)}\n\n${world}`);
  if (status.config === undefined)
    tooltip.appendMarkdown('\n\nNo `greptime-sql.json` was found: files are judged that use syntax only GreptimeDB has.');
  return tooltip;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

interface Choice extends QuickPickItem {
  readonly command: string;
}

const CHOICES: readonly Choice[] = [
  { label: '$(type-hierarchy) Show Flow Graph', command: 'greptime-sql.showGraph' },
  {
    label: '$(history) Show Catalog Here',
    description: 'what exists before the statement at the cursor',
    command: 'greptime-sql.showCatalog',
  },
  {
    label: '$(output) Show Predicted Output',
    description: 'what GreptimeDB would print for this file',
    command: 'greptime-sql.showPredicted',
  },
  { label: '$(warning) Show Problems', command: 'workbench.actions.view.problems' },
  { label: '$(gear) Create or Open Configuration', command: 'greptime-sql.createConfig' },
  { label: '$(debug-restart) Restart Language Server', command: 'greptime-sql.restart' },
];

async function showMenu(): Promise<void> {
  const chosen = await window.showQuickPick(CHOICES, { title: 'GreptimeDB SQL' });
  if (chosen !== undefined) await commands.executeCommand(chosen.command);
}
