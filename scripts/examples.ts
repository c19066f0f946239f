import {
  DEFAULT_SETTINGS,
  edit,
  emptyWorkspace,
  lint,
  RULES,
  simulate,
  type Diagnostic,
  type Rule,
  type RuleSetting,
  type Snapshot,
} from '../analysis/index.ts';

/** One file of an example, without the lines that mark findings. */
export interface ExampleFile {
  /** As the example calls it; absent where it holds a single file. */
  readonly name?: string;
  readonly uri: string;
  readonly text: string;
}

const FILE = /^-- file: (\S+)$/;
const MARK = /^--\s*\^+\s/;

/** The SQL of a rule's example, as a person would write it. */
export function filesOf(example: string): readonly ExampleFile[] {
  const files: { name?: string; lines: string[] }[] = [];
  for (const line of example.replace(/^\n/, '').split('\n')) {
    const name = FILE.exec(line)?.[1];
    if (name !== undefined) files.push({ name, lines: [] });
    else if (MARK.test(line)) continue;
    else if (files.length === 0) files.push({ lines: [line] });
    else files.at(-1)!.lines.push(line);
  }
  return files.map(({ name, lines }) => ({
    ...(name === undefined ? {} : { name }),
    uri: `file:///${name ?? 'example.sql'}`,
    text: lines.join('\n'),
  }));
}

export interface Played {
  readonly snapshot: Snapshot;
  readonly diagnostics: readonly Diagnostic[];
}

/** Plays an example of a rule as its tests do: in a closed world, in the order of its files, with the rule switched on. */
export function playExample(rule: Rule, files: readonly ExampleFile[]): Played {
  const rules: ReadonlyMap<string, RuleSetting> = new Map(rule.severity === 'off' ? [[rule.name, { level: 'warning' }]] : []);
  const targetVersion = rule.target ?? DEFAULT_SETTINGS.targetVersion;
  const order = new Map(files.map((file, index) => [file.uri, index]));
  let workspace = emptyWorkspace({ ...DEFAULT_SETTINGS, catalog: 'closed', targetVersion, rules });
  for (const { uri, text } of files) workspace = edit(workspace, uri, text, (a, b) => order.get(a)! - order.get(b)!);
  const snapshot = simulate(workspace);
  return { snapshot, diagnostics: files.flatMap(({ uri }) => lint(snapshot, uri, { rules: RULES })) };
}
