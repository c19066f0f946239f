import { execFile } from 'node:child_process';
import { AS_NODE, type CommandLine, type Ended } from './tasks.ts';

/** The command line that lies beside the extension, run by the Node that runs the extension. */
export function commandLineAt(script: string): CommandLine {
  return { program: process.execPath, script, run: (args, cwd) => run([script, ...args], cwd) };
}

function run(args: readonly string[], cwd: string): Promise<Ended> {
  const options = { cwd, env: { ...process.env, ...AS_NODE }, maxBuffer: 1 << 28 };
  return new Promise(resolve => {
    execFile(process.execPath, args, options, (error, out, trouble) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 2;
      resolve({ code, out, trouble: trouble === '' && code > 1 ? String(error) : trouble });
    });
  });
}
