import { start } from './start.ts';

/** `greptime-sql`: the code of each command is kept by itself, and that of a run over a few files without what a run over folders needs. */
const [, , command = '', ...rest] = process.argv;
const isOfFiles = rest.some(argument => argument.endsWith('.sql'));
start('command_line.cjs', /^[a-z]+$/.test(command) ? `${command}${isOfFiles ? '_files' : ''}` : undefined);
