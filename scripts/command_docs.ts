import type { Command } from 'commander';
import { program } from '../cli/program.ts';

/** docs/command-line.md: every command and option, from the definitions the command line is parsed by. */
export function commandDocs(): string {
  const root = program(
    { cwd: '', out: () => {}, err: () => {}, colour: false, env: {}, input: () => Promise.resolve(''), now: () => 0 },
    () => {},
  );
  return `<!-- Made by \`npm run generate\` from cli/program.ts. -->

# Command line

\`\`\`sh
npx greptime-sql lint migrations/
\`\`\`

Exit codes: **0** clean, **1** findings (for \`format --check\`, \`replay --diff\` and \`--diff\`: differences; for \`plan\`: refused
statements), **2** trouble: bad arguments, unreadable files, a broken configuration, a bug. Trouble is one sentence on the error stream.
Files are written as a whole or not at all. Only \`import --url\` uses a network.

A folder under a [configuration](configuration.md) is always replayed as a whole; paths decide what is reported. \`--changed\`, \`--since\`
and \`--staged\` report the files that differ, and what the difference does to the others.

${root.commands.map(section).join('\n\n')}
`;
}

function section(command: Command): string {
  const usage = [
    command.name(),
    ...command.registeredArguments.map(argument =>
      argument.required ? `<${argument.name()}>` : `[${argument.name()}${argument.variadic ? '...' : ''}]`,
    ),
  ].join(' ');
  const options = command.options.map(({ flags, description, argChoices }) => {
    const choices = argChoices === undefined ? '' : ` One of ${argChoices.map(choice => `\`${choice}\``).join(', ')}.`;
    return `| \`${flags}\` | ${description.replaceAll('|', '\\|')}.${choices} |`;
  });
  const table = options.length === 0 ? '' : `\n\n| option | |\n| --- | --- |\n${options.join('\n')}`;
  return `## ${usage}\n\n${capital(command.description())}.${table}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
