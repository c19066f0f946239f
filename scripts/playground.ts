import { copyFileSync, createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from './root.ts';

/** Builds the playground into `dist/playground`, a folder that any file server can serve; `--serve` serves it on this machine. */
const root = repositoryRoot();
const source = join(root, 'playground');
const target = join(root, 'dist', 'playground');
const monaco = join(source, 'node_modules', 'monaco-editor');
if (!existsSync(monaco)) throw new Error('Monaco is missing: npm ci --prefix playground --ignore-scripts');

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await build({
  entryPoints: { main: join(source, 'main.ts') },
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  loader: { '.sql': 'text', '.ttf': 'file' },
  assetNames: '[name]',
  alias: { 'monaco-lsp': join(monaco, 'esm/external/monaco-lsp-client/out/index.js') },
  logLevel: 'warning',
});
await build({
  entryPoints: { 'editor.worker': join(monaco, 'esm/vs/editor/editor.worker.js') },
  outdir: target,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
});
copyFileSync(join(root, 'dist', 'server.worker.js'), join(target, 'server.worker.js'));
copyFileSync(join(source, 'index.html'), join(target, 'index.html'));
copyFileSync(join(root, 'client/assets/file-light.svg'), join(target, 'icon.svg'));
if (process.argv.includes('--serve')) serve(Number(process.env['PORT'] ?? 8080));

/** To this machine alone. */
function serve(port: number): void {
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
    '.ttf': 'font/ttf',
  };
  createServer((asked, answer) => {
    const path = join(target, normalize(new URL(asked.url ?? '/', 'http://here').pathname).replace(/^(?:\.\.[/\\])+/, ''));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    if (!file.startsWith(target) || !existsSync(file)) {
      answer.writeHead(404).end();
      return;
    }
    answer.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(answer);
  }).listen(port, '127.0.0.1', () => console.log(`The playground is at http://127.0.0.1:${port}/`));
}
