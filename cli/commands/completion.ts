import type { Command, Option } from 'commander';
import type { ExitCode, Terminal } from '../terminal.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Prints a completion script, made from the commands themselves. */
export function completionCommand(shell: Shell, root: Command, { out }: Terminal): ExitCode {
  out({ bash, zsh, fish }[shell](root));
  return 0;
}

function bash(root: Command): string {
  const cases = root.commands.map(command => {
    const choices = command.options
      .filter(option => option.argChoices !== undefined)
      .map(
        option =>
          `    '${command.name()} ${option.long}') COMPREPLY=($(compgen -W '${option.argChoices!.join(' ')}' -- "$word")); return;;`,
      );
    return { name: command.name(), options: command.options.map(({ long }) => long).join(' '), choices };
  });
  return `# Completion of greptime-sql for bash: eval "$(greptime-sql completion bash)"
_greptime_sql() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W '${root.commands.map(command => command.name()).join(' ')}' -- "$word")); return; fi
  case "$command $before" in
${cases.flatMap(({ choices }) => choices).join('\n')}
  esac
  if [[ "$word" == -* ]]; then
    case "$command" in
${cases.map(({ name, options }) => `      ${name}) COMPREPLY=($(compgen -W '${options}' -- "$word"));;`).join('\n')}
    esac
    return
  fi
  COMPREPLY=($(compgen -f -- "$word"))
}
complete -o filenames -F _greptime_sql greptime-sql
`;
}

function zsh(root: Command): string {
  const commands = root.commands.map(command => `    '${command.name()}:${plain(command.description())}'`);
  const cases = root.commands.map(command => {
    const specs = command.options.map(option => `        '${option.long}[${plain(option.description)}]${valueOf(option)}'`);
    return `    ${command.name()})\n      _arguments \\\n${[...specs, "        '*:file:_files'"].join(' \\\n')}\n      ;;`;
  });
  return `#compdef greptime-sql
# Completion of greptime-sql for zsh: greptime-sql completion zsh > "\${fpath[1]}/_greptime-sql"
_greptime_sql() {
  local -a commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then _describe 'command' commands; return; fi
  case "$words[2]" in
${cases.join('\n')}
  esac
}
compdef _greptime_sql greptime-sql
`;
}

function valueOf({ required, optional, argChoices }: Option): string {
  if (argChoices !== undefined) return `:value:(${argChoices.join(' ')})`;
  return required || optional ? ':value:_files' : '';
}

function fish(root: Command): string {
  const lines = [
    '# Completion of greptime-sql for fish: greptime-sql completion fish | source',
    'complete -c greptime-sql -n __fish_use_subcommand -f',
  ];
  for (const command of root.commands) {
    lines.push(`complete -c greptime-sql -n __fish_use_subcommand -a ${command.name()} -d '${plain(command.description())}'`);
    for (const { long, description, argChoices, required } of command.options) {
      const value = argChoices !== undefined ? ` -x -a '${argChoices.join(' ')}'` : required ? ' -r' : '';
      lines.push(
        `complete -c greptime-sql -n '__fish_seen_subcommand_from ${command.name()}' -l ${long!.slice(2)}${value} -d '${plain(description)}'`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A text that no shell reads anything into. */
function plain(text: string): string {
  return text.replace(/['"`$\\:[\]\n]/g, ' ');
}
