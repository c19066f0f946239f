import { main } from './main.ts';

const colour = process.env['NO_COLOR'] === undefined && (process.env['FORCE_COLOR'] !== undefined || process.stdout.isTTY);
void main(process.argv.slice(2), {
  cwd: process.cwd(),
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  colour,
}).then(code => {
  // The exit code is set, not forced: what was written to a pipe still gets there.
  process.exitCode = code;
});
