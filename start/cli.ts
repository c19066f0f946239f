import { start } from './start.ts';

/** `greptime-sql`: the code of each command is kept by itself. */
const [, , command = ''] = process.argv;
start('command_line.cjs', /^[a-z]+$/.test(command) ? command : undefined);
