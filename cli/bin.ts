import { main } from './main.ts';

const { env, stdout, stderr } = process;
// A reader that has seen enough (`| head`) is no trouble.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

void main(process.argv.slice(2), {
  cwd: process.cwd(),
  out: text => void stdout.write(text),
  err: text => void stderr.write(text),
  colour: (env['NO_COLOR'] ?? '') === '' && ((env['FORCE_COLOR'] ?? '') !== '' || (stdout.isTTY && env['TERM'] !== 'dumb')),
  isWatched: stderr.isTTY,
  env,
  input: async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  },
  // `performance` would be loaded for it.
  now: () => process.uptime() * 1000,
  interrupt: () => {
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    return stop.signal;
  },
}).then(code => {
  // The exit code is set, not forced: what was written to a pipe still gets there.
  process.exitCode = code;
});
