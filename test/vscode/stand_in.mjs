#!/usr/bin/env node
// Stands in for the program `code` where no desktop VS Code can be had: takes what @vscode/test-electron passes to it, and runs the same
// suite in the extension host of VS Code's server, whose workbench Chromium shows.
// env: VSCODE_SERVER (the server's folder), VSCODE_SERVER_NODE, DEBUG. Exit: 0 passed, 1 failed, 2 nothing reported.
import { resolve } from 'node:path';
import { launch, listen } from './browser.mjs';
import { startServer } from './server.mjs';

const options = new Map();
const paths = [];
for (const argument of process.argv.slice(2)) {
  const named = /^--([\w-]+)(?:=(.*))?$/s.exec(argument);
  if (named === null) paths.push(argument);
  else options.set(named[1], named[2] ?? true);
}
const server = await startServer({
  folder: process.env.VSCODE_SERVER,
  node: process.env.VSCODE_SERVER_NODE,
  settings: { 'security.workspace.trust.enabled': !options.has('disable-workspace-trust') },
  extensions: options.get('extensions-dir'),
  driver: true,
});
let code = 2;
let browser;
try {
  browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const result = await listen(page, 120_000);
  const remote = path => `vscode-remote://127.0.0.1:${server.port}${resolve(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(options.get('extensionDevelopmentPath'))],
    ['extensionTestsPath', remote(options.get('extensionTestsPath'))],
    ['skipWelcome', 'true'],
  ];
  const query = new URLSearchParams({ folder: resolve(paths[0]), payload: JSON.stringify(payload) });
  await page.goto(`${server.url}/?${query}`);
  code = await result();
} catch (error) {
  console.error(String(error));
} finally {
  await browser?.close();
  await server.stop();
}
process.exit(code);
