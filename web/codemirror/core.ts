import type { Text } from '@codemirror/state';
import {
  completions,
  DEFAULT_SETTINGS,
  edit,
  emptyWorkspace,
  fileIn,
  fixesIn,
  hover,
  lint,
  RULES,
  simulate,
  type Action,
  type Card,
  type Completions,
  type Diagnostic,
  type Settings,
  type Snapshot,
} from '../../analysis/index.ts';

const URI = 'memory:///query.sql';

/** What is known beside the text of the editor. */
export interface GreptimeOptions extends Partial<Pick<Settings, 'targetVersion' | 'catalog'>> {
  /** SQL that ran before: what it creates exists. */
  readonly before?: string;
}

/** The same core that the language server has, for one text. It works in the page itself: no worker, no server. */
export class Core {
  private snapshot: Snapshot;
  private seen: Text | undefined;

  constructor({ before, ...settings }: GreptimeOptions = {}) {
    const workspace = emptyWorkspace({ ...DEFAULT_SETTINGS, ...settings });
    this.snapshot = simulate(before === undefined ? workspace : edit(workspace, 'memory:///before.sql', before));
  }

  lint(text: Text): readonly Diagnostic[] {
    return lint(this.at(text), URI, { rules: RULES });
  }

  fixes(text: Text, found: Diagnostic): readonly Action[] {
    return fixesIn(this.at(text), URI, found, [found], { rules: RULES });
  }

  hover(text: Text, offset: number): Card | undefined {
    return hover(this.at(text), { uri: URI, offset });
  }

  complete(text: Text, offset: number): Completions {
    const snapshot = this.at(text);
    const file = fileIn(snapshot.workspace, URI);
    return file === undefined
      ? { items: [], replaces: { start: offset, end: offset }, isIncomplete: false }
      : completions(snapshot, file, offset, RULES);
  }

  /** The newest snapshot. Statements that did not change are not judged again. */
  private at(text: Text): Snapshot {
    if (this.seen === text) return this.snapshot;
    // CodeMirror counts every line end as one character, whatever the file has.
    const workspace = edit(this.snapshot.workspace, URI, text.toString(), (a, b) => Number(a === URI) - Number(b === URI));
    this.snapshot = simulate(workspace, this.snapshot);
    this.seen = text;
    return this.snapshot;
  }
}
