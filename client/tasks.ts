import {
  ProcessExecution,
  Task,
  TaskGroup,
  tasks,
  TaskScope,
  workspace,
  type Disposable,
  type TaskDefinition,
  type TaskProvider,
} from 'vscode';

/** A way to run `greptime-sql`, where programs can be run. */
export interface CommandLine {
  readonly program: string;
  readonly script: string;
  readonly run: (args: readonly string[], cwd: string) => Promise<Ended>;
}
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly trouble: string;
}

/** Makes an Electron program behave as the Node it contains; plain Node ignores it. */
export const AS_NODE = { ELECTRON_RUN_AS_NODE: '1' } as const;

interface LintTask extends TaskDefinition {
  readonly type: 'greptime-sql';
  readonly paths?: readonly string[];
  readonly arguments?: readonly string[];
}

/** Offers `greptime-sql: lint workspace` for every folder, and runs what tasks.json says of type `greptime-sql`. */
export function registerTasks(commandLine: CommandLine): Disposable {
  const provider: TaskProvider = {
    provideTasks: () => (workspace.workspaceFolders ?? []).map(folder => toTask({ type: 'greptime-sql' }, folder, commandLine)),
    resolveTask: ({ definition, scope }) => toTask(definition as LintTask, scope ?? TaskScope.Workspace, commandLine),
  };
  return tasks.registerTaskProvider('greptime-sql', provider);
}

function toTask(definition: LintTask, scope: Task['scope'] & {}, { program, script }: CommandLine): Task {
  const args = [script, 'lint', '--format', 'gcc', ...(definition.arguments ?? []), ...(definition.paths ?? ['.'])];
  const execution = new ProcessExecution(program, args, { env: AS_NODE });
  // The server lists findings already, of open and closed files: a matcher would list them twice. tasks.json may name `$greptime-sql`.
  const task = new Task(definition, scope, 'lint workspace', 'greptime-sql', execution, []);
  task.group = TaskGroup.Test;
  task.detail = 'Report what GreptimeDB would refuse';
  return task;
}
