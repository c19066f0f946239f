import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch } from '../vscode/browser.mjs';

const root = join(import.meta.dirname, '..', '..');
/** Where pictures of the runs lie: artefacts, and the source of docs/images. */
export const PICTURES = join(root, 'dist', 'pictures');

export interface Opened {
  readonly page: Page;
  readonly address: string;
  /** What the page complained about: must stay empty. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** A folder behind a plain file server, in Chromium. Requests to anywhere else are complaints. */
export async function openFolder(folder: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const server = await serve(folder);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser: Browser = await launch();
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', error => complaints.push(`error: ${error.message}`));
  page.on('request', request => {
    if (!request.url().startsWith(address) && !/^(?:data|blob):/.test(request.url())) complaints.push(`asks ${request.url()}`);
  });
  page.on('response', response => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  mkdirSync(PICTURES, { recursive: true });
  return {
    page,
    address,
    complaints,
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

function serve(folder: string): Promise<Server> {
  const server = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://here');
    const file = join(folder, pathname === '/' ? 'index.html' : pathname);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      answer.writeHead(404).end();
      return;
    }
    answer.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(answer);
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds serious or worse, in short. Monaco's own inner workings are left to Monaco. */
export async function violations(page: Page, exclude: readonly string[] = []): Promise<readonly string[]> {
  // The page's policy lets no foreign script in: axe comes through the debugger's door.
  await page.evaluate(axe);
  const found = await page.evaluate(
    async (left: readonly string[]) => {
      const { axe: tool } = globalThis as unknown as {
        axe: { run: (context: object, options: object) => Promise<{ violations: Violation[] }> };
      };
      const result = await tool.run({ include: [['html']], exclude: left.map(selector => [selector]) }, { resultTypes: ['violations'] });
      return result.violations.map(({ id, impact, nodes }) => ({
        id,
        impact,
        html: nodes.slice(0, 3).map(node => node.html.slice(0, 160)),
      }));
    },
    [...exclude],
  );
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, html }) => `${id}: ${html.join(' | ')}`);
}
