import { EventEmitter, FileDecoration, ThemeColor, type FileDecorationProvider, Uri } from 'vscode';
import type { Link } from './link.ts';

/** Marks files, wherever VS Code lists them, that define flows which wait for a source. */
export class PendingFlows implements FileDecorationProvider {
  private readonly changes = new EventEmitter<Uri[]>();
  readonly onDidChangeFileDecorations = this.changes.event;
  /** Names of pending flows by the file that defines them. */
  private byFile: ReadonlyMap<string, readonly string[]> = new Map();
  private readonly link: Link;

  constructor(link: Link) {
    this.link = link;
    link.onChange(status => {
      if (!status.loading) void this.refresh();
    });
  }

  provideFileDecoration(uri: Uri): FileDecoration | undefined {
    const names = this.byFile.get(uri.toString());
    if (names === undefined) return undefined;
    const tooltip = names.length === 1 ? `Flow ${names[0]} waits for its source` : `${names.length} flows wait for their sources`;
    return new FileDecoration('P', tooltip, new ThemeColor('list.warningForeground'));
  }

  private async refresh(): Promise<void> {
    const { flows } = await this.link.catalog();
    const found = new Map<string, string[]>();
    for (const { name, state, definition } of flows) {
      if (state !== 'pending' || definition === undefined) continue;
      const uri = Uri.parse(definition.uri).toString();
      const known = found.get(uri);
      if (known === undefined) found.set(uri, [name]);
      else known.push(name);
    }
    const isOther = (uri: string): boolean => String(found.get(uri)) !== String(this.byFile.get(uri));
    const changed = [...new Set([...this.byFile.keys(), ...found.keys()])].filter(isOther);
    this.byFile = found;
    if (changed.length > 0) this.changes.fire(changed.map(uri => Uri.parse(uri)));
  }
}
